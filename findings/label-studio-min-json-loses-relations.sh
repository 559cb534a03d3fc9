#!/usr/bin/env bash
# Package:   label-studio-converter==0.0.59 (with setuptools==80.9.0)
# It does:   The JSON_MIN export keeps the spans of an annotation and drops the relations between them,
#   without a word.
# Expected:  The relations, or a warning: the converter describes the format as a simplified version of the
#   same annotation.
# It matters: Who acts towards whom is the relation; the export keeps two names and a verb.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  label-studio-converter==0.0.59 setuptools==80.9.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import json, pathlib
from label_studio_converter import Converter
config = '<View><Labels name="label" toName="text"><Label value="Threat"/><Label value="Party"/></Labels><Text name="text" value="$text"/></View>'
span = lambda key, start, end, text, label: {"id": key, "from_name": "label", "to_name": "text", "type": "labels",
    "value": {"start": start, "end": end, "text": text, "labels": [label]}}
def export(form, *result):
    pathlib.Path("in").mkdir(exist_ok=True)
    task = {"id": 1, "data": {"text": "Norland will not sign. Sudria waits."}, "annotations": [{"id": 1, "completed_by": 1, "result": list(result)}]}
    pathlib.Path("in/task.json").write_text(json.dumps([task]))
    Converter(config, ".", download_resources=False).convert("in", "out", form, is_dir=True)
    return "".join(path.read_text() for path in sorted(pathlib.Path("out").iterdir()))

spans = [span("a", 0, 7, "Norland", "Party"), span("b", 23, 29, "Sudria", "Party")]
plain = export("JSON_MIN", *spans)
related = export("JSON_MIN", *spans, {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": ["opposes"]})
expected = "the two exports differ"
seen = "the same" if plain == related else "different"
recorded = "the same"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
