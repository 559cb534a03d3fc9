#!/usr/bin/env bash
# Package:   nameparser==2.6.0
# It does:   'Secretary-General Anna Berg' is read as the first name Secretary-General, the middle name Anna
#   and the surname Berg.
# Expected:  A title, as for 'General Secretary Anna Berg' and 'Foreign Minister Anna Berg'.
# It matters: The hyphenated form is the official title of the heads of the largest international
#   organisations.
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
parts = lambda text: [HumanName(text).title, HumanName(text).first]
expected = "the title, then Anna"
seen = [parts("General Secretary Anna Berg"), parts("Secretary-General Anna Berg")]
recorded = [["General Secretary", "Anna"], ["", "Secretary-General"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
