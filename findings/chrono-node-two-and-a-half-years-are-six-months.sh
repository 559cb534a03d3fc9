#!/usr/bin/env bash
# Package:   chrono-node@2.10.3
# It does:   'two and a half years ago' is read as 'half years ago', six months back.
# Expected:  Two years and six months back, or nothing; 'half an hour ago' and 'two years ago' are both known.
# It matters: Ceasefires and accords are dated so in background paragraphs; two years vanish.
# First seen: 2026-12-01, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund chrono-node@2.10.3 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const chrono = require("chrono-node");
const read = (text) => chrono.parse(text, new Date(2026, 4, 20, 12)).map((r) => [r.text, r.start.date().getFullYear(), r.start.date().getMonth() + 1]);
const expected = [["two and a half years ago", 2023, 11]];
const seen = read("The accord was signed two and a half years ago.");
const recorded = [["half years ago", 2025, 11]];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
