#!/usr/bin/env bash
# Package:   negmas==0.16.0
# It does:   pareto_frontier_chatgpt() returns dominated outcomes and leaves out the efficient ones.
# Expected:  The efficient outcomes: it is documented as 'Finds the pareto-frontier of a set of points', with
#   no warning (other slow or broken variants there carry one).
# It matters: The Nash and Kalai points are then looked for among the wrong agreements.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  negmas==0.16.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import numpy
from negmas.preferences.ops import pareto_frontier_chatgpt, pareto_frontier_numpy
points = numpy.array([(1.0, 1.0), (0.0, 2.0), (2.0, 0.0), (0.5, 1.0), (1.0, 0.5)])
frontier = lambda f: sorted({tuple(map(float, points[i])) for i in f(points)})
expected = "(0, 2), (1, 1), (2, 0) from both"
seen = [frontier(pareto_frontier_numpy), frontier(pareto_frontier_chatgpt)]
recorded = [[(0.0, 2.0), (1.0, 1.0), (2.0, 0.0)], [(0.5, 1.0), (1.0, 0.5)]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
