#!/usr/bin/env bash
# Package:   quantulum3==0.10.0
# It does:   '\u00a33m' is read as 3 pound sterling metres, and '$3m' as 3 dollar metres.
# Expected:  3 million of each, as '$5 billion' is read: m after a currency is the newspapers' way to write
#   it.
# It matters: Aid and reparations shrink to three pounds, in a unit that the next step does not know.
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
read = lambda text: [(quantity.value, quantity.unit.name) for quantity in parser.parse(text)]
expected = "5 billion dollars, 3 million pounds, 3 million dollars"
seen = [read("$5 billion in aid"), read("\u00a33m in aid"), read("$3m in aid")]
recorded = [[(5000000000.0, "dollar")], [(3.0, "pound sterling metre")], [(3.0, "dollar metre")]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
