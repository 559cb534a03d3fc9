#!/usr/bin/env bash
# Package:   pygambit==16.7.0 (with numpy==2.4.6, scipy==1.17.1)
# It does:   enummixed_solve(rational=False) returns mutual cooperation as the only equilibrium of a
#   prisoner's dilemma whose payoffs are of the size 1e-9.
# Expected:  Mutual defection, as the same function gives with rational=True; cooperation is strictly
#   dominated. The documentation presents the choice as one of speed and precision.
# It matters: The answer is not imprecise but the opposite one: 'both sides hold back' instead of 'both sides
#   strike'.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pygambit==16.7.0 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import pygambit
row = [["3e-9", 0], ["5e-9", "1e-9"]]
column = [["3e-9", "5e-9"], [0, "1e-9"]]
game = pygambit.Game.from_arrays(row, column)
def solve(exact):
    found = pygambit.nash.enummixed_solve(game, rational=exact).equilibria
    return [[[float(e[s]) for s in p.strategies] for p in game.players] for e in found]
expected = "second strategy for both, exact or not"
seen = [solve(True), solve(False)]
recorded = [[[[0.0, 1.0], [0.0, 1.0]]], [[[1.0, 0.0], [1.0, 0.0]]]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
