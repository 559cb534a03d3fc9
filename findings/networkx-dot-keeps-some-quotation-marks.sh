#!/usr/bin/env bash
# Package:   networkx==3.6.1 (with pydot==4.0.1)
# It does:   Labels read back from a DOT file carry quotation marks as part of the text, but only those with a
#   blank in them.
# Expected:  The labels that were written; in DOT the marks delimit a string and do not belong to it.
# It matters: 'Norland' is found again after a round trip, 'New Norland' is not.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  networkx==3.6.1 pydot==4.0.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import networkx
graph = networkx.DiGraph()
graph.add_node("a", label="Norland")
graph.add_node("b", label="New Norland")
networkx.nx_pydot.write_dot(graph, "a.dot")
back = networkx.nx_pydot.read_dot("a.dot")
expected = "['Norland', 'New Norland']"
seen = [value["label"] for _, value in back.nodes(data=True)]
recorded = ["Norland", '"New Norland"']
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
