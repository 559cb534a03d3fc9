import { expect, test } from "vitest";

import { actorOf, calledOf } from "../src/lib/actors";

const actors = [
  { id: "ESP", name: "Spain" },
  { id: "dockers-union", name: "Dockers' Union" },
  { id: "smith-jones", name: "Smith, Jones and Partners" },
  { id: "guard-1", name: "Guard" },
  { id: "guard-2", name: "Guard" },
];

test("an actor is written by its name, by its id where the name would not tell it", () => {
  expect(actors.map(({ id }) => calledOf(id, actors))).toEqual(["Spain", "Dockers' Union", "smith-jones", "guard-1", "guard-2"]);
  expect(calledOf("gone", actors)).toBe("gone");
});

test("what is written finds the actor again", () => {
  for (const { id } of actors) expect(actorOf(` ${calledOf(id, actors)} `, actors)).toBe(id);
  expect(actorOf("ESP", actors)).toBe("ESP");
  expect(actorOf("Somebody New", actors)).toBe("Somebody New");
  expect(actorOf("  ", actors)).toBe("");
});
