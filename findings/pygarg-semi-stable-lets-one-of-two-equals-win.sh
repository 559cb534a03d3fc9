#!/usr/bin/env bash
# Package:   pygarg==1.0.2
# It does:   Of two sides that attack each other and each refute one self-defeating argument, the semi-stable
#   semantics ('SST') lists one only, and accepts it sceptically.
# Expected:  Both extensions, and neither side accepted sceptically: the framework looks the same from either
#   side, and the two ranges are not comparable. 'PR' gives both.
# It matters: An even dispute is reported as won.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pygarg==1.0.2 python-sat==1.9.dev24 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from pygarg.dung.solver import extension_enumeration, skeptical_acceptability
attacks = [["north", "south"], ["south", "north"], ["north", "p"], ["south", "q"], ["p", "p"], ["q", "q"]]
arguments, both = ["north", "south", "p", "q"], [["north"], ["south"]]
def sceptically(semantics):
    return [skeptical_acceptability(arguments, attacks, side, semantics)[0] for side in ("north", "south")]
expected = (both, [False, False])
seen = (extension_enumeration(arguments, attacks, "SST"), sceptically("SST"))
preferred = (sorted(extension_enumeration(arguments, attacks, "PR")), sceptically("PR"))
print("expected:", expected)
print("seen:    ", seen)
print("preferred:", preferred)
recorded = ([["south"]], [False, True])
raise SystemExit(0 if seen == recorded and preferred == expected else "The behaviour has changed: look again.")
PY
