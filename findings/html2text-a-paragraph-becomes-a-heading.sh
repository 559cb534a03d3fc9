#!/usr/bin/env bash
# Package:   html2text==2025.4.15
# It does:   A paragraph that begins with '# ' or '> ' is written without an escape, so that it reads as a
#   heading or as a quotation; one that begins with '- ' is escaped.
# Expected:  An escape for each sign that has a meaning at the beginning of a line.
# It matters: The writer's own words become a quotation of somebody.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  html2text==2025.4.15 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import html2text
writer = html2text.HTML2Text()
texts = ("- no", "# 3 is open", "> all agreed")
expected = ["\\- no", "\\# 3 is open", "\\> all agreed"]
seen = [writer.handle(f"<p>{text.replace('>', '&gt;')}</p>").strip() for text in texts]
recorded = ["\\- no", "# 3 is open", "> all agreed"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
