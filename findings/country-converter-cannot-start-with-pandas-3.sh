#!/usr/bin/env bash
# Package:   country_converter==1.3.2 (with pandas==3.1.1, numpy==2.4.6)
# It does:   Creating CountryConverter() raises TypeError with pandas 3, which its metadata (pandas>=1.0) lets
#   the installer choose.
# Expected:  A converter. One of the two-letter codes is no longer read as text, and compiling it as a pattern
#   fails.
# It matters: It is the common tool to align event data of different providers; a fresh installation cannot be
#   used at all.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  country_converter==1.3.2 pandas==3.1.1 numpy==2.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import country_converter
try:
    seen = country_converter.CountryConverter().convert("Ireland", to="ISO3")
except TypeError as error:
    seen = f"TypeError: {error}"
expected = "IRL"
recorded = "TypeError: first argument must be string or compiled pattern"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
