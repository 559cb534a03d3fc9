#!/usr/bin/env bash
# Package:   nashpy==0.0.43 (with numpy==2.4.6, scipy==1.17.1)
# It does:   lemke_howson_enumeration() raises KeyError when one party has a single strategy.
# Expected:  The one equilibrium (the other party picks its best answer), as support_enumeration() gives it.
# It matters: In conflict models a party without options of its own is common: it only has an attitude or
#   takes sides.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  nashpy==0.0.43 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import nashpy, numpy
game = nashpy.Game(numpy.array([[1, 2]]), numpy.array([[1, 2]]))
expected = "the equilibrium where the second party plays its second strategy"
try:
    pivots = [[list(map(float, part)) for part in found] for found in game.lemke_howson_enumeration()]
except KeyError as error:
    pivots = f"KeyError: {error}"
seen = [[[list(map(float, part)) for part in found] for found in game.support_enumeration()], pivots]
recorded = [[[[1.0], [0.0, 1.0]]], "KeyError: 2"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
