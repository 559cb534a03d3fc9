#!/usr/bin/env bash
# Package:   nashpy==0.0.43 (with numpy==2.4.6, scipy==1.17.1)
# It does:   vertex_enumeration() returns no equilibrium at all once the same large number is added to every
#   payoff.
# Expected:  Adding a constant to every payoff changes no preference, so the equilibria stay the same; the
#   documentation says that the method finds all equilibria of a non-degenerate game, and
#   support_enumeration() of the same object still finds all three.
# It matters: Payoffs of a conflict are often money or people in the billions; an empty list reads as 'this
#   conflict has no stable outcome'.
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
game = numpy.array([[2.0, 0.0], [0.0, 1.0]])
shifted = nashpy.Game(game + 1e9, game + 1e9)
expected = "3 equilibria from both methods, with and without the constant"
seen = [len(list(nashpy.Game(game, game).vertex_enumeration())),
        len(list(shifted.support_enumeration())), len(list(shifted.vertex_enumeration()))]
recorded = [3, 3, 0]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
