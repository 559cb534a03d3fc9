#!/usr/bin/env bash
# Package:   wink-nlp-utils@2.1.0
# It does:   string.amplifyNotElision() turns "won't" into 'wo not', "can't" into 'ca not' and "shan't" into
#   'sha not'.
# Expected:  'will not', 'can not', 'shall not': the elided not is to be written out, as is done with "isn't".
# It matters: The refusals that matter most in talks lose their verb.
# First seen: 2026-12-02, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund wink-nlp-utils@2.1.0 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const { string } = require("wink-nlp-utils");
const texts = ["Norland won't sign", "They can't agree", "We shan't pay", "It isn't so"];
const expected = ["Norland will not sign", "They can not agree", "We shall not pay", "It is not so"];
const seen = texts.map((text) => string.amplifyNotElision(text));
const recorded = ["Norland wo not sign", "They ca not agree", "We sha not pay", "It is not so"];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
