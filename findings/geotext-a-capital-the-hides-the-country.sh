#!/usr/bin/env bash
# Package:   geotext==0.4.0
# It does:   A country behind 'The' at the beginning of a sentence is not found: 'The United States warned
#   Germany' has one country; with a small 'the' it has two.
# Expected:  Both countries in both sentences.
# It matters: Whoever speaks first in a sentence, often the party that acts, is missing.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  geotext==0.4.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from geotext import GeoText
sentences = ("Yesterday the United States warned Germany.", "The United States warned Germany.")
expected = [["United States", "Germany"]] * 2
seen = [GeoText(sentence).countries for sentence in sentences]
recorded = [["United States", "Germany"], ["Germany"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
