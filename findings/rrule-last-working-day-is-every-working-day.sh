#!/usr/bin/env bash
# Package:   rrule@2.8.1
# It does:   toText() of the last working day of a month is 'every month on weekdays', that of Monday at 10:30
#   'every week on Monday at 10', and isFullyConvertibleToText() says yes to both.
# Expected:  The place in the month and the minutes in the text, or no from isFullyConvertibleToText(), which
#   is there to tell whether all parts of a rule can be put in words.
# It matters: Who checks first, as documented, still announces the wrong days.
# First seen: 2026-12-02, Node.js 20. Exit 0 while the behaviour stands, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund rrule@2.8.1 >npm.log 2>&1 || { cat npm.log >&2; exit 1; }
node - <<'JS'
const { RRule } = require("rrule");
const rules = ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=10;BYMINUTE=30", "FREQ=MONTHLY;BYDAY=-1FR"];
const expected = [false, false, [true, "every month on the last Friday"]];
const seen = rules.map((rule) => RRule.fromString(rule)).map((rule) => [rule.isFullyConvertibleToText(), rule.toText()]);
const recorded = [[true, "every month on weekdays"], [true, "every week on Monday at 10"], [true, "every month on the last Friday"]];
console.log("expected:", JSON.stringify(expected));
console.log("seen:    ", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(recorded)) throw new Error("The behaviour has changed: look again.");
JS
