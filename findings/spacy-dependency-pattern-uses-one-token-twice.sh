#!/usr/bin/env bash
# Package:   spacy==3.8.18
# It does:   A DependencyMatcher pattern that asks for two subjects of one verb matches a verb with a single
#   subject, which fills both places.
# Expected:  A pattern with two node names asks for two nodes, or the documentation says that names may share
#   a token; it does not.
# It matters: 'Two parties signed' matches when one signed; counting parties needs a check after every match.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  spacy==3.8.18 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import spacy
from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc
nlp = spacy.blank("en")
doc = Doc(nlp.vocab, words=["Norland", "signed"], heads=[1, 1], deps=["nsubj", "ROOT"])
node = lambda name: {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": name, "RIGHT_ATTRS": {"DEP": "nsubj"}}
matcher = DependencyMatcher(nlp.vocab)
matcher.add("two parties", [[{"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LOWER": "signed"}}, node("first"), node("second")]])
expected = "no match"
seen = [[doc[i].text for i in tokens] for _, tokens in matcher(doc)]
recorded = [["signed", "Norland", "Norland"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
