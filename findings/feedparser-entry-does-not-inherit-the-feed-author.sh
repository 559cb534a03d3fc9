#!/usr/bin/env bash
# Package:   feedparser==6.0.14
# It does:   An Atom entry without an author has no author, although the feed names one.
# Expected:  The feed's author: RFC 4287 (4.2.1) says that the feed's author elements apply to entries that
#   have none.
# It matters: Press feeds of ministries give the author once for the feed; each statement is then
#   unattributed.
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
text = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry</title><id>f</id><updated>2026-05-20T14:00:00Z</updated>
<author><name>Press Office of Norland</name></author>
<entry><title>Statement</title><id>e</id><updated>2026-05-20T14:00:00Z</updated></entry></feed>"""
feed = feedparser.parse(text)
expected = "Press Office of Norland, twice"
seen = [feed.feed.get("author"), feed.entries[0].get("author")]
recorded = ["Press Office of Norland", None]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
