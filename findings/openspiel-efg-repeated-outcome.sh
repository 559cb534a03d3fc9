#!/usr/bin/env bash
# Package:   open-spiel==2.0.2 (with pygambit==16.7.0, numpy==2.4.6, scipy==1.17.1)
# It does:   load_efg_game() raises IndexError when a second leaf refers to an outcome by number without
#   repeating its payoffs.
# Expected:  Both leaves pay 3. The EFG format lets an outcome be given once and then be referred to by its
#   number alone, and pygambit reads the file so.
# It matters: Conflict trees end in few outcomes that many paths share; the two best-known readers disagree on
#   such files.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  open-spiel==2.0.2 pygambit==16.7.0 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import io, pyspiel, pygambit
text = """EFG 2 R "Talks" { "Norland" "Sudria" } ""
p "" 1 1 "" { "talk" "wait" } 0
t "" 1 "deal" { 3, 3 }
t "" 1
"""
game = pygambit.read_efg(io.StringIO(text))
value = float(game.mixed_strategy_profile().payoff(list(game.players)[0]))
try:
    state = pyspiel.load_efg_game(text).new_initial_state()
    other = [state.child(action).returns()[0] for action in state.legal_actions()]
except IndexError:
    other = "IndexError"
expected = "3 on both branches from both readers"
seen = [value, other]
recorded = [3.0, "IndexError"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
