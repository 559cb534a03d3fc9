#!/usr/bin/env bash
# Package:   networkx==3.6.1
# It does:   write_gexf() declares an attribute that is 1 at one node and 2.5 at another as a whole number;
#   read_gexf() then fails on 2.5.
# Expected:  The values that were written (GraphML keeps them), or an error while writing.
# It matters: Ranks with ties and payoffs mix 1 and 2.5 all the time; the saved graph is lost.
# First seen: 2026-12-01, Python 3.11. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python="${PYTHON:-python3}"
"$python" -m venv --without-pip "$folder/venv"
"$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-compile \
  networkx==3.6.1 2>"$folder/pip.log" || { cat "$folder/pip.log" >&2; exit 1; }
cd "$folder"
venv/bin/python -W ignore - <<'PY'
import networkx
graph = networkx.DiGraph()
graph.add_node("war", payoff=1)
graph.add_node("peace", payoff=2.5)
networkx.write_gexf(graph, "a.gexf")
try:
    seen = [value["payoff"] for _, value in networkx.read_gexf("a.gexf").nodes(data=True)]
except ValueError as error:
    seen = f"ValueError: {error}"
expected = "[1, 2.5]"
recorded = "ValueError: invalid literal for int() with base 10: '2.5'"
print("expected:", expected)
print("seen:    ", seen)
raise SystemExit(0 if seen == recorded else "The behaviour has changed: look again.")
PY
