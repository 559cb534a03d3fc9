#!/usr/bin/env bash
# Package:   comchoice==0.1.3 (with pandas==2.3.3, numpy==2.3.5, seaborn==0.13.2, scipy==1.16.3)
# It does:   condorcet() names a winner for the classic cycle in which every alternative loses a duel, with
#   its default weak=True.
# Expected:  Nobody: a weak Condorcet winner (the paper its documentation cites) is one that loses no duel. It
#   simply returns the first row of the Copeland table.
# It matters: Cyclic group preferences are what makes multi-party settlements unstable; a named winner hides
#   them.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  comchoice==0.1.3 pandas==2.3.3 numpy==2.3.5 seaborn==0.13.2 scipy==1.16.3 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import pandas, comchoice.aggregate as aggregate
votes = pandas.DataFrame({"ballot": ["talk>wait>strike", "wait>strike>talk", "strike>talk>wait"], "voters": [1, 1, 1]})
expected = "no winner: each loses a duel two to one"
seen = f"{len(aggregate.condorcet(votes))} winner"
recorded = "1 winner"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
