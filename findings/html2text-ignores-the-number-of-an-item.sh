#!/usr/bin/env bash
# Package:   html2text==2025.4.15
# It does:   The number that a list item is given (value='7') is ignored; the number at which a list starts is
#   kept.
# Expected:  '7. The troops leave.', as a browser shows it.
# It matters: Articles of a treaty that are quoted in part get the numbers of others.
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
given = "<ol><li value='7'>The troops leave.</li></ol>"
expected = "7. The troops leave."
seen = writer.handle(given).strip()
recorded = "1. The troops leave."
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
