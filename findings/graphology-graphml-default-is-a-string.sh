#!/usr/bin/env bash
# Package:   graphology@0.26.0 (with graphology-graphml@0.5.2)
# It does:   A boolean attribute is read as true or false where it is given at a node, and as the string
#   'true' or 'false' where the declared default applies.
# Expected:  The type that the key declares in both cases: GraphML's default is a value of the attribute's
#   type.
# It matters: The string 'false' counts as true in a condition: unstable outcomes are shown as stable.
# First seen: 2026-12-01, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund graphology@0.26.0 graphology-graphml@0.5.2 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const { DirectedGraph } = require("graphology");
const graphml = require("graphology-graphml");
const text = `<graphml><key id="k" for="node" attr.name="stable" attr.type="boolean"><default>false</default></key>
<graph edgedefault="directed"><node id="war"/><node id="peace"><data key="k">false</data></node></graph></graphml>`;
const graph = graphml.parse(DirectedGraph, text);
const expected = [false, false];
const seen = ["peace", "war"].map((node) => graph.getNodeAttribute(node, "stable"));
const recorded = [false, "false"];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
