#!/usr/bin/env bash
# Package:   negmas==0.16.0
# It does:   shift_by(2) of a linear additive utility over two issues adds 4 to every outcome (2 for each
#   issue) and 2 to the reserved value.
# Expected:  Every outcome and the reserved value rise by 2, as for the same utilities given as a table.
# It matters: Which agreements beat walking away must not depend on the zero point; here all of them suddenly
#   do.
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
from negmas import make_issue
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction, MappingUtilityFunction
issues = [make_issue([0, 1, 2, 3], "troops"), make_issue(["yes", "no"], "aid")]
outcomes = list(make_os(issues).enumerate())
linear = LinearAdditiveUtilityFunction({"troops": {0: 0, 1: 1, 2: 2, 3: 3}, "aid": {"yes": 1, "no": 0}},
                                       issues=issues, reserved_value=1.5)
table = MappingUtilityFunction({o: float(linear(o)) for o in outcomes}, issues=issues, reserved_value=1.5)

def rise(u):
    moved = u.shift_by(2.0)
    return {round(float(moved(o)) - float(u(o)), 6) for o in outcomes}, moved.reserved_value - u.reserved_value
expected = "a rise of 2.0 everywhere"
seen = {"table": rise(table), "linear": rise(linear)}
recorded = {"table": ({2.0}, 2.0), "linear": ({4.0}, 2.0)}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
