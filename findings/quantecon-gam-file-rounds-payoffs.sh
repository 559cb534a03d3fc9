#!/usr/bin/env bash
# Package:   quantecon==0.11.4 (with numpy==2.4.6, scipy==1.17.1)
# It does:   Writing a game to the GAM format and reading it back changes payoffs: numbers are printed with
#   numpy's default of 8 decimals, which are few when large and small payoffs meet.
# Expected:  A round trip keeps the game; nothing in to_gam's documentation speaks of rounding. Here a strict
#   preference becomes indifference, so the set of equilibria changes.
# It matters: Files are how conflict models travel between tools; a preference must not vanish in transit.
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
rows = numpy.array([[1000000001.0, 0.0001], [1000000002.0, 0.0001]])
columns = numpy.array([[1.0, 1.0], [0.0, 0.0]])
game = theory.NormalFormGame((theory.Player(rows), theory.Player(columns)))
back = theory.from_gam_string(theory.to_gam(game))
equilibria = lambda g: [tuple(map(int, found)) for found in theory.pure_nash_brute(g)]
expected = "the same equilibria before and after"
seen = [equilibria(game), equilibria(back)]
recorded = [[(1, 0)], [(0, 0), (1, 0)]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
