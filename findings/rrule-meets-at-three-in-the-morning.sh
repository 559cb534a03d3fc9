#!/usr/bin/env bash
# Package:   rrule@2.8.1
# It does:   RRule.fromText() reads 'every day at 3pm' as three in the morning, 'at 12am' as noon, and 'at
#   10am and 3pm' as ten only.
# Expected:  BYHOUR=15, 0 and 10,15, or an error as for other words it does not know; 'at 10 and 15' is right.
# It matters: A round of talks is put twelve hours off.
# First seen: 2026-12-02, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund rrule@2.8.1 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const { RRule } = require("rrule");
const texts = ["every day at 3pm", "every day at 12am", "every day at 10am and 3pm", "every day at 10 and 15"];
const expected = [[15], [0], [10, 15], [10, 15]];
const seen = texts.map((text) => [RRule.fromText(text).origOptions.byhour].flat());
const recorded = [[3], [12], [10], [10, 15]];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
