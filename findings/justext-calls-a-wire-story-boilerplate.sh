#!/usr/bin/env bash
# Package:   justext==3.0.2 (with lxml==6.1.3, lxml_html_clean==0.4.6)
# It does:   A story of three plain paragraphs of 140 characters each, with default settings, is boilerplate
#   from beginning to end.
# Expected:  Good text. The algorithm's page says that paragraphs below 200 characters are only 'near good'
#   and need a longer neighbour; who reads the package's description (keeps text with full sentences) does not
#   expect an empty result.
# It matters: Agency copy and live blogs are written in paragraphs of one sentence.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  justext==3.0.2 lxml==6.1.3 lxml_html_clean==0.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
first = "The foreign minister of Norland, Anna Berg, said on Monday that her country would not sign the treaty unless the troops left the valley first."
last = "Officials in Sudria answered within hours that no soldier would leave before the border commission had met and had published its findings in full."
page = lambda middle: f"<html><head><title>Talks stall</title></head><body><article><h1>Talks stall</h1><p>{first}</p>{middle}<p>{last}</p></article></body></html>"

import justext
paragraphs = justext.justext(page(f"<p>{first}</p>"), justext.get_stoplist("English"))
expected = "three paragraphs of text"
seen = [(len(p.text), p.is_boilerplate) for p in paragraphs if len(p.text) > 100]
recorded = [(len(first), True), (len(first), True), (len(last), True)]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
