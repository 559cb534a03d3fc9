#!/usr/bin/env bash
# Package:   pybrat==0.1.7
# It does:   A file with an equivalence line ('*' + tab + 'Alias T1 T2') cannot be read: RuntimeError, invalid
#   line.
# Expected:  Two entities that are aliases of each other; brat writes such lines for symmetric and transitive
#   relations and documents them.
# It matters: Aliases of a party ('Oslo', 'Norway') are what this line type is used for.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pybrat==0.1.7 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import pathlib
from pybrat.parser import BratParser
def read(*lines):
    folder = pathlib.Path("data")
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text("Norland said it will not sign.")
    (folder / "a.ann").write_text("\n".join(lines) + "\n")
    return BratParser().parse("data")[0]
party = "T1\tParty 0 7\tNorland"

try:
    read(party, "T2\tParty 13 15\tit", "*\tAlias T1 T2")
    seen = "read"
except RuntimeError as error:
    seen = str(error).split(":")[0]
expected = "read"
recorded = "Invalid line"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
