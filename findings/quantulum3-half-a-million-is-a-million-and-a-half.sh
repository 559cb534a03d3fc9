#!/usr/bin/env bash
# Package:   quantulum3==0.10.0
# It does:   'half a million people' is read as 1 500 000, and 'a quarter of a million' as two quantities.
# Expected:  500 000: 'Half of the troops' is correctly 0.5 and 'a million' 1 000 000.
# It matters: Figures of refugees are reported so; three times too many come out.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  quantulum3==0.10.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from quantulum3 import parser
expected = "[500000.0]"
seen = [quantity.value for quantity in parser.parse("half a million people")]
recorded = [1500000.0]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
