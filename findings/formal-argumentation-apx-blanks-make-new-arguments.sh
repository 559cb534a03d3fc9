#!/usr/bin/env bash
# Package:   formal-argumentation==0.3.0
# It does:   parse_apx() takes the blanks in 'att( a , b ).' as part of the names: the framework gets four
#   arguments and the attack does not reach b.
# Expected:  Two arguments and an attack on b. The format is a set of logic-programming facts, where blanks
#   between tokens mean nothing.
# It matters: The attacked claim is then accepted: the verdict on the dispute is reversed without a warning.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  formal-argumentation==0.3.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from argumentation.core.dung import grounded_extension
from argumentation.interop.iccma import parse_apx
close = parse_apx("arg(a).\narg(b).\natt(a,b).\n")
wide = parse_apx("arg(a).\narg(b).\natt( a , b ).\n")
expected = "a alone is accepted in both"
seen = [sorted(grounded_extension(close)), sorted(grounded_extension(wide))]
recorded = [["a"], [" a ", "a", "b"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
