#!/usr/bin/env bash
# Package:   blingfire==0.1.8 (with numpy==2.4.6)
# It does:   '"Is that war?" asked Berg.' is cut after the question although the next word has a small letter.
# Expected:  One sentence: a small letter after the mark cannot start a sentence; with a comma instead it is
#   kept whole.
# It matters: The question loses its speaker.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  blingfire==0.1.8 numpy==2.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from blingfire import text_to_sentences
expected = "one sentence, twice"
seen = [text_to_sentences('"That is war," said Berg.').split("\n"), text_to_sentences('"Is that war?" asked Berg.').split("\n")]
recorded = [['"That is war," said Berg.'], ['"Is that war?"', "asked Berg."]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
