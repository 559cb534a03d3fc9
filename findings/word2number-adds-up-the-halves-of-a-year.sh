#!/usr/bin/env bash
# Package:   word2number==1.1
# It does:   word_to_num('nineteen fourteen') is 33 and 'twenty twenty six' is 406.
# Expected:  1914 and 2026, or the ValueError for a malformed number that it raises for 'one thousand
#   million'.
# It matters: Years are spoken so in transcripts of speeches; they come out as small counts.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  word2number==1.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from word2number import w2n
expected = "[1914, 2026] or ValueError"
seen = [w2n.word_to_num("nineteen fourteen"), w2n.word_to_num("twenty twenty six")]
recorded = [33, 406]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
