#!/usr/bin/env bash
# Package:   feedparser==6.0.14
# It does:   For an RSS item with an author and a dc:creator, entry.author and entry.author_detail.name are
#   different people.
# Expected:  One person in both: author_detail is documented as the details of the entry's author.
# It matters: Who reported a claim decides how far it is trusted.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  feedparser==6.0.14 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import feedparser
text = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title><item><title>Talks</title>
<author>desk@example.org (Anna Berg)</author><dc:creator>Jan Coll</dc:creator></item></channel></rss>"""
entry = feedparser.parse(text).entries[0]
expected = "the same name twice"
seen = [entry.author, entry.author_detail.name]
recorded = ["Jan Coll", "Anna Berg"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
