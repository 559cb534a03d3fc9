#!/usr/bin/env bash
# Package:   tgt==1.5
# It does:   A label with an equals sign, written in the long TextGrid format and read again, is cut one
#   letter before the sign: 'demand = ceasefire' is 'deman'. The short format keeps it.
# Expected:  The label: it stands between quotation marks in the file. The package itself wrote it.
# It matters: Labels of transcripts carry keys and values (speaker, act, target), and the values are lost
#   without a word.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  tgt==1.5 numpy==2.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
from tgt.core import Interval, IntervalTier, TextGrid
from tgt.io import export_to_long_textgrid, export_to_short_textgrid, read_textgrid
def trip(export):
    grid, tier = TextGrid(), IntervalTier(0, 10, name="acts")
    tier.add_interval(Interval(1, 2, "demand = ceasefire"))
    grid.add_tier(tier)
    with open("acts.TextGrid", "w", encoding="utf-8") as file:
        file.write(export(grid))
    return [interval.text for interval in read_textgrid("acts.TextGrid").tiers[0]]
expected = [["demand = ceasefire"], ["demand = ceasefire"]]
seen = [trip(export_to_long_textgrid), trip(export_to_short_textgrid)]
recorded = [["deman"], ["demand = ceasefire"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
