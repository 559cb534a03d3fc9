import { describe, expect, it } from "vitest";

import { chosenOf, completed, completions, patternOf, written } from "../src/lib/wishes";

const ids = ["lift_ban", "wait", "go"];

describe("statements that can be chosen", () => {
  it.each(["wait", "!wait", "go IF wait", "!go IFF !lift_ban"])("%s is read and written as it is", (that) => {
    expect(written(chosenOf(that, ids)!)).toBe(that);
  });
  it.each(["go & wait", "(go)", "nonsuch", "go IF nonsuch", "", "go wait"])("%s cannot be chosen", (that) => {
    expect(chosenOf(that, ids)).toBeNull();
  });
});

describe("rules that can be pressed", () => {
  it("are those that join options done and not done", () => {
    expect(patternOf("wait & !lift_ban", ids)).toBe("NY-");
    expect(patternOf("not go", ids)).toBe("--N");
    for (const when of ["wait | go", "wait & !(go)", "wait &", "wait & nonsuch", "wait & !wait", "go IF wait"]) expect(patternOf(when, ids)).toBeNull();
  });
});

describe("words that are typed", () => {
  const options = [{ id: "lift_ban", name: "Lift the ban on beef" }, { id: "go", name: "Go home" }];
  it("are completed by the id or by any word of the name", () => {
    expect(completions("!be", 3, options)).toEqual({ from: 1, found: [options[0]] });
    expect(completions("go IF !li", 9, options)).toEqual({ from: 7, found: [options[0]] });
    expect(completions("go i", 4, options).found.map((each) => each.id)).toEqual(["IF", "IFF"]);
    expect(completions("go ", 3, options).found).toEqual([]);
  });
  it("give way to what is taken, and typing goes on behind it", () => {
    expect(completed("!be & go", 1, 3, "lift_ban")).toEqual({ text: "!lift_ban & go", place: 9 });
    expect(completed("li", 0, 2, "lift_ban")).toEqual({ text: "lift_ban ", place: 9 });
  });
});
