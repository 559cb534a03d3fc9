import { describe, expect, it } from "vitest";

import { moved } from "../src/lib/order";

describe("moving in a list", () => {
  it("takes an element out and puts it in, and changes nothing else", () => {
    const list = ["a", "b", "c"];
    expect(moved(list, 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(list, 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(list, 9, 0)).toEqual(list);
    expect(list).toEqual(["a", "b", "c"]);
  });
});
