#!/usr/bin/env bash
# Package:   pygambit==16.7.0 (with numpy==2.4.6, scipy==1.17.1)
# It does:   from_arrays() refuses the payoff 1e16 with 'Invalid value' while it takes 1e15 and 1e-5, and
#   takes the same number as an integer.
# Expected:  Any finite number is a payoff. Python writes this one as 1e+16; it seems that the plus sign of
#   the exponent is not understood.
# It matters: Utilities built from powers (lexicographic weights, populations times prices) reach this size
#   quickly.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pygambit==16.7.0 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import pygambit
def take(payoff):
    try:
        pygambit.Game.from_arrays([[payoff, 0]], [[1, 0]])
        return "taken"
    except RuntimeError as error:
        return str(error)
expected = "taken, four times"
seen = [take(1e-5), take(1e15), take(1e16), take(10**16)]
recorded = ["taken", "taken", "Invalid value", "taken"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
