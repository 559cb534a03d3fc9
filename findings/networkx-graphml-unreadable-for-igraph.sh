#!/usr/bin/env bash
# Package:   networkx==3.6.1 (with igraph==1.0.0)
# It does:   networkx writes two declarations of the same attribute name when its values are 1 and 2.5; igraph
#   then refuses the file.
# Expected:  One declaration (double): the GraphML specification wants the name of a data function to be
#   unique among those of the same domain, and igraph holds to it.
# It matters: GraphML is the exchange format between the two packages that this field uses for graphs.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  networkx==3.6.1 igraph==1.0.0 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import igraph, networkx
graph = networkx.DiGraph()
graph.add_node("war", payoff=1)
graph.add_node("peace", payoff=2.5)
networkx.write_graphml(graph, "a.graphml")
try:
    seen = igraph.Graph.Read_GraphML("a.graphml").vs["payoff"]
except igraph.InternalError as error:
    seen = "Duplicate attribute name" if "Duplicate attribute name" in str(error) else str(error)
expected = "[1.0, 2.5]"
recorded = "Duplicate attribute name"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
