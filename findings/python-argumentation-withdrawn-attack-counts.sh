#!/usr/bin/env bash
# Package:   python-argumentation==2.0.2
# It does:   The ASPARTIX reader takes facts out of comments: an attack that is commented out with '%' counts.
# Expected:  One attack: the format is a list of facts of answer set programs, in which '%' begins a comment.
# It matters: The withdrawn attack makes the framework symmetric, and nothing is accepted any more.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile --no-deps \
  python-argumentation==2.0.2 parse==1.22.4 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from py_arg.algorithms.semantics.get_grounded_extension import get_grounded_extension
from py_arg.import_export.argumentation_framework_from_aspartix_format_reader import (
    ArgumentationFrameworkFromASPARTIXFormatReader as Reader)
def read(comment):
    framework = Reader.from_apx(f"arg(a).\narg(b).\natt(a,b).\n{comment}\n")
    attacks = sorted(f"{attack.from_argument} {attack.to_argument}" for attack in framework.defeats)
    return attacks, sorted(argument.name for argument in get_grounded_extension(framework))
expected = (["a b"], ["a"])
seen = read("% att(b,a). withdrawn")
recorded = (["a b", "b a"], [])
print("expected:", expected)
print("seen:    ", seen)
unchanged = seen == recorded and read("") == expected
raise SystemExit(0 if unchanged else "The behaviour has changed: look again.")
PY
