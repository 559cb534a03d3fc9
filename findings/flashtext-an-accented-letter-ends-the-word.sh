#!/usr/bin/env bash
# Package:   flashtext==2.7
# It does:   Letters outside ASCII count as ends of words: the keyword 'Mali' is found in 'Malié'.
# Expected:  No match: whole words only, and 'é' is a letter. ('Malia' gives no match.)
# It matters: Another place or person is taken for the country.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  flashtext==2.7 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from flashtext import KeywordProcessor
finder = KeywordProcessor()
finder.add_keyword("Mali")
expected = [[], []]
seen = [finder.extract_keywords(text) for text in ("Malia refused.", "Malié refused.")]
recorded = [[], ["Mali"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
