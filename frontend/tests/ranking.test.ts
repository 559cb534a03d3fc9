import { describe, expect, it } from "vitest";

import { groupsOf, placed, rankingOf, stepped, tied, type Groups } from "../src/lib/ranking";

const said = (groups: Groups): string => groups.map((group) => group.join("=")).join(">");
const ranking = groupsOf(["a", ["b", "c"], "d"]);

describe("a ranking", () => {
  it("is read and written as it stands in the file", () => expect(rankingOf(ranking)).toEqual(["a", ["b", "c"], "d"]));
  it("takes a state to a place of its own", () => {
    expect(said(placed(ranking, "d", "a"))).toBe("d>a>b=c");
    expect(said(placed(ranking, "c", "a"))).toBe("c>a>b>d");
    expect(said(placed(ranking, "a", null))).toBe("b=c>d>a");
  });
  it("ties a state with another", () => {
    expect(said(tied(ranking, "a", "d"))).toBe("b=c>d=a");
    expect(said(tied(ranking, "b", "b"))).toBe("a>b=c>d");
  });
  it("steps out of a tie first, then over its neighbours, and stops at the ends", () => {
    expect(said(stepped(ranking, "c", -1))).toBe("a>c>b>d");
    expect(said(stepped(ranking, "b", 1))).toBe("a>c>b>d");
    expect(said(stepped(ranking, "a", 1))).toBe("b=c>a>d");
    expect(said(stepped(ranking, "a", -1))).toBe("a>b=c>d");
  });
  it("never loses a state nor takes one twice", () => {
    for (const made of [placed(ranking, "b", "d"), tied(ranking, "d", "c"), stepped(ranking, "d", -1)]) {
      expect(made.flat().toSorted()).toEqual(["a", "b", "c", "d"]);
    }
  });
});
