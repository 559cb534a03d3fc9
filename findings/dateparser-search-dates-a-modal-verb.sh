#!/usr/bin/env bash
# Package:   dateparser==1.5.0
# It does:   search_dates() finds a date in 'the parties may withdraw' and in 'they march', next to the real
#   one.
# Expected:  One date: the language is given as English, where these two are a modal verb and a verb in small
#   letters.
# It matters: Agreements are full of 'may'; each one puts an event on the time line.
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
import datetime
from dateparser.search import search_dates
settings = {"RELATIVE_BASE": datetime.datetime(2026, 5, 20, 12)}
text = "Under Article 5 the parties may withdraw on 1 June 2026, and then they march."
expected = "1 June 2026 only: ([], 1)"
found = [words for words, _ in search_dates(text, languages=["en"], settings=settings)]
seen = [words for words in found if words in ("may", "march")], len(found)
recorded = (["may", "march"], 3)
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
