#!/usr/bin/env bash
# Package:   fast-parse-time==1.5.0
# It does:   Of a number of several words only the last counts: 'two hundred years ago' is a hundred years ago,
#   'twenty five days ago' is five days ago.
# Expected:  200 years and 25 days, or nothing; 'twenty-five days ago' and '25 days ago' are right.
# It matters: Reports and transcripts spell numbers out; the event lands in another month or century.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  fast-parse-time==1.5.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from fast_parse_time import extract_relative_times
phrases = ["two hundred years ago", "twenty five days ago", "thirty two weeks ago", "twenty-five days ago", "25 days ago"]
expected = [200, 25, 32, 25, 25]
seen = [time.cardinality for phrase in phrases for time in extract_relative_times(phrase)]
recorded = [100, 5, 2, 25, 25]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
