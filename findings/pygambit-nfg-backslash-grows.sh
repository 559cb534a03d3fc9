#!/usr/bin/env bash
# Package:   pygambit==16.7.0 (with numpy==2.4.6, scipy==1.17.1)
# It does:   A backslash in a strategy's label becomes three when a game is written as .nfg and read back, and
#   eleven after another round.
# Expected:  The label that was written: the writer escapes it and the reader of the same package should undo
#   just that (quotation marks do survive).
# It matters: Labels carry the options' names; after a round trip 'deploy\\withdraw' no longer matches the
#   model's option.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  pygambit==16.7.0 numpy==2.4.6 scipy==1.17.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import io, pygambit
game = pygambit.Game.from_arrays([[1, 2]], [[1, 2]])
label = lambda g: [s.label for s in list(g.players)[1].strategies][0]
list(list(game.players)[1].strategies)[0].label = "deploy\\withdraw"
once = pygambit.read_nfg(io.StringIO(game.to_nfg()))
twice = pygambit.read_nfg(io.StringIO(once.to_nfg()))
expected = "1 backslash each time"
seen = [label(g).count("\\") for g in (game, once, twice)]
recorded = [1, 3, 11]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
