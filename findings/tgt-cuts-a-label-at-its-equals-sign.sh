#!/usr/bin/env bash
# Package:   tgt==1.5
# It does:   A label with an equals sign, in a TextGrid file of the long format, is cut one letter before the
#   sign: 'demand = ceasefire' is 'deman'. In the short format it is kept.
# Expected:  The label: it stands between quotation marks in the file.
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
from tgt.io import read_textgrid
start = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n'
label = '"demand = ceasefire"'
files = [
    f'''{start}xmin = 0\nxmax = 2\ntiers? <exists>\nsize = 1\nitem []:\n    item [1]:
        class = "IntervalTier"\n        name = "acts"\n        xmin = 0\n        xmax = 2
        intervals: size = 1\n        intervals [1]:\n            xmin = 0\n            xmax = 2\n            text = {label}
''',
    f'''{start}0\n2\n<exists>\n1\n"IntervalTier"\n"acts"\n0\n2\n1\n0\n2\n{label}\n''',
]
def labels(text):
    with open("acts.TextGrid", "w", encoding="utf-8") as file:
        file.write(text)
    return [interval.text for interval in read_textgrid("acts.TextGrid").tiers[0]]
expected = [["demand = ceasefire"], ["demand = ceasefire"]]
seen = [labels(text) for text in files]
recorded = [["deman"], ["demand = ceasefire"]]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
