#!/usr/bin/env bash
# Package:   edtf==5.0.2
# It does:   text_to_edtf('1999-00') is an interval that ends a century before it begins; '1914-18' and
#   '2020-21' are right.
# Expected:  '1999/2000', as seasons, budgets and school years are written.
# It matters: Whatever happened in that year lies outside the interval.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  edtf==5.0.2 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from edtf import text_to_edtf
expected = ["1914/1918", "1999/2000"]
seen = [str(text_to_edtf(words)) for words in ("1914-18", "1999-00")]
recorded = ["1914/1918", "1999/1900"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
