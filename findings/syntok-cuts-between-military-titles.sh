#!/usr/bin/env bash
# Package:   syntok==1.4.4
# It does:   'Lt. Gen. Anna Berg met Gov. Coll' becomes three sentences: Lt. and Gov. end one, Gen. does not.
# Expected:  One sentence: all three are titles before a name, and 'Gen. Berg met Col. Coll' is kept together.
# It matters: The name and the rank of an officer land in different sentences.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  syntok==1.4.4 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import syntok.segmenter
def cut(text):
    return ["".join(t.spacing + t.value for t in s).strip() for p in syntok.segmenter.process(text) for s in p]
expected = "one sentence, twice"
seen = [cut("Gen. Berg met Col. Coll on Monday."), cut("Lt. Gen. Berg met Gov. Coll on Monday.")]
recorded = [["Gen. Berg met Col. Coll on Monday."], ["Lt.", "Gen. Berg met Gov.", "Coll on Monday."]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
