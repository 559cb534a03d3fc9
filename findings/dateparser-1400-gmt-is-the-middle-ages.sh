#!/usr/bin/env bash
# Package:   dateparser==1.5.0
# It does:   '1400 GMT', the usual form of agency copy, is read as the year 1400.
# Expected:  14:00 of the base day, as '14:00 GMT' gives; with a time zone after it the number cannot be a
#   year.
# It matters: Ultimatums expire at such times.
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

expected = "2026-05-20 14:00 in both forms"
seen = [parse("14:00 GMT"), parse("1400 GMT")]
recorded = ["2026-05-20 14:00:00+00:00", "1400-05-20 00:00:00+00:00"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
