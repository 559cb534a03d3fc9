#!/usr/bin/env bash
# Package:   num2words==0.5.14
# It does:   Numbers between -1 and 0 lose their sign: -0.5 is 'zero point five', -1.5 is 'minus one point
#   five'.
# Expected:  'minus zero point five'.
# It matters: Growth or a tone of -0.5 is read out as +0.5.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  num2words==0.5.14 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from num2words import num2words
expected = ["minus zero point five", "minus one point five"]
seen = [num2words(-0.5), num2words(-1.5)]
recorded = ["zero point five", "minus one point five"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
