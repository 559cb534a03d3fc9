#!/usr/bin/env bash
# Package:   negmas==0.16.0
# It does:   scale_by(2) of a linear additive utility doubles every outcome but leaves the reserved value
#   where it was; scale_max(1) divides it twice.
# Expected:  Outcomes and reserved value move together (the documented default is to scale the reserved value
#   too), as they do for the same utilities given as a table.
# It matters: The reserved value is the point of no agreement: offers worse than walking away become
#   acceptable by a change of units.
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

acceptable = lambda u: sum(float(u(o)) >= u.reserved_value for o in outcomes)
expected = "5 of 8 outcomes acceptable, before and after, in both forms"
seen = {name: [acceptable(u), acceptable(u.scale_by(2.0)), acceptable(u.scale_max(1.0))]
        for name, u in (("table", table), ("linear", linear))}
recorded = {"table": [5, 5, 5], "linear": [5, 7, 7]}
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
