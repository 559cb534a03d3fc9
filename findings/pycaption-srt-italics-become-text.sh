#!/usr/bin/env bash
# Package:   pycaption==2.3.14
# It does:   The tags of italics in SRT are kept as text and come out of a conversion to WebVTT as
#   '&lt;i>deal&lt;/i>', to be read on the screen.
# Expected:  Italics in WebVTT, which has the same tag, or plain text; italics of other formats are converted.
# It matters: Stress and foreign words in a transcript become rubbish around the words that are quoted.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pycaption==2.3.14 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import pycaption
text = "1\n00:00:01,000 --> 00:00:04,000\nNo <i>deal</i>.\n"
captions = pycaption.SRTReader().read(text)
expected = "No <i>deal</i>."
seen = pycaption.WebVTTWriter().write(captions).splitlines()[-1]
recorded = "No &lt;i>deal&lt;/i>."
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
