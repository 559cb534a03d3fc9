#!/usr/bin/env bash
# Package:   compromise@14.17.0
# It does:   The number in 'one point five million people' is 1, and writing numbers as digits leaves '1'
#   alone, without 'point five million people'.
# Expected:  1500000: 'half a million' is 500000 and '1.5 million' is understood.
# It matters: Casualty and refugee figures in transcripts of speeches shrink to one.
# First seen: 2026-12-01, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund compromise@14.17.0 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const nlp = require("compromise");
const value = (text) => nlp(text).numbers().json().map((found) => found.number.num);
const expected = [[500000], [1500000], [1500000]];
const seen = [value("half a million people"), value("1.5 million people"), value("one point five million people")];
const recorded = [[500000], [1500000], [1]];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
