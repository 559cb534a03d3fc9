#!/usr/bin/env bash
# Package:   dateparser==1.5.0
# It does:   'the 1990s' is read as 1990 seconds ago, that is 33 minutes before the base time.
# Expected:  A date in 1990, or None: the phrase names a decade. (None is what 'early May' and 'late 2025'
#   give.)
# It matters: A grievance that goes back to the 1990s is filed under this afternoon.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  dateparser==1.5.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import datetime, dateparser
noon = datetime.datetime(2026, 5, 20, 12)
parse = lambda text: str(dateparser.parse(text, languages=["en"], settings={"RELATIVE_BASE": noon}))

expected = "1990 or None"
seen = parse("the 1990s")
recorded = "2026-05-20 11:26:50"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
