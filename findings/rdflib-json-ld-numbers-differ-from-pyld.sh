#!/usr/bin/env bash
# Package:   rdflib==7.6.0 (with PyLD==3.3.0)
# It does:   The JSON-LD number 0.9 becomes the literal "0.9" with rdflib and "9.0E-1" with PyLD; 1.0 becomes
#   a double with the one and an integer with the other.
# Expected:  The same two terms: the JSON-LD algorithms demand the canonical form of a double and an integer
#   for a number without fraction; PyLD follows them.
# It matters: Web annotations with a confidence, merged from two tools, are not recognised as the same
#   statement.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  rdflib==7.6.0 PyLD==3.3.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import json, rdflib
from pyld import jsonld
document = {"@id": "urn:a", "urn:confidence": [0.9, 1.0]}
one = sorted((str(o), o.datatype.split("#")[1]) for o in rdflib.Graph().parse(data=json.dumps(document), format="json-ld").objects())
other = sorted((q["object"]["value"], q["object"]["datatype"].split("#")[1]) for q in jsonld.to_rdf(document)["@default"])
expected = "the same terms twice"
seen = [one, other]
recorded = [[("0.9", "double"), ("1.0", "double")], [("1", "integer"), ("9.0E-1", "double")]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
