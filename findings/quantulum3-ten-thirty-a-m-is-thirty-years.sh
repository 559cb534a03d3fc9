#!/usr/bin/env bash
# Package:   quantulum3==0.10.0
# It does:   'at 10:30 a.m.' is read as the number 10 and 30 years.
# Expected:  A time of day or nothing: its English parser has a rule to throw such times away, but the colon
#   and the full stops escape it.
# It matters: Meeting times turn into durations of thirty years among the terms of a deal.
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
expected = "[]"
seen = [(quantity.value, quantity.unit.name) for quantity in parser.parse("The talks resume at 10:30 a.m. on Monday.")]
recorded = [(10.0, "dimensionless"), (30.0, "year")]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
