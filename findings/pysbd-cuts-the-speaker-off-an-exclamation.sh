#!/usr/bin/env bash
# Package:   pysbd==0.3.4
# It does:   A quotation that ends in '!' or '?' is cut off from its 'NAME said', though the same sentence
#   with 'said NAME' stays whole.
# Expected:  One sentence in both orders: the words after the quotation are its reporting clause.
# It matters: The quotation and its speaker land in two sentences, so sentence-wise attribution loses the
#   speaker.
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
seen = [cut('"Never!" said Berg.'), cut('"Never!" Berg said.')]
recorded = [['"Never!" said Berg.'], ['"Never!"', "Berg said."]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
