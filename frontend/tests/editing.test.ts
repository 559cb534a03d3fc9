import { beforeEach, describe, expect, it, vi } from "vitest";

/** The server as the pages see it: what it is asked, and what it answers next. */
const asked: { path: string; body: { base: number; edits: { op: string }[] } | undefined }[] = [];
let answers: ((path: string) => unknown)[] = [];
const state = (version: number) => ({
  id: "main", version, edit: version, problems: [], faults: [], words: {}, feasible: 4, can_undo: version > 1, can_redo: false,
  model: { title: `T${version}`, decision_makers: [], options: [{ id: "go", name: "Go", owner: "A" }], preferences: {} },
});
const refusal = (status: number) => ({ refused: { error: { message: "No.", line: null, fix: "Try." }, status } });

vi.stubGlobal("window", new EventTarget());
vi.stubGlobal("location", { hash: "" });
vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
  const path = address.replace("/api/", "");
  asked.push({ path, body: init.body ? JSON.parse(init.body as string) : undefined });
  if (path === "dossier" || path === "model/since") return Response.json(null);
  const data = answers.shift()!(path) as { refused?: unknown };
  const headers = { "content-type": "application/json", ...(data.refused ? { "preference-applied": "error-as-data" } : {}) };
  return new Response(JSON.stringify(data.refused ?? data), { headers });
});
const { editing } = await import("../src/lib/model.svelte");
const { get } = await import("../src/lib/api");
const sent = () => asked.filter((each) => each.path === "model/edits").map((each) => each.body!);

beforeEach(async () => {
  answers = [() => state(1)];
  await editing.load();
  asked.length = 0;
});

describe("edits of the model", () => {
  it("are shown at once and sent together, the last about the same thing only", async () => {
    answers = [() => ({ ...state(2), made: [null, null] })];
    for (const title of ["A", "A r", "A road"]) editing.change("change the title", { op: "set_title", title }, (m) => { m.title = title; });
    editing.change("rename go", { op: "rename", what: "option", id: "go", name: "Walk" }, () => undefined);
    expect([editing.state!.model.title, editing.saving]).toEqual(["A road", "waiting"]);
    await editing.save();
    expect(sent()).toEqual([{
      base: 1, label: "rename go",
      edits: [{ op: "set_title", title: "A road" }, { op: "rename", what: "option", id: "go", name: "Walk" }],
    }]);
    expect([editing.saving, editing.state!.version]).toEqual(["saved", 2]);
    expect(editing.state!.model.title).toBe("A road");
  });
  it("that move other things are shown as the server has made them", async () => {
    answers = [() => ({ ...state(5), made: ["P2"] })];
    expect(await editing.make("add a party", { op: "add_party" })).toEqual(["P2"]);
    expect(editing.state!.model.title).toBe("T5");
  });
  it("that are given while an id changes go to the id of now", async () => {
    answers = [() => ({ ...state(2), made: ["walk"] }), () => ({ ...state(3), made: [null] })];
    const naming = editing.make("name", { op: "rename", what: "option", id: "go", name: "Walk", derive: true });
    editing.change("change a direction", { op: "set_direction", id: "go", direction: "forward" }, () => undefined);
    await naming;
    await editing.save();
    expect(sent().map((each) => each.edits)).toEqual([
      [{ op: "rename", what: "option", id: "go", name: "Walk", derive: true }],
      [{ op: "set_direction", id: "walk", direction: "forward" }],
    ]);
    expect(editing.state!.model.title).toBe("T3");
  });
  it("that are refused are taken back, and it is said why", async () => {
    answers = [() => refusal(400), () => state(1)];
    expect(await editing.make("remove go", { op: "remove_option", id: "go" })).toBeNull();
    expect([editing.saving, editing.state!.model.title]).toEqual(["saved", "T1"]);
  });
  it("that are made while the model is being fetched again are neither hidden nor lost", async () => {
    answers = [() => state(1), () => ({ ...state(2), made: [null] })];
    const fetching = editing.load();
    editing.change("change the title", { op: "set_title", title: "Mine" }, (m) => { m.title = "Mine"; });
    await fetching;
    expect([editing.state!.model.title, editing.saving]).toEqual(["Mine", "waiting"]);
    await editing.save();
    expect(sent().map((each) => each.edits)).toEqual([[{ op: "set_title", title: "Mine" }]]);
    answers = [() => state(2), () => ({ ...state(3), made: ["P2"] })];
    await Promise.all([editing.load(), editing.make("add a party", { op: "add_party" })]);
    expect([editing.state!.version, editing.state!.model.title]).toEqual([3, "T3"]);
  });
  it("of two windows overwrite nothing: ours are kept until one says which", async () => {
    answers = [() => refusal(409)];
    await editing.make("change the title", { op: "set_title", title: "Ours" });
    expect(editing.saving).toBe("conflict");
    answers = [() => state(7), () => ({ ...state(8), made: [null] })];
    await editing.settle("mine");
    expect(sent().map((each) => each.base)).toEqual([1, 7]);
    expect([editing.saving, editing.state!.version]).toEqual(["saved", 8]);
  });
  it("are sent before anything else is asked for", async () => {
    answers = [() => ({ ...state(2), made: [null] }), () => ({ found: true })];
    editing.change("change the title", { op: "set_title", title: "A road" }, (m) => { m.title = "A road"; });
    expect(await get("outcomes")).toEqual({ found: true });
    expect(asked.map((each) => each.path).filter((path) => path !== "model/since")).toEqual(["model/edits", "outcomes"]);
    expect(editing.saving).toBe("saved");
  });
  it("that were refused because of another window's wait for an answer, whatever page is opened meanwhile", async () => {
    answers = [() => refusal(409), () => state(7), () => ({ ...state(8), made: [null] })];
    editing.change("change the title", { op: "set_title", title: "A road" }, (m) => { m.title = "A road"; });
    await editing.save();
    await editing.load();
    expect([editing.saving, editing.state!.model.title]).toEqual(["conflict", "A road"]);
    await editing.settle("mine");
    expect(sent().map((each) => [each.base, each.edits])).toEqual([1, 7].map((base) => [base, [{ op: "set_title", title: "A road" }]]));
    expect(editing.saving).toBe("saved");
  });
  it("are undone one after another, however fast it is asked", async () => {
    answers = [() => state(3), () => state(4)];
    editing.state!.can_undo = true;
    await Promise.all([editing.step("undo"), editing.step("undo")]);
    expect(asked.filter((each) => each.path === "model/undo").map((each) => each.body)).toEqual([{ base: 1 }, { base: 3 }]);
    expect([editing.saving, editing.state!.version]).toEqual(["saved", 4]);
  });
});
