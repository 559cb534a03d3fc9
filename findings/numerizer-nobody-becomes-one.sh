#!/usr/bin/env bash
# Package:   numerizer==0.2.4
# It does:   numerize('no one came') gives 'no 1 came', and 'a one-sided offer' gives '1 1 sided offer'.
# Expected:  Unchanged text: 'no one' is a pronoun and 'one-sided' an adjective; the hyphen of the source is
#   lost as well.
# It matters: 'No one signed' becomes 'no 1 signed', which the next step may read as 'No. 1 signed'.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  numerizer==0.2.4 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from numerizer import numerize
expected = "the text unchanged"
seen = [numerize("no one came"), numerize("a one-sided offer")]
recorded = ["no 1 came", "1 1 sided offer"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
