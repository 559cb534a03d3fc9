#!/usr/bin/env bash
# Package:   python-sat==1.9.dev24
# It does:   CNF(from_string=...) raises ValueError when a clause is continued on the next line or two clauses
#   share a line.
# Expected:  The same two clauses: in the DIMACS format a clause ends with 0 and line ends mean no more than
#   blanks.
# It matters: Feasibility conditions of conflict models are long and generators wrap them; other solvers read
#   such files.
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
def read(text):
    try:
        return CNF(from_string="p cnf 3 2\n" + text).clauses
    except ValueError:
        return "ValueError"
expected = "[[1, -2, 3], [-1]], three times"
seen = [read("1 -2 3 0\n-1 0\n"), read("1 -2\n3 0\n-1 0\n"), read("1 -2 3 0 -1 0\n")]
recorded = [[[1, -2, 3], [-1]], "ValueError", "ValueError"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
