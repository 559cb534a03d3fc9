#!/usr/bin/env bash
# Package:   abcvoting==2.19.2
# It does:   write_abcvoting_instance_to_yaml_file() does not write the candidates' names, so they come back
#   as numbers.
# Expected:  The names: a profile carries cand_names, prints them, and a round trip keeps the rest (weights,
#   committee size).
# It matters: After a day the file no longer says which option was number 2.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  abcvoting==2.19.2 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from abcvoting import fileio
from abcvoting.preferences import Profile
profile = Profile(3, cand_names=["ceasefire", "border", "prisoners"])
profile.add_voters([{0, 1}, {2}])
fileio.write_abcvoting_instance_to_yaml_file("a.yaml", profile, committeesize=1)
back = fileio.read_abcvoting_yaml_file("a.yaml")[0]
expected = "the same three names"
seen = [list(profile.cand_names), [str(name) for name in back.cand_names]]
recorded = [["ceasefire", "border", "prisoners"], ["0", "1", "2"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
