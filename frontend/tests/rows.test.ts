import { expect, test } from "vitest";

import { rowsOf } from "../src/lib/rows";

const one = (value: string) => ({ values: [value], at: [0] });
const columns = {
  id: ["a"], start: [2], end: [6], text: null, document: one("d"), speaker: one("X"), targets: { values: ["Y", "Z"], at: [[1, 0]] },
  act: one("OFFER"), layer: one("quoted"), status: one("proposed"), negated: [1], confidence: [0.5], revision: 7,
};
const name = (key: string): string => `Party ${key}`;

test("a row is made of its columns, its words are the document's, by code points", () => {
  expect(rowsOf(columns, "😀 yes!", name)).toEqual([
    {
      id: "a", document: "d", span: { start: 2, end: 6, text: "yes!" }, speaker: { id: "X", name: "Party X" }, targets: [{ id: "Z" }, { id: "Y" }],
      act: "OFFER", layer: "quoted", status: "proposed", negated: true, confidence: 0.5, revision: 7,
    },
  ]);
});

test("words that are sent are taken as they are, and nobody may speak", () => {
  const [row] = rowsOf({ ...columns, text: ["sent"], speaker: { values: [], at: [-1] } }, "", name);
  expect(row).toMatchObject({ span: { text: "sent" }, speaker: null });
});
