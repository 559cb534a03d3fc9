#!/usr/bin/env bash
# Package:   goose3==3.1.22 (with lxml==6.1.3, lxml_html_clean==0.4.6)
# It does:   The words in <q> and <ins> vanish from a paragraph while the rest of it stays: 'She answered: .
#   The envoy called it .'
# Expected:  The words: both are ordinary inline elements with content that readers see.
# It matters: Exactly the quoted words disappear, silently, and the sentence still looks complete to a
#   program.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  goose3==3.1.22 lxml==6.1.3 lxml_html_clean==0.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
first = "The foreign minister of Norland, Anna Berg, said on Monday that her country would not sign the treaty unless the troops left the valley first."
last = "Officials in Sudria answered within hours that no soldier would leave before the border commission had met and had published its findings in full."
page = lambda middle: f"<html><head><title>Talks stall</title></head><body><article><h1>Talks stall</h1><p>{first}</p>{middle}<p>{last}</p></article></body></html>"

from goose3 import Goose
text = Goose().extract(raw_html=page("<p>She answered: <q>never under pressure</q>. The envoy called it <ins>a threat</ins>.</p>")).cleaned_text
expected = "the quoted and the inserted words are there"
seen = ["never under pressure" in text, "a threat" in text, "She answered" in text]
recorded = [False, False, True]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
