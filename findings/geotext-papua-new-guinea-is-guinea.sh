#!/usr/bin/env bash
# Package:   geotext==0.4.0
# It does:   'Papua New Guinea' is found as Guinea, a state of another continent.
# Expected:  Papua New Guinea, or nothing.
# It matters: A party is taken for another state.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  geotext==0.4.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from geotext import GeoText
found = GeoText("Papua New Guinea warned Australia.")
expected = "['Papua New Guinea', 'Australia']"
seen = (found.countries, dict(found.country_mentions))
recorded = (["Guinea", "Australia"], {"GN": 1, "AU": 1})
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
