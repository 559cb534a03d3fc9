import { describe, expect, it } from "vitest";

import { layout, wrapped } from "../src/lib/layout";
import type { GraphShown } from "../src/lib/types";

/** Moves of two parties, in circles too, over states whose names differ in their last word. */
function graphOf(count: number): GraphShown {
  const nodes = Array.from({ length: count }, (_, n) => ({
    state: `s${n}`, words: "", name: `Both go on as they did before, and the dam is built in the year ${n}`, depth: n, status_quo: n === 0, equilibrium: false,
  }));
  const edges = nodes.flatMap((node, n) => [1, 2, 5].map((step) => ({ from: node.state, to: `s${(n * step + step) % count}`, by: step === 2 ? "B" : "A" })));
  const once = new Map(edges.filter((e) => e.from !== e.to).map((e) => [`${e.from}${e.to}${e.by}`, e]));
  return { states: count, whole: true, nodes, edges: [...once.values()], parties: [], moves: [] };
}

describe("the graph of moves", () => {
  it.each([1, 2, 9, 40])("of %i states stays within its picture, and no box lies on another", (count) => {
    const made = layout(graphOf(count));
    for (const [n, a] of made.nodes.entries()) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= made.width && a.y + a.height <= made.height).toBe(true);
      for (const b of made.nodes.slice(n + 1)) {
        expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
      }
    }
    for (const { path } of made.edges) {
      const numbers = path.match(/-?[\d.]+/g)!.map(Number);
      for (let n = 0; n < numbers.length; n += 2) {
        expect(numbers[n]! >= 0 && numbers[n]! <= made.width && numbers[n + 1]! >= 0 && numbers[n + 1]! <= made.height).toBe(true);
      }
    }
    expect(new Set(made.nodes.map((node) => node.lines.join(" "))).size).toBe(count);
  });
  it("leaves no word of a label out", () => {
    expect(wrapped("North gives way and South waits outside", 16)).toEqual(["North gives way", "and South waits", "outside"]);
  });
});
