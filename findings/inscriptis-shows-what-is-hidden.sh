#!/usr/bin/env bash
# Package:   inscriptis==2.7.6
# It does:   A paragraph with the attribute 'hidden' and the content of a <template> appear in the text; what a
#   style sets to 'display: none' does not.
# Expected:  Neither: HTML says that both are not rendered.
# It matters: A withdrawn paragraph that the page keeps but does not show is quoted as if it stood there.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  inscriptis==2.7.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from inscriptis import get_text
expected = ["", "", ""]
given = ("<p hidden>We agree.</p>", "<template>We agree.</template>", "<p style='display: none'>We agree.</p>")
seen = [get_text(each).strip() for each in given]
recorded = ["We agree.", "We agree.", ""]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
