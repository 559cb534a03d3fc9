#!/usr/bin/env bash
# Package:   striprtf==0.0.35
# It does:   Words that were deleted with tracked changes stand in the text like all others.
# Expected:  'We will sign.': in RTF the control word \\deleted marks text that is no longer part of the
#   document.
# It matters: A struck 'not' turns a commitment into a refusal.
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
text = r"{\rtf1\ansi We will {\deleted not }sign.}"
expected = "We will sign."
seen = rtf_to_text(text)
recorded = "We will not sign."
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
