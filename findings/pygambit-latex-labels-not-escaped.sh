#!/usr/bin/env bash
# Package:   pygambit==16.7.0 (with numpy==2.4.6, scipy==1.17.1)
# It does:   to_latex() writes labels as they are: a per cent sign starts a LaTeX comment that swallows the
#   rest of the line, an ampersand opens one more column.
# Expected:  Labels are plain text in every other format, so the exporter escapes them (\\%, \\&).
# It matters: 'Cut 50% of troops' is an ordinary option; the printed table loses its payoffs or does not
#   compile.
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
import pygambit
game = pygambit.Game.from_arrays([[3, 0], [5, 1]], [[3, 5], [0, 1]])
list(list(game.players)[0].strategies)[0].label = "cut 50% & wait"
line = next(row for row in game.to_latex().splitlines() if "cut 50" in row)
expected = r"\% and \& in the row of that strategy"
seen = [r"\%" in line, r"\&" in line, "cut 50% & wait" in line]
recorded = [False, False, True]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
