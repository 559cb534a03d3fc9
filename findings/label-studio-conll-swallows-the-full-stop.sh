#!/usr/bin/env bash
# Package:   label-studio-converter==0.0.59 (with setuptools==80.9.0)
# It does:   The CoNLL export of the span 'will not sign' labels the token 'sign.', with the full stop that
#   the annotator left out; at the end of the text the full stop is a token of its own.
# Expected:  The annotated characters: a token that crosses the end of a span is split there, as at the end of
#   the text.
# It matters: Spans are evidence; read back, this one is a character longer than what was marked.
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

rows = export("CONLL2003", span("b", 8, 21, "will not sign", "Threat")).split("\n")
tokens = [row.split(" ")[0] for row in rows if row.endswith("Threat")]
expected = ["will", "not", "sign"]
seen = tokens, [row.split(" ")[0] for row in rows if row][-2:]
recorded = (["will", "not", "sign."], ["waits", "."])
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
