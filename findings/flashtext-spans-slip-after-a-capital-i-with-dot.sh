#!/usr/bin/env bash
# Package:   flashtext==2.7
# It does:   After a letter whose small form has two code points (as in 'İzmir') all spans are one too far to
#   the right.
# Expected:  Spans that cut the keyword out of the text that was given.
# It matters: Evidence is cited by its place: the quotation of the party's name is 'orland'.
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
finder.add_keyword("Norland")
text = "İzmir warned Norland again."
expected = ["Norland"]
seen = [text[start:end] for _, start, end in finder.extract_keywords(text, span_info=True)]
recorded = ["orland "]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
