#!/usr/bin/env bash
# Package:   coopgt==0.0.3 (with numpy==2.4.6, scipy==1.17.1)
# It does:   is_in_core() rejects the very point that find_core_point() returns for the same game.
# Expected:  True: find_core_point is documented to return a payoff vector in the core. The check compares a
#   sum of decimals for exact equality.
# It matters: Checking whether a proposed division would hold is the standard use; a sound proposal is
#   reported as unstable.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  coopgt==0.0.3 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from coopgt.core import find_core_point, is_in_core
game = {(): 0, (1,): 0.08, (2,): 0.64, (3,): 0.64, (1, 2): 0.72, (1, 3): 0.72, (2, 3): 1.28, (1, 2, 3): 1.7}
point = find_core_point(game)
expected = "True"
seen = [[round(float(value), 6) for value in point], bool(is_in_core(game, point))]
recorded = [[0.42, 0.64, 0.64], False]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
