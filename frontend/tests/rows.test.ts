import { expect, test } from "vitest";

import { passing, rowsOf } from "../src/lib/rows";

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

test("a filter lets through what passes all that is asked, words in whatever case", () => {
  const several = {
    ...columns, id: ["a", "b", "c"], start: [0, 0, 0], end: [1, 1, 1], text: ["Lift the EMBARGO", "Never", "embargo stays"],
    document: { values: ["d"], at: [0, 0, 0] }, speaker: { values: ["X", "Y"], at: [0, 1, -1] }, targets: { values: ["Z"], at: [[0], [], [0]] },
    act: { values: ["OFFER", "REJECT"], at: [0, 1, 1] }, layer: { values: ["quoted"], at: [0, 0, 0] },
    status: { values: ["accepted", "proposed"], at: [1, 0, 1] }, negated: [1, 0, 0], confidence: [1, 1, 1],
  };
  const rows = rowsOf(several, "", name);
  const nothing = { text: "", speaker: "", target: "", act: "", layer: "", decision: "" };
  const ids = (asked: object): string[] => passing(rows, { ...nothing, ...asked }).map((row) => row.id);
  expect(passing(rows, nothing)).toBe(rows);
  expect(ids({ text: "Embargo" })).toEqual(["a", "c"]);
  expect(ids({ text: "embargo", act: "refusal" })).toEqual(["c"]);
  expect([ids({ act: "offer" }), ids({ act: "offer not to" })]).toEqual([[], ["a"]]);
  expect(ids({ speaker: "Y" })).toEqual(["b"]);
  expect(ids({ target: "Z", decision: "accepted" })).toEqual([]);
  expect(ids({ layer: "reported" })).toEqual([]);
});
