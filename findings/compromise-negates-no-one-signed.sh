#!/usr/bin/env bash
# Package:   compromise@14.17.0
# It does:   sentences().toNegative() turns 'No one signed.' into 'No one did not sign.', that is: everybody
#   signed.
# Expected:  The sentence unchanged, as 'Norland never signed.' is: it is a negative sentence already.
# It matters: Flipping statements is a common way to make test pairs for stance; this pair has the wrong
#   label.
# First seen: 2026-12-01, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund compromise@14.17.0 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const nlp = require("compromise");
const negate = (text) => nlp(text).sentences().toNegative().text();
const expected = ["Norland never signed.", "No one signed."];
const seen = [negate("Norland never signed."), negate("No one signed.")];
const recorded = ["Norland never signed.", "No one did not sign."];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
