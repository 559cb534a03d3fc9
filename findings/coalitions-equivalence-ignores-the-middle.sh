#!/usr/bin/env bash
# Package:   coalitions==0.4.0
# It does:   CoalitionalGame.is_equivalent() says yes for majority rule against unanimity, and for any two
#   games whose grand coalitions gain.
# Expected:  No: its documentation promises strategic equivalence of the games as labelled, and a pair of
#   parties is worth 1 in the one and 0 in the other after normalising. Only the sign of the grand coalition
#   is compared.
# It matters: Whether two parties can settle without the third is the whole question when peace coalitions are
#   compared.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  coalitions==0.4.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from coalitions.coalitionalgame import CoalitionalGame
pairs = [(1, 2), (1, 3), (2, 3)]
def game(pair):
    return CoalitionalGame({(1,): 0, (2,): 0, (3,): 0, **{p: pair for p in pairs}, (1, 2, 3): 1})
majority, unanimity = game(1), game(0)
expected = "False: a pair wins in one and loses in the other"
seen = [majority.coalition_values[frozenset((1, 2))], unanimity.coalition_values[frozenset((1, 2))],
        majority.is_equivalent(unanimity)]
recorded = [1, 0, True]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
