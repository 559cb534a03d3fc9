#!/usr/bin/env bash
# Package:   negspacy==1.1.0 (with spacy==3.8.18)
# It does:   'There is no doubt that Germany attacked' marks Germany as negated.
# Expected:  Not negated: the phrase asserts. The term set has a list of pseudo-negations for such cases ('no
#   increase', 'not only'), and this, the commonest in the news, is not among them.
# It matters: An accusation made with emphasis is stored as its opposite.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  negspacy==1.1.0 spacy==3.8.18 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import spacy
from negspacy.negation import Negex
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Germany"}])
nlp.add_pipe("negex", config={"ent_types": ["GPE"]})
negated = lambda text: [entity.text for entity in nlp(text).ents if entity._.negex]
expected = "not negated, twice"
seen = [negated("It is certain that Germany attacked."), negated("There is no doubt that Germany attacked.")]
recorded = [[], ["Germany"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
