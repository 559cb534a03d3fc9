#!/usr/bin/env bash
# Package:   nameparser==2.6.0
# It does:   'King Olav V' gets the surname V, while 'King Olav IV' gets the suffix IV.
# Expected:  The same reading for both regnal numbers.
# It matters: Monarchs are parties to treaties; two kings of one house end up with different kinds of names.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  nameparser==2.6.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from nameparser import HumanName
parts = lambda text: [HumanName(text).first, HumanName(text).last, HumanName(text).suffix]
expected = "Olav with a suffix, twice"
seen = [parts("King Olav IV"), parts("King Olav V")]
recorded = [["Olav", "", "IV"], ["Olav", "V", ""]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
