#!/usr/bin/env bash
# Package:   nashpy==0.0.43 (with numpy==2.4.6, scipy==1.17.1)
# It does:   vertex_enumeration() raises TypeError about NoneType when both parties are indifferent between
#   everything.
# Expected:  The four pure outcomes, as support_enumeration() gives them: a table of equal payoffs is a game
#   like any other.
# It matters: A freshly drafted conflict model has no preferences yet, which is exactly this game.
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
game = nashpy.Game(numpy.zeros((2, 2)), numpy.zeros((2, 2)))
expected = "the four pure outcomes from both methods"
try:
    vertices = len(list(game.vertex_enumeration()))
except TypeError as error:
    vertices = f"TypeError: {error}"
seen = [len(list(game.support_enumeration())), vertices]
recorded = [4, "TypeError: 'NoneType' object is not subscriptable"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
