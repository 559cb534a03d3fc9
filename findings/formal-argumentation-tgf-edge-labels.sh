#!/usr/bin/env bash
# Package:   formal-argumentation==0.3.0
# It does:   parse_tgf() refuses an edge that has a label ('1 2 attacks').
# Expected:  An edge from 1 to 2: the trivial graph format allows a label after the two node ids, just as
#   after a node id, which the parser does accept.
# It matters: Editors that export argument maps write the kind of the relation there.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  formal-argumentation==0.3.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from argumentation.interop.iccma import parse_tgf
plain = parse_tgf("1 offer\n2 threat\n#\n1 2\n")
try:
    labelled = sorted(parse_tgf("1 offer\n2 threat\n#\n1 2 attacks\n").defeats)
except ValueError as error:
    labelled = str(error)
expected = "the attack from 1 to 2, twice"
seen = [sorted(plain.defeats), labelled]
recorded = [[("1", "2")], "invalid TGF attack line 4: '1 2 attacks'"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
