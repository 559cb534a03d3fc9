#!/usr/bin/env bash
# Package:   pysbd==0.3.4
# It does:   A sentence is cut after 'para.' in 'See para. 12 of the text', though 'Art. 5' and 'No. 2' are
#   kept together.
# Expected:  One sentence: para. is the usual abbreviation in resolutions and agreements.
# It matters: References inside agreements break in two and the second half starts with a number.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pysbd==0.3.4 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import pysbd
cut = lambda text: [s.strip() for s in pysbd.Segmenter(language="en", clean=False).segment(text)]
expected = "one sentence, twice"
seen = [cut("See Art. 12 of the text."), cut("See para. 12 of the text.")]
recorded = [["See Art. 12 of the text."], ["See para.", "12 of the text."]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
