import { describe, expect, it } from "vitest";

import { newest, Turns } from "../src/lib/turns";

/** Something that ends when it is told to. */
function held<T>(): { work: () => Promise<T>; end: (value: T) => void; begun: () => boolean } {
  let end!: (value: T) => void;
  let begun = false;
  const promise = new Promise<T>((done) => (end = done));
  return { work: () => ((begun = true), promise), end, begun: () => begun };
}

describe("turns", () => {
  it("write one after another, also after one that failed", async () => {
    const turns = new Turns();
    const first = held<string>();
    const done = [turns.write(first.work), turns.write(async () => { throw new Error("no"); }), turns.write(async () => "third")];
    await Promise.resolve();
    expect(first.begun()).toBe(true);
    first.end("first");
    expect(await done[0]).toBe("first");
    await expect(done[1]).rejects.toThrow("no");
    expect(await done[2]).toBe("third");
  });
  it("read what is newer than all that was written", async () => {
    const turns = new Turns();
    let value = 1;
    const old = held<number>();
    const asked = [old.work, async () => value];
    const read = turns.read(() => asked.shift()!());
    await Promise.resolve();
    await turns.write(async () => { value = 2; });
    old.end(1);
    expect(await read).toBe(2);
  });
});

describe("the newest question", () => {
  it("is the only one whose answer counts", () => {
    const ask = newest();
    const [first, second] = [ask(), ask()];
    expect([first(), second()]).toEqual([false, true]);
  });
});
