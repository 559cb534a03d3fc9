#!/usr/bin/env bash
# Package:   clorm==1.6.3 (with clingo==5.8.3)
# It does:   A ConstantStr field takes the value 'Norland' and writes party(Norland), which in answer set
#   programming is a variable, not a constant.
# Expected:  An error for a value that is no constant (the type is documented to stand for constants), or a
#   quoted name; the facts that asp_str() writes should be readable by parse_fact_string().
# It matters: Names of parties start with capitals; written facts are refused, and inside a rule the name
#   matches everybody.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  clorm==1.6.3 clingo==5.8.3 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from clorm import ConstantStr, FactBase, Predicate, parse_fact_string
class Party(Predicate):
    name: ConstantStr
def round_trip(name):
    text = FactBase([Party(name=name)]).asp_str().strip()
    try:
        return text, len(parse_fact_string(text, [Party]))
    except RuntimeError as error:
        return text, str(error)
expected = "both facts can be read back"
seen = [round_trip("norland"), round_trip("Norland")]
recorded = [("party(norland).", 1), ("party(Norland).", "grounding stopped because of errors")]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
