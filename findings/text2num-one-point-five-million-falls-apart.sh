#!/usr/bin/env bash
# Package:   text2num==3.1.0
# It does:   alpha2digit('one point five million') gives '1.5 1000000'.
# Expected:  1500000 (or '1.5 million'): 'two million' is one number, and so is a decimal before a multiplier.
# It matters: Transcripts of speeches spell figures so; one figure becomes two.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  text2num==3.1.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from text_to_num import alpha2digit
expected = "2000000 and 1500000"
seen = [alpha2digit("two million", "en"), alpha2digit("one point five million", "en")]
recorded = ["2000000", "1.5 1000000"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
