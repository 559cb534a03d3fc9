#!/usr/bin/env bash
# Package:   webvtt-py==0.6.0
# It does:   caption.text strips the tags of a cue but leaves its character references: '&amp;' and '&lt;' stay.
# Expected:  Plain text: WebVTT writes '&' and '<' as references, and whoever strips the markup has to decode
#   them.
# It matters: 'Berg &amp; Coll' is not found by its name, and every quotation of it is wrong.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  webvtt-py==0.6.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import webvtt
text = "WEBVTT\n\n00:01.000 --> 00:04.000\n<i>Berg &amp; Coll</i> offer &lt; 5 million.\n"
expected = "Berg & Coll offer < 5 million."
seen = webvtt.from_string(text).captions[0].text
recorded = "Berg &amp; Coll offer &lt; 5 million."
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
