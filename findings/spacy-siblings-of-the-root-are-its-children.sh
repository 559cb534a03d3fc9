#!/usr/bin/env bash
# Package:   spacy==3.8.18
# It does:   The DependencyMatcher operators for siblings ($++, $--) return the children of the sentence's
#   main verb as its siblings.
# Expected:  Nothing: siblings share a parent and the root has none; the documentation gives 'A and B share
#   the same parent'. (The root is its own head internally.)
# It matters: A rule for coordinated clauses then joins the main verb with its own object: a statement gains a
#   second act.
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
doc = Doc(nlp.vocab, words=["Norland", "signed", "treaties"], heads=[1, 1, 1], deps=["nsubj", "ROOT", "dobj"])
def related(operator):
    matcher = DependencyMatcher(nlp.vocab)
    other = {"LEFT_ID": "verb", "REL_OP": operator, "RIGHT_ID": "other", "RIGHT_ATTRS": {}}
    matcher.add("pair", [[{"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LOWER": "signed"}}, other]])
    return [doc[tokens[1]].text for _, tokens in matcher(doc)]
expected = "no sibling on either side of the root"
seen = {"$++": related("$++"), "$--": related("$--")}
recorded = {"$++": ["treaties"], "$--": ["Norland"]}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
