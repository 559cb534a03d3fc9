#!/usr/bin/env bash
# Package:   negmas==0.16.0
# It does:   winwin_level() of two parties gives 0 or 2 at random for the same input, and the same two values
#   for identical and for strictly opposed preferences.
# Expected:  One value: high for identical preferences, low for opposed ones ('Finds the win-win level in
#   these two ufuns'). The outcomes are shuffled and a fall of both utilities counts as 0 instead of as a
#   common change.
# It matters: It is the number used to describe how integrative a negotiation scenario is.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  negmas==0.16.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from negmas.preferences import MappingUtilityFunction, winwin_level
outcomes = [(0,), (1,)]
first = MappingUtilityFunction({(0,): 0.0, (1,): 1.0})
opposed = MappingUtilityFunction({(0,): 1.0, (1,): 0.0})
values = lambda other: sorted({float(winwin_level(first, other, outcomes=outcomes)) for _ in range(200)})
expected = "one value each, larger for identical preferences"
seen = {"identical": values(first), "opposed": values(opposed)}
recorded = {"identical": [0.0, 2.0], "opposed": [0.0, 2.0]}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
