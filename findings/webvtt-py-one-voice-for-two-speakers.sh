#!/usr/bin/env bash
# Package:   webvtt-py==0.6.0
# It does:   A cue in which two people speak has one 'voice', the first, and the words of both as its text.
# Expected:  Each speaker with his or her own words, or no voice where there are two; WebVTT allows several
#   voice spans in a cue.
# It matters: A refusal is put into the mouth of the one who agreed.
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
text = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Anna Berg>We will sign.</v>\n<v Jan Coll>We will not.</v>\n"
(caption,) = webvtt.from_string(text).captions
expected = "Anna Berg: We will sign. Jan Coll: We will not."
seen = (caption.voice, caption.text)
recorded = ("Anna Berg", "We will sign.\nWe will not.")
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
