#!/usr/bin/env bash
# Package:   written-number@0.11.1
# It does:   A negative number is written as nothing at all, in every language, and a fraction is rounded: -20
#   is '', 1.5 is 'two'.
# Expected:  'minus twenty' and 'one point five', or an error.
# It matters: A growth of -20 per cent and a missing figure look the same in a report.
# First seen: 2026-12-02, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund written-number@0.11.1 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const written = require("written-number");
const expected = ["minus twenty", "menos veinte", "one point five", "twenty"];
const seen = [written(-20), written(-20, { lang: "es" }), written(1.5), written(20)];
const recorded = ["", "", "two", "twenty"];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
