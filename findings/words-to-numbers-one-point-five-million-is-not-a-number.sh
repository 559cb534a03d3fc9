#!/usr/bin/env bash
# Package:   words-to-numbers@1.5.1
# It does:   'one point five million' becomes NaN within a text, and null when it stands alone.
# Expected:  1500000, or the words left as they are; 'five million' and the documented 'ten point five' are right.
# It matters: Sums of aid and damage are written this way, and the words that could have been read again are gone.
# First seen: 2026-12-02, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund words-to-numbers@1.5.1 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const { wordsToNumbers } = require("words-to-numbers");
const texts = ["Norland offered one point five million dollars.", "Norland offered five million dollars.", "one point five million", "ten point five"];
const expected = ["Norland offered 1500000 dollars.", "Norland offered 5000000 dollars.", 1500000, 10.5];
const seen = texts.map((text) => wordsToNumbers(text));
const recorded = ["Norland offered NaN dollars.", "Norland offered 5000000 dollars.", null, 10.5];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
