#!/usr/bin/env bash
# Package:   coalitions==0.4.0
# It does:   create_voting_game() with vote shares lets a party with 50.4% of the weight lose, because the
#   default quota is half the total plus 0.01.
# Expected:  A weighted majority: more than half wins, whatever the unit. The same weights times 1000 give the
#   expected game.
# It matters: Weights in councils and donor groups are published as shares; the power index then credits the
#   small party with half the power.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  coalitions==0.4.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from coalitions.coalitionalgame import create_voting_game
def power(weights):
    return create_voting_game(weights).get_shapley_values()
expected = "Norland has all the power in both"
seen = [power({"Norland": 504, "Sudria": 496}), power({"Norland": 0.504, "Sudria": 0.496})]
recorded = [{"Norland": 1.0, "Sudria": 0.0}, {"Norland": 0.5, "Sudria": 0.5}]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
