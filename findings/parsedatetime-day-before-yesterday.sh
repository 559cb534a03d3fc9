#!/usr/bin/env bash
# Package:   parsedatetime==2.6
# It does:   'the day before yesterday' is read as yesterday.
# Expected:  Two days back; 'two days ago' gives that.
# It matters: Reports date incidents relative to publication: the order of strike and counter-strike flips.
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
day = lambda text: str(parsedatetime.Calendar().parseDT(text, sourceTime=noon)[0].date())
expected = "2026-05-18 for both"
seen = [day("two days ago"), day("the day before yesterday")]
recorded = ["2026-05-18", "2026-05-19"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
