#!/usr/bin/env bash
# Package:   python-sat==1.9.dev24
# It does:   A formula declared with 3 variables of which one occurs has one variable after reading; written
#   back, the header says 1.
# Expected:  3 variables: the problem line of DIMACS declares them, and variables without a clause are free.
# It matters: Variables are the options of the parties; an option without restrictions disappears and 4 of 8
#   states become 1 of 2.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  python-sat==1.9.dev24 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from pysat.formula import CNF
from pysat.solvers import Solver
formula = CNF(from_string="p cnf 3 1\n1 0\n")
with Solver(bootstrap_with=formula) as solver:
    states = sum(1 for _ in solver.enum_models())
expected = "3 variables, 4 states"
seen = formula.nv, states, formula.to_dimacs().splitlines()[0]
recorded = (1, 1, "p cnf 1 1")
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
