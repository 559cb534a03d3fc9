#!/usr/bin/env bash
# Package:   tucoopy==0.1.0 (with numpy==2.4.6, scipy==1.17.1)
# It does:   nucleolus() divides an estate of 200 among claims of 100, 200 and 300 as 50, 50, 100.
# Expected:  50, 75, 75: the textbook answer (Aumann and Maschler 1985), which its own prekernel() gives. The
#   last two claims both exceed the estate, so the two claimants are interchangeable, and the nucleolus treats
#   such players alike.
# It matters: Divisions of debt, water or land are judged by this solution; here one of two equal parties gets
#   twice the other's share.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  tucoopy==0.1.0 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import tucoopy.solutions as solutions
from tucoopy.games.bankruptcy import bankruptcy_game
game = bankruptcy_game(estate=200, claims=[100, 200, 300])
point = lambda solve: [round(float(share), 3) for share in solve(game).x]
expected = "[50.0, 75.0, 75.0], twice"
seen = {"prekernel": point(solutions.prekernel), "nucleolus": point(solutions.nucleolus)}
recorded = {"prekernel": [50.0, 75.0, 75.0], "nucleolus": [50.0, 50.0, 100.0]}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
