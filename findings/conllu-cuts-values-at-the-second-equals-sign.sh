#!/usr/bin/env bash
# Package:   conllu==6.0.0
# It does:   A value in the MISC column is cut at its second equals sign: Source=doc?id=7 is read, and written
#   back, as Source=doc?id.
# Expected:  The value up to the next bar: CoNLL-U separates attributes by bars and says nothing against an
#   equals sign in a value; the original line should come back.
# It matters: MISC is where corpora keep the source or the reported speaker of a token; references lose their
#   end, silently.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  conllu==6.0.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import conllu
line = "1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\tSource=doc?id=7|SpaceAfter=No\n\n"
expected = "Source=doc?id=7|SpaceAfter=No"
seen = conllu.parse(line)[0].serialize().strip().split("\t")[-1]
recorded = "Source=doc?id|SpaceAfter=No"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
