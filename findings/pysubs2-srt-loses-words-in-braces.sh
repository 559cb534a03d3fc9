#!/usr/bin/env bash
# Package:   pysubs2==1.8.1
# It does:   Words in braces in an SRT file are taken for tags of another format: they are missing from
#   plaintext and from the SRT that is written back.
# Expected:  The text as it was: SRT has no tags in braces, and these words are none.
# It matters: What an editor put in, such as the article that is spoken of, is lost by loading and saving.
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
text = "1\n00:00:01,000 --> 00:00:04,000\nThe clause {Article 5} was not cut.\n"
subs = pysubs2.SSAFile.from_string(text)
expected = "The clause {Article 5} was not cut."
seen = (subs[0].plaintext, "Article 5" in subs.to_string("srt"))
recorded = ("The clause  was not cut.", False)
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
