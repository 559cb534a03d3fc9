#!/usr/bin/env bash
# Package:   tucoopy==0.1.0 (with numpy==2.4.6, scipy==1.17.1)
# It does:   ensc_value() hands out 500 of an estate of 200, and most to the claimant with the smallest claim.
# Expected:  An allocation (as its documentation calls it) that adds up to the estate: the value gives
#   everybody the contribution to the whole, 0, 100, 100 here, after an equal deduction. The formula in its
#   documentation drops that step and averages the others' losses.
# It matters: A proposal for a division that cannot be paid, and favours the weakest claim.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  tucoopy==0.1.0 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from tucoopy.games.bankruptcy import bankruptcy_game
from tucoopy.solutions import ensc_value
expected = "shares that sum to 200: [0.0, 100.0, 100.0]"
seen = [float(share) for share in ensc_value(bankruptcy_game(estate=200, claims=[100, 200, 300]))]
recorded = [200.0, 150.0, 150.0]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
