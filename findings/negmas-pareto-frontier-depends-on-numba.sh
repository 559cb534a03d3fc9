#!/usr/bin/env bash
# Package:   negmas==0.16.0 (with numba==0.68.1, numpy==2.4.6)
# It does:   pareto_frontier_bf() leaves out an efficient outcome when two outcomes have the same utilities,
#   but only where numba is installed and compiles it: single-precision numbers meet a double-precision
#   tolerance there, and each of the two removes the other.
# Expected:  At least one of the two, compiled or not: the documentation of pareto_frontier_numpy says that
#   the brute force gives the identical frontier.
# It matters: Two agreements that differ only in wording have equal utilities; the best compromise vanishes on
#   one machine and not on the next.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  negmas==0.16.0 numba==0.68.1 numpy==2.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import os, subprocess, sys
code = """
import numpy
from negmas.preferences.ops import pareto_frontier_bf
points = numpy.array([(1.5, 1.5), (1.5, 1.5), (0.0, 2.0), (2.0, 0.0)])
print(sorted({tuple(map(float, points[i])) for i in pareto_frontier_bf(points)}))
"""
def run(plain):
    environment = {**os.environ, "NUMBA_DISABLE_JIT": plain}
    lines = "\n".join(line.strip() for line in code.splitlines())
    return subprocess.run([sys.executable, "-W", "ignore", "-c", lines], env=environment, capture_output=True, text=True).stdout.strip()
expected = "[(0.0, 2.0), (1.5, 1.5), (2.0, 0.0)], twice"
seen = {"interpreted": run("1"), "compiled": run("0")}
recorded = {"interpreted": "[(0.0, 2.0), (1.5, 1.5), (2.0, 0.0)]", "compiled": "[(0.0, 2.0), (2.0, 0.0)]"}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
