#!/usr/bin/env bash
# Package:   quantecon==0.11.4 (with numpy==2.4.6, scipy==1.17.1)
# It does:   Setting one payoff profile of a game that was written with whole numbers cuts the fraction off,
#   without a word.
# Expected:  game[0, 0] = 2.5, 1.5 stores 2.5 and 1.5, as it does when any other payoff of the table had a
#   decimal point.
# It matters: Sensitivity analysis nudges one payoff by a fraction and solves again: every nudge below one
#   silently does nothing.
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
import quantecon.game_theory as theory
def nudge(corner):
    game = theory.NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [corner, corner]]])
    game[0, 0] = 2.5, 1.5
    return [float(value) for value in game[0, 0]]
expected = "2.5 and 1.5 in both games"
seen = [nudge(1), nudge(1.0)]
recorded = [[2.0, 1.0], [2.5, 1.5]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
