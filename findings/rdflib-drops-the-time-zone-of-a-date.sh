#!/usr/bin/env bash
# Package:   rdflib==7.6.0
# It does:   A date with a time zone (2026-05-20Z) is stored and written back without it.
# Expected:  The literal as it was: xsd:date has an optional time zone, a date with it is another value than
#   one without, and the literal of the dateTime type keeps it.
# It matters: Publication and entry into force are dated so; after loading and saving a graph the record has
#   changed.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  rdflib==7.6.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import rdflib
kind = "^^<" + str(rdflib.XSD)
text = f'<urn:a> <urn:day> "2026-05-20Z"{kind}date>; <urn:moment> "2026-05-20T00:00:00Z"{kind}dateTime> .'
graph = rdflib.Graph().parse(data=text, format="turtle")
expected = ["2026-05-20T00:00:00+00:00", "2026-05-20Z"]
seen = sorted(str(value) for value in graph.objects())
recorded = ["2026-05-20", "2026-05-20T00:00:00+00:00"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
