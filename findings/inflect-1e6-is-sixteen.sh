#!/usr/bin/env bash
# Package:   inflect==7.6.0
# It does:   number_to_words('1e6') is 'sixteen': the letter is dropped and the digits are joined.
# Expected:  'one million', as for 1e6 given as a number, or an error.
# It matters: Numbers from files come as text: a million displaced become sixteen.
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
expected = ["one million", "two hundred and fifty thousand"]
seen = [engine.number_to_words("1e6"), engine.number_to_words("2.5e5")]
recorded = ["sixteen", "two point five five"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
