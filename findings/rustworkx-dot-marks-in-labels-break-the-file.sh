#!/usr/bin/env bash
# Package:   rustworkx==0.17.1 numpy==2.4.6
# It does:   to_dot() puts labels between quotation marks but does not escape the marks in them; attributes of
#   the graph get no marks at all, so that a title of two words is no DOT either.
# Expected:  label="He said \"no\"" and label="The talks"; networkx and Graphviz's own tools write it so.
# It matters: A state that is named with a quotation makes a file that Graphviz refuses.
# First seen: 2026-12-02, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  rustworkx==0.17.1 numpy==2.4.6 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import rustworkx
graph = rustworkx.PyDiGraph()
graph.add_node('He said "no"')
text = graph.to_dot(lambda name: {"label": name}, graph_attr={"label": "The talks"})
expected = [r'0 [label="He said \"no\""];', 'label="The talks";']
seen = [line for line in text.splitlines() if "label" in line]
recorded = ["label=The talks ;", '0 [label="He said "no""];']
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
