#!/usr/bin/env bash
# Package:   striprtf==0.0.35
# It does:   The text of a footnote is left out without a trace.
# Expected:  The footnote's words somewhere in the text, or a mark where they stood; an endnote or a field keeps
#   its words.
# It matters: Conditions of an agreement like to stand in its footnotes.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  striprtf==0.0.35 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from striprtf.striprtf import rtf_to_text
text = r"{\rtf1\ansi The tariff falls{\super\chftn}{\footnote\pard\plain {\super\chftn} Only if the quota is kept.} in May.}"
expected = True
seen = "quota" in rtf_to_text(text)
recorded = False
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
