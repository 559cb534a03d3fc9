#!/usr/bin/env bash
# Package:   dateparser==1.5.0
# It does:   '5th' is read as the fifth month and '11th' as the eleventh, each with today's day.
# Expected:  The 5th and the 11th of the base month: an ordinal alone names a day, never a month. (DATE_ORDER
#   is the American default, but '12th of May' shows that the ordinal is understood.)
# It matters: 'Talks resume on the 11th' lands in November.
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

expected = "2026-05-05 and 2026-05-11"
seen = [parse("5th")[:10], parse("11th")[:10]]
recorded = ["2026-05-20", "2026-11-20"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
