#!/usr/bin/env bash
# Package:   negspacy==1.1.0 (with spacy==3.8.18)
# It does:   'France will not sign unless Germany leaves' marks Germany as negated: the scope of 'not' runs on
#   into the condition.
# Expected:  Germany is not negated: 'unless' opens the condition under which the party would act. ('but' does
#   end the scope in the same term set.)
# It matters: Conditions are what negotiation research reads for; here the demand is turned into a denial.
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
nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": name} for name in ("France", "Germany")])
nlp.add_pipe("negex", config={"ent_types": ["GPE"]})
negated = lambda text: [entity.text for entity in nlp(text).ents if entity._.negex]
expected = "nobody negated, twice"
seen = [negated("France will not sign but Germany will."), negated("France will not sign unless Germany leaves.")]
recorded = [[], ["Germany"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
