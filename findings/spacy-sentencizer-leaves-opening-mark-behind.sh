#!/usr/bin/env bash
# Package:   spacy==3.8.18
# It does:   The sentencizer gives the opening quotation mark of a new sentence to the sentence before it.
# Expected:  A quotation starts with its mark: the component is documented to split on punctuation, and
#   closing marks belong to the left, opening ones to the right, which curly marks even tell apart.
# It matters: Every quotation found per sentence then starts without its mark, and the sentence before it
#   looks like an open quotation.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  spacy==3.8.18 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
expected = "the second sentence starts with the opening mark"
seen = [s.text for s in nlp("The envoy left. \u201cWe will return.\u201d").sents]
recorded = ["The envoy left. \u201c", "We will return.\u201d"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
