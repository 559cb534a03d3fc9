#!/usr/bin/env bash
# Package:   geotext==0.4.0
# It does:   country_mentions counts Moscow, Paris, Rome and Ottawa for the United States: of several cities of
#   one name the last one in its list wins, whatever its size. (Berlin and Beijing are right.)
# Expected:  RU, FR, IT and CA: the capitals.
# It matters: 'Washington warned Moscow' is two mentions of one country, so the conflict is one of a party with
#   itself.
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
expected = [("RU", 1), ("FR", 1), ("IT", 1), ("CA", 1)]
cities = ("Moscow", "Paris", "Rome", "Ottawa")
seen = [next(iter(GeoText(f"{city} refused.").country_mentions.items())) for city in cities]
recorded = [("US", 1)] * 4
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
