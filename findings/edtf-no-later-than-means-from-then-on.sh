#!/usr/bin/env bash
# Package:   edtf==5.0.2
# It does:   text_to_edtf('no later than 1990') is '1990/': from 1990 on, without an end. 'before 1990' is
#   '/1990'.
# Expected:  '/1990': an end and no beginning.
# It matters: A deadline becomes a beginning.
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
expected = ["/1990", "/1990"]
seen = [str(text_to_edtf(words)) for words in ("before 1990", "no later than 1990")]
recorded = ["/1990", "1990/"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
