#!/usr/bin/env bash
# Package:   friendlydateparser==0.2.4
# It does:   parse_datetime() adds the time that 'before' should take away: '2 days before june 10 2026' is
#   12 June. parse_date() of the same words is 8 June.
# Expected:  8 June from both: the first lines of its documentation give '2 days before the last day of next
#   month' as an example.
# It matters: A deadline set before an event falls after it.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  friendlydateparser==0.2.4 antlr4-python3-runtime==4.13.2 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from datetime import datetime
from friendlydateparser import parse_date, parse_datetime
now = datetime(2026, 12, 2, 9)
phrases = ["2 days before june 10 2026", "3 weeks before yesterday", "2 hours before june 10 2026 at 12:00",
           "2 days after june 10 2026"]
expected = ["2026-06-08 00:00", "2026-11-10 00:00", "2026-06-10 10:00", "2026-06-12 00:00"]
seen = [format(parse_datetime(phrase, now=now), "%Y-%m-%d %H:%M") for phrase in phrases]
recorded = ["2026-06-12 00:00", "2026-12-22 00:00", "2026-06-10 14:00", "2026-06-12 00:00"]
dates = [str(parse_date(phrase, now=now)) for phrase in phrases[:2]]
print("expected:", expected)
print("seen:    ", seen)
print("parse_date:", dates)
unchanged = seen == recorded and dates == ["2026-06-08", "2026-11-10"]
raise SystemExit(0 if unchanged else "The behaviour has changed: look again.")
PY
