#!/usr/bin/env bash
# Package:   comchoice==0.1.3 (with pandas==2.3.3, numpy==2.3.5, seaborn==0.13.2, scipy==1.16.3)
# It does:   irv() raises TypeError for every data set: its own default arguments name the delimiter twice.
# Expected:  The instant-runoff winner of a plain set of ballots in the documented columns, as borda() and
#   plurality() accept them.
# It matters: Ranking methods are compared on group preferences; the commonest elimination rule cannot be
#   called.
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
votes = pandas.DataFrame({"ballot": ["talk>wait>strike", "wait>talk>strike", "strike>talk>wait"], "voters": [4, 3, 2]})
leader = aggregate.plurality(votes)["alternative"].tolist()[0]
try:
    runoff = aggregate.irv(votes)["alternative"].tolist()[0]
except TypeError as error:
    runoff = "TypeError: " + str(error).split(") ")[-1]
expected = "talk from both"
seen = [leader, runoff]
recorded = ["talk", "TypeError: got multiple values for keyword argument 'delimiter'"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
