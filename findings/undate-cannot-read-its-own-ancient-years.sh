#!/usr/bin/env bash
# Package:   undate==0.8.0
# It does:   A negative year of two digits is written as EDTF with the sign inside: '-0044' becomes '0-44', in
#   dates and intervals too, and reading that raises ValueError.
# Expected:  '-0044', as it was read; four digits after the sign are what EDTF and ISO 8601 ask for.
# It matters: A date that was read cannot be stored and read again.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  undate==0.8.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from undate import Undate
def trip(text):
    written = Undate.parse(text, "EDTF").format("EDTF")
    try:
        return written, Undate.parse(written, "EDTF").format("EDTF")
    except ValueError:
        return written, "ValueError"
texts = ["-0044", "-0044-03-15", "-0044/-0031", "0044", "-1000"]
expected = [(text, text) for text in texts]
seen = [trip(text) for text in texts]
recorded = [("0-44", "ValueError"), ("0-44-03-15", "ValueError"), ("0-44/0-31", "ValueError"), ("0044", "0044"), ("-1000", "-1000")]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
