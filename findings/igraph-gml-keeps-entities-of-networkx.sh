#!/usr/bin/env bash
# Package:   igraph==1.0.0 (with networkx==3.6.1)
# It does:   A quotation mark that networkx writes to GML as '&#34;', as the format demands, is read by igraph
#   as these five characters.
# Expected:  The quotation mark: GML encodes it as a character entity, and networkx's own reader decodes it.
# It matters: Quoted words are the evidence on the edges of a conflict graph; compared after the exchange they
#   no longer match the article.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  igraph==1.0.0 networkx==3.6.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import igraph, networkx
graph = networkx.DiGraph()
graph.add_edge("a", "b", words='they said "no"')
networkx.write_gml(graph, "a.gml")
expected = 'they said "no", twice'
seen = [networkx.read_gml("a.gml").edges["a", "b"]["words"], igraph.Graph.Read_GML("a.gml").es["words"][0]]
recorded = ['they said "no"', "they said &#34;no&#34;"]
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
