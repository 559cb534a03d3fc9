#!/usr/bin/env bash
# Package:   undate==0.8.0
# It does:   '1990?' (uncertain), '1990~' (about) and '1990%' (both) are read, and are the same as 1990 from
#   then on: equal to it, and written without the mark. Marks it cannot read, as in '?1990', raise ValueError.
# Expected:  The mark kept, or ValueError as for the others: it is a library for uncertain dates.
# It matters: A year that a source doubts is passed on as a known one.
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
def read(text):
    try:
        date = Undate.parse(text, "EDTF")
        return date.format("EDTF"), date == Undate(1990)
    except ValueError:
        return "ValueError"
texts = ["1990?", "1990~", "1990%", "?1990-05"]
expected = [("1990?", False), ("1990~", False), ("1990%", False), "ValueError"]
seen = [read(text) for text in texts]
recorded = [("1990", True)] * 3 + ["ValueError"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
