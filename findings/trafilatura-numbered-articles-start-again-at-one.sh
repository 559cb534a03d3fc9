#!/usr/bin/env bash
# Package:   trafilatura==2.3.1 (with lxml==6.1.3, lxml_html_clean==0.4.6)
# It does:   In Markdown output a list that starts at 3 (ol start=3) is numbered 1, 2.
# Expected:  3, 4: the attribute gives the number that readers see, and Markdown can express it.
# It matters: Terms of an agreement are cited by number ('point 3 is unacceptable'); the citation now points
#   to another term.
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
items = '<ol start="3"><li>The parties withdraw their troops.</li><li>The parties exchange all prisoners.</li></ol>'
text = trafilatura.extract(page(items), output_format="markdown", include_formatting=True)
expected = ["3. The parties withdraw their troops.", "4. The parties exchange all prisoners."]
seen = [line for line in text.splitlines() if "parties" in line]
recorded = ["1. The parties withdraw their troops.", "2. The parties exchange all prisoners."]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
