#!/usr/bin/env bash
# Package:   dkpro-cassis==0.12.0
# It does:   An empty string array comes back as None after a round trip through the CAS JSON format; through
#   XMI it stays an empty array.
# Expected:  An empty array in both: 'nobody is addressed' is an annotation, None means that nobody annotated
#   it.
# It matters: Agreement between annotators counts the two differently.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  dkpro-cassis==0.12.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from cassis import Cas, TypeSystem, load_cas_from_json, load_cas_from_xmi
types = TypeSystem()
statement = types.create_type(name="field.Statement", supertypeName="uima.tcas.Annotation")
types.create_feature(domainType=statement, name="addressees", rangeType="uima.cas.StringArray")
def round_trip(elements, form):
    cas = Cas(typesystem=types)
    cas.sofa_string = "We will not sign."
    array = types.get_type("uima.cas.StringArray")(elements=elements)
    cas.add(statement(begin=0, end=17, addressees=array))
    back = load_cas_from_json(cas.to_json()) if form == "json" else load_cas_from_xmi(cas.to_xmi(), typesystem=types)
    value = list(back.select("field.Statement"))[0].addressees
    return getattr(value, "elements", value)

expected = "[] from both"
seen = {form: round_trip([], form) for form in ("xmi", "json")}
recorded = {"xmi": [], "json": None}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
