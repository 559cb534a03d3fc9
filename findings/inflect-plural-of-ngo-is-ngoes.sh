#!/usr/bin/env bash
# Package:   inflect==7.6.0
# It does:   plural() of an acronym has a capital ending: 'NGO' becomes 'NGOES', 'MP' becomes 'MPS'.
# Expected:  'NGOs', 'MPs'.
# It matters: 'MPS' reads as another acronym.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  inflect==7.6.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import inflect
engine = inflect.engine()
expected = ["NGOs", "MPs", "POWs"]
seen = [engine.plural(word) for word in ("NGO", "MP", "POW")]
recorded = ["NGOES", "MPS", "POWS"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
