#!/usr/bin/env bash
# Package:   spacy==3.8.18
# It does:   Doc.to_json() and from_json() drop the identifier of an entity (ent_id, kb_id) while they keep
#   the kb_id of a span group.
# Expected:  The same identifiers after the round trip: DocBin keeps them, and the JSON of span groups carries
#   a kb_id.
# It matters: The identifier says which Norland is meant; after the round trip only the surface word is left.
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
from spacy.tokens import Doc, DocBin, Span
nlp = spacy.blank("en")
doc = nlp("Norland left.")
doc.ents = [Span(doc, 0, 1, label="GPE", kb_id="Q1")]
doc.spans["parties"] = [Span(doc, 0, 1, label="GPE", kb_id="Q1")]
ids = lambda d: (d.ents[0].kb_id_, d.spans["parties"][0].kb_id_)
box = DocBin(docs=[doc])
expected = "Q1 for the entity and for the span, both ways"
seen = {"DocBin": ids(list(box.get_docs(nlp.vocab))[0]), "JSON": ids(Doc(nlp.vocab).from_json(doc.to_json()))}
recorded = {"DocBin": ("Q1", "Q1"), "JSON": ("", "Q1")}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
