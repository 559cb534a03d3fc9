#!/usr/bin/env bash
# Package:   apportionment==1.0
# It does:   compute() with the methods of Huntington-Hill, Adams and Dean hands seats to parties that missed
#   the threshold, and to parties without a vote, once there are fewer seats than parties: 600, 300, 40, 30 and
#   30 votes at a threshold of 5 % share four seats as 1, 1, 1, 1, 0.
# Expected:  3, 1, 0, 0, 0 as with the other methods, and as the same three methods give it when the small
#   parties are left out. With five seats they stay empty-handed.
# It matters: A party that is shut out by the threshold sits in the council, and half of the seats have gone to
#   4 and 3 % of the votes.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  apportionment==1.0 numpy==2.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from apportionment.methods import compute
votes, methods = [600, 300, 40, 30, 30], ["huntington", "adams", "dean", "dhondt"]
expected = [[3, 1, 0, 0, 0]] * 4
seen = [compute(method, votes, 4, threshold=0.05) for method in methods]
without = [compute(method, [600, 300], 4) for method in methods]
five = [sum(compute(method, votes, 5, threshold=0.05)[2:]) for method in methods]
recorded = [[1, 1, 1, 1, 0]] * 3 + [[3, 1, 0, 0, 0]]
print("expected:", expected)
print("seen:    ", seen)
print("without the small parties:", without, "seats below the threshold of five:", five)
unchanged = seen == recorded and without == [[3, 1]] * 4 and five == [0] * 4
raise SystemExit(0 if unchanged else "The behaviour has changed: look again.")
PY
