#!/usr/bin/env bash
# Package:   parsedatetime==2.6
# It does:   'a second term' is read as a time one second ahead, with the flag for a certain time of day.
# Expected:  No date (flag 0): nothing in the phrase is a time.
# It matters: 'A second term', 'a second strike', 'a second round' fill political text.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  parsedatetime==2.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import datetime, parsedatetime
noon = datetime.datetime(2026, 5, 20, 12)
moment, flag = parsedatetime.Calendar().parseDT("a second term", sourceTime=noon)
expected = "flag 0 (no date found)"
seen = [str(moment), flag]
recorded = ["2026-05-20 12:00:01", 2]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
