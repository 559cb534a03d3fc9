import { describe, expect, it } from "vitest";

import { blocks, called, Cutter, grouped, inGroups, length, paragraphs, plural, quoted, rolesOf, shorten, withRoles } from "../src/lib/text";
import type { Statement } from "../src/lib/types";

const said = (id: string, start: number, end: number): Statement =>
  ({ id, span: { start, end, text: "" }, conditions: [] }) as unknown as Statement;

describe("places in a text count code points, as the server does", () => {
  it("cuts and finds behind characters of two units", () => {
    const text = "🕊 Peace 🕊 talks";
    const cutter = new Cutter(text);
    expect(cutter.length).toBe(15);
    expect(cutter.cut(2, 7)).toBe("Peace");
    expect(cutter.find("talks")).toBe(10);
    expect(cutter.find("war")).toBe(-1);
    expect(length(text)).toBe(15);
  });
  it("leaves out empty lines and keeps the places of the others", () => {
    expect(blocks("🕊a\n\n  \nbc")).toEqual([{ start: 0, end: 2, text: "🕊a" }, { start: 7, end: 9, text: "bc" }]);
  });
});

describe("paragraphs", () => {
  it("are cut where statements begin and end, and lose nothing", () => {
    const text = "one two three\nfour five";
    const cut = paragraphs(blocks(text), [said("a", 4, 7), said("b", 4, 18), said("c", 19, 23)]);
    expect(cut.map((p) => p.segments.map((s) => s.text).join(""))).toEqual(["one two three", "four five"]);
    expect(cut[0]!.segments.map((s) => s.over.map((o) => o.id).join(""))).toEqual(["", "ab", "b"]);
    expect(cut[1]!.segments.map((s) => s.over.map((o) => o.id).join(""))).toEqual(["b", "", "c"]);
  });
  it("are cut further where a condition and its consequence stand", () => {
    const [paragraph] = paragraphs(blocks("if you go, I stay"), [said("a", 0, 17)]);
    const spot = (start: number, end: number) => ({ start, end, text: "" });
    const chosen = { ...said("a", 0, 17), conditions: [{ condition: spot(3, 9), consequence: spot(11, 17) }] } as Statement;
    expect(withRoles(paragraph!, rolesOf(chosen)).map((s) => [s.text, s.role])).toEqual([
      ["if ", ""], ["you go", "condition"], [", ", ""], ["I stay", "consequence"],
    ]);
    expect(rolesOf(undefined)).toEqual([]);
  });
});

describe("words for numbers and lengths", () => {
  it("sets thousands apart and takes the plural", () => {
    expect(grouped(1234567)).toBe("1,234,567");
    expect(plural(1, "state")).toBe("1 state");
    expect(plural(0, "new document", "changes of documents")).toBe("0 changes of documents");
  });
  it("shortens at a word", () => {
    expect(shorten("a  b\nc")).toBe("a b c");
    expect(shorten("word ".repeat(50), 22)).toBe("word word word word […]");
  });
});

describe("quotations", () => {
  it("have marks once, and those within them stay", () => {
    expect(['"No," she said.', "“very clear.”", "It is."].map((text) => quoted(text))).toEqual(['“"No," she said.”', "“very clear.”", "“It is.”"]);
    // A quotation that goes on in the next paragraph is opened there anew, and closed only once.
    expect(['"We shall go on.', 'and nobody else."'].map((text) => quoted(text))).toEqual(["“We shall go on.”", "“and nobody else.”"]);
  });
});

describe("lines of the brief", () => {
  it("stand under the heading that neighbours share", () => {
    const line = (group: string, id: string) => ({ group, id });
    const [lead, first, second, other, again] = [line("", "a"), line("Spain can", "b"), line("Spain can", "c"), line("France can", "d"), line("Spain can", "e")] as const;
    expect(inGroups([lead, first, second, other, again])).toEqual([
      { group: "", lines: [lead] },
      { group: "Spain can", lines: [first, second] },
      { group: "France can", lines: [other] },
      { group: "Spain can", lines: [again] },
    ]);
    expect(inGroups([])).toEqual([]);
  });
});

describe("what a document is called", () => {
  it("is its title, else its file as a reader knows it", () => {
    expect(called({ title: "Talks", source: "a.txt" })).toBe("Talks");
    expect(called({ title: null, source: "About 600 carters of Velia.txt" })).toBe("About 600 carters of Velia");
    expect(called({ title: null, source: "https://example.org/a" })).toBe("https://example.org/a");
  });
});
