import { describe, expect, it } from "vitest";

import { moved } from "../src/lib/order";
import { asText } from "../src/lib/tables";

describe("tables as text", () => {
  const table = { head: ["state", "how"], rows: [["=1+1", 'a "b"'], ["x|y", "50 % & $_"]] };
  it("marks as text what a spreadsheet would take for a formula", () => {
    expect(asText(table, "csv")).toBe('"state","how"\r\n"\'=1+1","a ""b"""\r\n"x|y","50 % & $_"');
  });
  it("keeps cells within their columns in Markdown", () => {
    expect(asText(table, "md").split("\n")[3]).toBe("| x\\|y | 50 % & $_ |");
  });
  it("escapes what LaTeX would read", () => {
    expect(asText(table, "tex")).toContain("x|y & 50 \\% \\& \\$\\_ \\\\");
  });
});

describe("moving in a list", () => {
  it("takes an element out and puts it in, and changes nothing else", () => {
    const list = ["a", "b", "c"];
    expect(moved(list, 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(list, 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(list, 9, 0)).toEqual(list);
    expect(list).toEqual(["a", "b", "c"]);
  });
});
