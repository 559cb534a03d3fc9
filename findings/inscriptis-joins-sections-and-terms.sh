#!/usr/bin/env bash
# Package:   inscriptis==2.7.6
# It does:   The texts of two sections, and of a term and its definition, are joined without a blank or a line
#   break.
# Expected:  Lines of their own: these are blocks in every browser; paragraphs and block quotations do get lines
#   of their own.
# It matters: Who speaks is set as a term, the words as its definition: 'BergNo.'
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  inscriptis==2.7.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from inscriptis import get_text
expected = ["Talks failed.\nBerg left.", "Berg\nNo."]
given = (
    "<section>Talks failed.</section><section>Berg left.</section>",
    "<dl><dt>Berg</dt><dd>No.</dd></dl>",
)
seen = [get_text(each).strip() for each in given]
recorded = ["Talks failed.Berg left.", "BergNo."]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
