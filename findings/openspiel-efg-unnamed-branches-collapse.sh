#!/usr/bin/env bash
# Package:   open-spiel==2.0.2
# It does:   load_efg_game() gives actions with the same (here: empty) label the same number, so the second
#   branch of the tree can never be reached.
# Expected:  Two actions leading to two outcomes. In the EFG format the action's label is a comment for
#   people, and files written by hand or by older tools leave it empty.
# It matters: Half of the game silently disappears: solvers and simulations answer a different conflict.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  open-spiel==2.0.2 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import pyspiel
text = """EFG 2 R "Talks" { "Norland" "Sudria" } ""
p "" 1 1 "" { "" "" } 0
t "" 1 "" { 3, 3 }
t "" 2 "" { 1, 1 }
"""
state = pyspiel.load_efg_game(text).new_initial_state()
expected = "two actions, leading to 3 and to 1"
seen = [(action, list(state.child(action).returns())) for action in state.legal_actions()]
recorded = [(0, [3.0, 3.0]), (0, [3.0, 3.0])]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
