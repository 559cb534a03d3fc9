#!/usr/bin/env bash
# Package:   pygarg==1.0.2
# It does:   An argument that neither attacks nor is attacked is in none of the conflict-free sets ('CF') that
#   are listed or counted, though it is in conflict with nothing; asked for by name it is accepted.
# Expected:  Six sets for three arguments with one attack, half of them with the unattacked one. Three are given.
# It matters: The one point that nobody disputes is the one that is missing.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pygarg==1.0.2 python-sat==1.9.dev24 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from pygarg.dung.solver import credulous_acceptability, extension_counting, extension_enumeration
arguments, attacks = ["claim", "denial", "undisputed"], [["denial", "claim"]]
def sets(semantics):
    return sorted(sorted(found) for found in extension_enumeration(arguments, attacks, semantics))
expected = [[], ["claim"], ["claim", "undisputed"], ["denial"], ["denial", "undisputed"], ["undisputed"]]
seen = sets("CF")
recorded = [[], ["claim"], ["denial"]]
rest = (extension_counting(arguments, attacks, "CF"), credulous_acceptability(arguments, attacks, "undisputed", "CF")[0],
        sets("CO"))
print("expected:", expected)
print("seen:    ", seen)
print("counted, accepted, complete extensions:", rest)
unchanged = seen == recorded and rest == (3, True, [["denial", "undisputed"]])
raise SystemExit(0 if unchanged else "The behaviour has changed: look again.")
PY
