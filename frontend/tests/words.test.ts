import { describe, expect, it } from "vitest";

import { actOf, actWord, howWord, KIND_CODES, kindWord, layerWord, meaning, modalityWord, possessive, SENSE_CODES, senseWord, statusWord } from "../src/lib/words";

describe("plain words for codes", () => {
  it("says what is denied in words of its own", () => {
    expect(actWord("COMMIT")).toBe("promise");
    expect(actOf({ act: "COMMIT", negated: true })).toBe("promise not to");
  });
  it("says a code that it does not know in plain letters", () => {
    expect(actWord("NEW_ACT")).toBe("new act");
    expect(actWord("NEW_ACT", true)).toBe("new act, denied");
    expect([layerWord("no-such"), modalityWord("no-such"), statusWord("no-such")]).toEqual(Array(3).fill("no such"));
  });
  it("says whose something is", () => {
    expect(["Velia", "United Isles", "Harbour Works"].map(possessive)).toEqual(["Velia’s", "United Isles’", "Harbour Works’"]);
  });
  it("shows no code for any kind and sense", () => {
    for (const kind of KIND_CODES) expect(kindWord(kind)).not.toMatch(/[A-Z_]/);
    for (const sense of SENSE_CODES) expect(senseWord(sense)).not.toMatch(/[A-Z_-]/);
  });
});

describe("the glossary", () => {
  it("tells concepts by attitudes and against coalitions by the plain ones", () => {
    expect(meaning("NASH")).toBe("stable: no party gains by a move of its own");
    for (const concept of ["RNASH", "CNASH"]) expect(meaning(concept)).toMatch(/^stable: no party gains by a move of its own; /);
    expect(["", "CLAIMS", "RX"].map(meaning)).toEqual(["", "", ""]);
  });
});

describe("how an outcome comes about", () => {
  const row = { starts: false, locked_in: false, trap: true };
  const name = (id: string): string => ({ A: "North", B: "South" })[id] ?? id;
  it("calls a trap only what no coalition reaches either", () => {
    expect(howWord(row, name)).toBe("a trap: nothing leads there");
    expect(howWord({ ...row, together: [["A", "B"]] }, name)).toBe("reached together by North and South");
    expect(howWord({ starts: true, locked_in: true, trap: false }, name)).toBe("starts from today, locked in");
  });
});
