#!/usr/bin/env bash
# Package:   word2number==1.1
# It does:   word_to_num('half a million') is 1000000: the word it does not know is skipped without a word.
# Expected:  500000, or the ValueError that it raises for text without numbers.
# It matters: Refugees and casualties are reported so; the figure doubles.
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
expected = "500000 or ValueError"
seen = w2n.word_to_num("half a million")
recorded = 1000000
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
