#!/usr/bin/env bash
# Package:   bratutils==0.2.2
# It does:   Reading an annotation with a gap (offsets '16 24;25 29') raises ValueError.
# Expected:  The two fragments: brat has allowed such spans since version 1.3 and writes them itself.
# It matters: Particle verbs and negated verbs ('will … not … sign') are annotated so; no agreement can be
#   computed for the file.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  bratutils==0.2.2 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from bratutils.agreement import Document
def read(offsets):
    open("a.ann", "w").write(f"T1\tAct {offsets}\twill not sign\n")
    try:
        Document("a.ann")
        return "read"
    except ValueError:
        return "ValueError"
expected = "read, twice"
seen = [read("16 29"), read("16 24;25 29")]
recorded = ["read", "ValueError"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
