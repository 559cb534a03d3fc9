/** The edits of the model page: commands to the server, which knows what each means; see `detente.model.edits`. */
import { tick } from "svelte";

import { editing } from "./model.svelte";
import { moved } from "./order";
import { rankingOf, type Groups } from "./ranking";
import { say } from "./work.svelte";
import type { Command, Rule, Wish } from "./types";

type Of<Op extends Command["op"]> = Extract<Command, { op: Op }>;
const ADDED = "Added by the analyst.";

/** Put the keyboard on a field of the page, once it is there; `select` its text to be typed over. */
export function focusOn(field: string, otherwise = ""): void {
  void tick().then(() => {
    const find = (name: string): HTMLElement | null => document.querySelector(`[data-field="${CSS.escape(name)}"]`);
    const target = find(field) ?? find(otherwise);
    target?.focus();
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) target.select();
  });
}

/** Move an element of a list: `parties`, `options`, or `>ID` for a party's preferences. */
export async function reorder(list: string, from: number, to: number, count: number): Promise<void> {
  const model = editing.state?.model;
  if (!model || to < 0 || to >= count || from === to) return;
  const label = "change the order";
  if (list === "parties" || list === "options") {
    const items = list === "parties" ? model.decision_makers : model.options;
    const order = moved(items.map((item) => item.id), from, to);
    if (!(await editing.make(label, { op: `reorder_${list}`, order }))) return;
  } else {
    const wishes = model.preferences[list.slice(1)];
    if (Array.isArray(wishes)) setWishes(label, list.slice(1), moved(wishes, from, to));
  }
  say(`Moved to place ${to + 1} of ${count}.`);
}

export async function addParty(): Promise<void> {
  const made = await editing.make("add a party", { op: "add_party" });
  if (made) focusOn(`party ${made[0]}`);
}
export async function removeParty(id: string): Promise<void> {
  if (!(await editing.make(`remove ${id}`, { op: "remove_party", id }))) return;
  say(`Party ${id} removed.`);
  focusOn("add party");
}

export async function addOption(owner: string): Promise<void> {
  const made = await editing.make("add an option", { op: "add_option", owner });
  if (made) focusOn(`option ${made[0]}`);
}
export async function removeOption(id: string, owner: string): Promise<void> {
  if (!(await editing.make(`remove ${id}`, { op: "remove_option", id }))) return;
  say("Option removed.");
  focusOn(`add option ${owner}`);
}
/** Ids of what was added and not named yet. */
const UNNAMED = { party: /^P\d+(_\d+)?$/, option: /^option(_\d+)?$/ };
/** Make the id of something new of the name that it was given; ids that mean something are kept. */
export async function nameNew(what: "party" | "option", id: string, name: string): Promise<void> {
  if (!UNNAMED[what].test(id) || !name.trim() || /^(New option|Party \d+)$/.test(name)) return;
  await editing.make(`name ${name}`, { op: "rename", what, id, name, derive: true });
}
/** Give a party or an option another name; an empty field waits for one. */
export function setName(what: "party" | "option", id: string, name: string): void {
  const list = what === "party" ? "decision_makers" : "options";
  editing.change(`rename ${id}`, name.trim() ? { op: "rename", what, id, name } : null, (m) => {
    const item = m[list].find((each) => each.id === id);
    if (item) item.name = name;
  });
}
export function setTitle(title: string): void {
  editing.change("change the title", { op: "set_title", title }, (m) => { m.title = title; });
}
export function setDirection(id: string, direction: Of<"set_direction">["direction"]): void {
  editing.change("change a direction", { op: "set_direction", id, direction }, (m) => {
    const option = m.options.find((each) => each.id === id);
    if (option) option.direction = direction;
  });
}
export function setQuo(id: string, taken: boolean): void {
  void editing.make("set the status quo", { op: "set_status_quo", take: { [id]: taken } });
}
export function setAttitude(of: string, to: string, sign: Of<"set_attitude">["attitude"]): void {
  const attitude = sign === (of === to ? "+" : "0") ? null : sign;
  void editing.make(`set ${of}>${to}`, { op: "set_attitude", of, to, attitude });
}

export async function addRule(pattern: string): Promise<void> {
  const place = editing.state?.model.infeasible?.length ?? 0;
  if (await editing.make("add a rule", { op: "add_infeasible", pattern, assumption: ADDED })) focusOn(`rule ${place}`);
}
export function setRule(place: number, said: Pick<Rule, "when" | "pattern" | "why">): void {
  const rule = editing.state?.model.infeasible?.[place];
  if (!rule) return;
  const { when, pattern, why } = { ...rule, ...said };
  editing.change("edit a rule", { op: "set_infeasible", place, when, pattern, why: why || undefined }, () => Object.assign(rule, said));
}
export async function removeRule(place: number): Promise<void> {
  if (!(await editing.make("remove a rule", { op: "remove_infeasible", place }))) return;
  say("Rule removed.");
  focusOn("add rule");
}

export async function addMerged(pattern: string): Promise<void> {
  const place = editing.state?.model.coalesced?.length ?? 0;
  if (await editing.make("merge states", { op: "add_coalesced", pattern, assumption: ADDED })) focusOn(`merged ${place}`);
}
export function setMerged(place: number, pattern: string, why: string | undefined): void {
  const merged = editing.state?.model.coalesced?.[place];
  if (!merged) return;
  editing.change("edit merged states", { op: "set_coalesced", place, pattern, why: why || undefined }, () => Object.assign(merged, { pattern, why }));
}
export async function removeMerged(place: number): Promise<void> {
  if (!(await editing.make("take states apart", { op: "remove_coalesced", place }))) return;
  say("Taken apart.");
  focusOn("add merged");
}

export function setRanking(party: string, groups: Groups): void {
  const held = editing.state?.model.preferences[party];
  if (!held || Array.isArray(held)) return;
  const preferences = { ...$state.snapshot(held), ranking: rankingOf(groups) };
  editing.change("change a ranking", { op: "set_preferences", party, preferences }, (m) => { m.preferences[party] = preferences; });
}

/** Take what can no longer be out of a party's ranking, and put what is not ranked last. */
export async function fitRanking(party: string): Promise<void> {
  if (await editing.make("fit a ranking", { op: "fit_ranking", party })) say("The ranking fits the situations there are.");
}

/** Until the server has answered, what is said of each line goes with the line. */
function follow(party: string, wishes: Wish[]): void {
  const now = editing.state!;
  const before = wishesOf(party)?.map((wish) => wish.that) ?? [];
  const was = wishes.map((wish) => before.indexOf(wish.that));
  const said = now.words[party] ?? [];
  const of = now.faults.filter((fault) => fault.what === "preference" && fault.id === party);
  now.words[party] = was.map((n) => said[n] ?? "");
  now.faults = [
    ...now.faults.filter((fault) => !of.includes(fault)),
    ...was.flatMap((n, place) => of.filter((fault) => fault.place === n).map((fault) => ({ ...fault, place }))),
  ];
}
function setWishes(label: string, party: string, wishes: Wish[]): void {
  const preferences = $state.snapshot(wishes);
  follow(party, wishes);
  editing.change(label, { op: "set_preferences", party, preferences }, (m) => { m.preferences[party] = wishes; });
}
const wishesOf = (party: string): Wish[] | null => {
  const held = editing.state?.model.preferences[party] ?? [];
  return Array.isArray(held) ? held : null;
};
/** Say what is wanted at a place; at the one after the last, a preference is added. */
export function setWish(party: string, place: number, that: string): void {
  const held = wishesOf(party);
  if (held && place >= held.length) setWishes("add a preference", party, [...held, { that, assumption: ADDED }]);
  else if (held) setWishes("edit a preference", party, held.map((wish, n) => (n === place ? { ...wish, that } : wish)));
}
export function removeWish(party: string, place: number): void {
  const held = wishesOf(party);
  if (held) setWishes("remove a preference", party, held.filter((_, n) => n !== place));
  say(`Preference ${place + 1} removed.`);
  focusOn(`wish ${party} ${place}`, `add wish ${party}`);
}
