#!/usr/bin/env bash
# Package:   trafilatura==2.3.1 (with lxml==6.1.3, lxml_html_clean==0.4.6)
# It does:   An inline quotation <q>never</q> loses its marks and the sentence is broken after it: the full
#   stop starts a new line.
# Expected:  'She answered: "never".' in one line: HTML says that user agents supply the marks of q, and it is
#   an inline element.
# It matters: The words become the reporter's own and the sentence falls apart for every later step.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  trafilatura==2.3.1 lxml==6.1.3 lxml_html_clean==0.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
first = "The foreign minister of Norland, Anna Berg, said on Monday that her country would not sign the treaty unless the troops left the valley first."
last = "Officials in Sudria answered within hours that no soldier would leave before the border commission had met and had published its findings in full."
page = lambda middle: f"<html><head><title>Talks stall</title></head><body><article><h1>Talks stall</h1><p>{first}</p>{middle}<p>{last}</p></article></body></html>"

import trafilatura
text = trafilatura.extract(page("<p>She answered: <q>never under such pressure</q>. The talks ended.</p>"))
expected = 'She answered: "never under such pressure". The talks ended.'
seen = [line for line in text.splitlines() if "pressure" in line or "ended" in line]
recorded = ["She answered: never under such pressure", ". The talks ended."]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
