#!/usr/bin/env bash
# Package:   quantecon==0.11.4 (with numpy==2.4.6, scipy==1.17.1)
# It does:   pure_nash_brute() calls all four outcomes of a prisoner's dilemma equilibria when payoffs are of
#   the size 1e-9; mclennan_tourky() returns mutual cooperation.
# Expected:  Multiplying all payoffs by a positive number changes no equilibrium: mutual defection only, as
#   support_enumeration() says. The absolute tolerance of 1e-8 behind it is an attribute of Player that
#   pure_nash_brute's documentation does not name.
# It matters: Expected losses written as probabilities per day are of this size; strictly dominated choices
#   then look stable.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  quantecon==0.11.4 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import numpy, quantecon.game_theory as theory
rows = numpy.array([[3.0, 0.0], [5.0, 1.0]])
def solve(scale):
    game = theory.NormalFormGame((theory.Player(rows * scale), theory.Player(rows * scale)))
    supports = [tuple(int(part.argmax()) for part in found) for found in theory.support_enumeration(game)]
    simplicial = tuple(int(part.argmax()) for part in theory.mclennan_tourky(game))
    return [tuple(map(int, found)) for found in theory.pure_nash_brute(game)], supports, simplicial
expected = "only (1, 1), by every method, at every scale"
seen = [solve(1.0), solve(1e-9)]
recorded = [([(1, 1)], [(1, 1)], (1, 1)), ([(0, 0), (0, 1), (1, 0), (1, 1)], [(1, 1)], (0, 0))]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
