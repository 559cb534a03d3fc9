#!/usr/bin/env bash
# Package:   pybrat==0.1.7
# It does:   Attributes of brat's standoff format (A lines: negation, certainty, force) are dropped without a
#   word or a warning.
# Expected:  The attribute on its event, or an error as for other lines that the parser does not know;
#   attributes are part of the format's documentation.
# It matters: 'will sign' and 'will not sign' come out alike.
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

verb, event = "T2\tAct 25 29\tsign", "E1\tAct:T2 Speaker:T1"
plain = read(party, verb, event)
negated = read(party, verb, event, "A1\tNegation E1")
expected = "the two differ"
seen = "the same" if repr(plain) == repr(negated) else "different"
recorded = "the same"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
