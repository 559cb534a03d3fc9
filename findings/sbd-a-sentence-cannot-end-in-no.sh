#!/usr/bin/env bash
# Package:   sbd@1.0.19
# It does:   Two sentences are not separated when the first ends in 'no.', which is taken for the abbreviation
#   of 'number'.
# Expected:  Two sentences: a capital letter and no digit follow.
# It matters: 'Norland said no.' is as short and as important as a statement gets; it melts into the next
#   party's answer.
# First seen: 2026-12-01, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund sbd@1.0.19 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const sbd = require("sbd");
const expected = [2, 2];
const seen = ["Norland said yes. Sudria said no too.", "Norland said no. Sudria said yes."].map((text) => sbd.sentences(text).length);
const recorded = [2, 1];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
