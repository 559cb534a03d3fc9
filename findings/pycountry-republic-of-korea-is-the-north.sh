#!/usr/bin/env bash
# Package:   pycountry==26.2.16
# It does:   countries.search_fuzzy('Republic of Korea') returns the Democratic People's Republic alone.
# Expected:  The Republic of Korea (KOR), whose official name in the same table is 'Korea, Republic of'; a
#   plain substring of the other state's name wins.
# It matters: It is the official name of one party and the lookup hands back its adversary.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pycountry==26.2.16 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import pycountry
expected = "KOR first"
seen = [country.alpha_3 for country in pycountry.countries.search_fuzzy("Republic of Korea")]
recorded = ["PRK"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
