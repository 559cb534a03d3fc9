#!/usr/bin/env bash
# Package:   inflect==7.6.0
# It does:   a() writes 'a 8-point plan', 'a 11th offer' and 'a EU state'.
# Expected:  'an 8-point plan', 'an 11th offer', 'an EU state': the article follows the sound, as a() does for
#   'an MP'.
# It matters: Generated sentences on talks are full of such words.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  inflect==7.6.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import inflect
engine = inflect.engine()
expected = ["an 8-point plan", "an 11th offer", "an EU state", "an MP"]
seen = [engine.a(words) for words in ("8-point plan", "11th offer", "EU state", "MP")]
recorded = ["a 8-point plan", "a 11th offer", "a EU state", "an MP"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
