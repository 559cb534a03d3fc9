#!/usr/bin/env bash
# Package:   pysubs2==1.8.1
# It does:   Reading WebVTT drops the speaker of a voice span; the event's name (the actor of its own formats)
#   stays empty, and writing WebVTT again has no speaker.
# Expected:  The name in event.name, where pysubs2 keeps who speaks, or the span left in the text.
# It matters: A transcript that said who spoke says it no more after a change of format.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pysubs2==1.8.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import pysubs2
text = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Anna Berg>We will sign.</v>\n"
subs = pysubs2.SSAFile.from_string(text)
expected = ("Anna Berg", True)
seen = (subs[0].name, "Anna Berg" in subs.to_string("vtt"))
recorded = ("", False)
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
