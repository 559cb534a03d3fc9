#!/usr/bin/env bash
# Package:   recurrent==0.4.1
# It does:   'every Monday from 7 June 2027' is a rule for every seventh week, in June only, on day 2027 of
#   the month, which no calendar has.
# Expected:  A start on 7 June 2027 and every week from then on, as 'every Monday starting 7 June 2027' gives
#   it.
# It matters: A rule without any date comes out where the phrase named the first one.
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
phrases = ["every Monday from 7 June 2027", "every Monday starting 7 June 2027"]
expected = ["DTSTART:20270607 RRULE:BYDAY=MO;INTERVAL=1;FREQ=WEEKLY"] * 2
seen = [RecurringEvent(now_date=datetime(2026, 12, 2)).parse(phrase).replace("\n", " ") for phrase in phrases]
recorded = ["RRULE:BYDAY=MO;BYMONTHDAY=2027;BYMONTH=6;INTERVAL=7;FREQ=WEEKLY", expected[1]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
