#!/usr/bin/env bash
# Package:   recurrent==0.4.1
# It does:   Numbers in words above ten are read as one: 'every thirty minutes' repeats every minute, 'every
#   eleven days' every day.
# Expected:  INTERVAL=30 and INTERVAL=11, or None as for other phrases it does not know; 'every 30 minutes'
#   and 'every ten days' are right.
# It matters: A meeting of every twelve weeks is in the calendar every week.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  recurrent==0.4.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from datetime import datetime
from recurrent import RecurringEvent
phrases = ["every thirty minutes", "every eleven days", "every twelve weeks", "every 30 minutes", "every ten days"]
def interval(phrase):
    rule = RecurringEvent(now_date=datetime(2026, 12, 2)).parse(phrase)
    return rule and int(rule.partition("INTERVAL=")[2].partition(";")[0])
expected = [30, 11, 12, 30, 10]
seen = [interval(phrase) for phrase in phrases]
recorded = [1, 1, 1, 30, 10]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
