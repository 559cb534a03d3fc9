#!/usr/bin/env bash
# Package:   parsedatetime==2.6
# It does:   'end of June' is read as 1 June, although 'end of month' is read as the last day.
# Expected:  30 June, or nothing: the package knows the phrase ('eom' is among its documented inputs).
# It matters: Deadlines are set so; this one expires a month early.
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
expected = "2026-05-31 and 2026-06-30"
seen = [day("end of month"), day("end of June")]
recorded = ["2026-05-31", "2026-06-01"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
