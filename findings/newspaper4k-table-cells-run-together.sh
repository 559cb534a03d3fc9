#!/usr/bin/env bash
# Package:   newspaper4k==0.9.6 (with lxml==6.1.3, lxml_html_clean==0.4.6)
# It does:   The cells of a table are joined without any separator:
#   'PartyPositionNorlandrefusesSudriaaccepts'.
# Expected:  At least a blank between two cells.
# It matters: Positions of the parties are often given as a table; neither names nor positions can be found in
#   the result.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  newspaper4k==0.9.6 lxml==6.1.3 lxml_html_clean==0.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
first = "The foreign minister of Norland, Anna Berg, said on Monday that her country would not sign the treaty unless the troops left the valley first."
last = "Officials in Sudria answered within hours that no soldier would leave before the border commission had met and had published its findings in full."
page = lambda middle: f"<html><head><title>Talks stall</title></head><body><article><h1>Talks stall</h1><p>{first}</p>{middle}<p>{last}</p></article></body></html>"

import newspaper
def read(middle):
    article = newspaper.Article("")
    article.download(input_html=page(middle))
    article.parse()
    return article.text

table = "<table><tr><th>Party</th><th>Position</th></tr><tr><td>Norland</td><td>refuses</td></tr><tr><td>Sudria</td><td>accepts</td></tr></table>"
expected = "Party Position Norland refuses Sudria accepts"
seen = next(line for line in read(table).splitlines() if "Norland" in line and "minister" not in line)
recorded = "PartyPositionNorlandrefusesSudriaaccepts"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
