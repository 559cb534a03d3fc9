/** The edits of the model page: each is one step that can be undone. */
import { tick } from "svelte";

import { editing } from "./model.svelte";
import { moved, permute, slug } from "./order";
import { say } from "./work.svelte";
import type { Model } from "./types";

const ADDED = "Added by the analyst.";

/** Put the keyboard on a field of the page, once it is there; `select` its text to be typed over. */
export function focusOn(field: string, otherwise = ""): void {
  void tick().then(() => {
    const find = (name: string): HTMLElement | null => document.querySelector(`[data-field="${CSS.escape(name)}"]`);
    const target = find(field) ?? find(otherwise);
    target?.focus();
    if (target instanceof HTMLInputElement) target.select();
  });
}

/** Rewrite the state strings after options have changed places. */
function restate(m: Model, order: number[]): void {
  if (m.status_quo) m.status_quo = permute(m.status_quo, order);
  for (const rule of m.infeasible ?? []) {
    if (rule.pattern) rule.pattern = order.map((old) => (old < 0 ? "-" : (rule.pattern?.[old] ?? "-"))).join("");
  }
}

/** Move an element of a list: `parties`, `options`, or `>ID` for a party's preferences. */
export function reorder(list: string, from: number, to: number, count: number): void {
  if (to < 0 || to >= count || from === to) return;
  editing.change("change the order", (m) => {
    if (list === "parties") m.decision_makers = moved(m.decision_makers, from, to);
    else if (list === "options") {
      const order = moved(m.options.map((_, n) => n), from, to);
      m.options = moved(m.options, from, to);
      restate(m, order);
    } else {
      const wishes = m.preferences[list.slice(1)];
      if (Array.isArray(wishes)) m.preferences[list.slice(1)] = moved(wishes, from, to);
    }
  });
  say(`Moved to place ${to + 1} of ${count}.`);
}

export function addParty(): void {
  let id = "";
  editing.change("add a party", (m) => {
    id = slug(`P${m.decision_makers.length + 1}`, m.decision_makers.map((d) => d.id.toLowerCase())).toUpperCase();
    m.decision_makers.push({ id, name: `Party ${m.decision_makers.length + 1}`, assumption: ADDED });
    m.preferences[id] = [];
  });
  focusOn(`party ${id}`);
}
export function removeParty(id: string): void {
  editing.change(`remove ${id}`, (m) => {
    m.decision_makers = m.decision_makers.filter((d) => d.id !== id);
    delete m.preferences[id];
    if (m.attitudes) {
      delete m.attitudes[id];
      for (const row of Object.values(m.attitudes)) delete row[id];
    }
  });
  say(`Party ${id} removed.`);
  focusOn("add party");
}

export function addOption(owner: string): void {
  let id = "";
  editing.change("add an option", (m) => {
    id = slug("option", m.options.map((o) => o.id));
    m.options.push({ id, name: "New option", owner, assumption: ADDED });
    restate(m, [...m.options.keys()].map((n) => (n === m.options.length - 1 ? -1 : n)));
  });
  focusOn(`option ${id}`);
}
export function removeOption(id: string, owner: string): void {
  editing.change(`remove ${id}`, (m) => {
    const order = [...m.options.keys()].filter((n) => m.options[n]!.id !== id);
    m.options = m.options.filter((o) => o.id !== id);
    restate(m, order);
  });
  say("Option removed.");
  focusOn(`add option ${owner}`);
}
/** Give an option another id, wherever it is spoken of. */
export function renameOption(old: string, to: string): void {
  if (!to || to === old || editing.state?.model.options.some((o) => o.id === to)) return;
  const pattern = new RegExp(`(?<![\\w-])${old.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`, "g");
  editing.change(`rename ${old}`, (m) => {
    for (const option of m.options) if (option.id === old) option.id = to;
    for (const rule of m.infeasible ?? []) rule.when = rule.when?.replace(pattern, to);
    for (const wishes of Object.values(m.preferences)) {
      if (Array.isArray(wishes)) for (const wish of wishes) wish.that = wish.that.replace(pattern, to);
    }
  });
}
export function setQuo(place: number, taken: boolean): void {
  editing.change("set the status quo", (m) => {
    const state = (m.status_quo ?? "N".repeat(m.options.length)).split("");
    state[place] = taken ? "Y" : "N";
    m.status_quo = state.join("");
  });
}

export function addRule(): void {
  editing.change("add a rule", (m) => {
    const when = m.options.slice(0, 2).map((o) => o.id).join(" & ") || "a & b";
    m.infeasible = [...(m.infeasible ?? []), { when, assumption: ADDED }];
  });
  focusOn(`rule ${(editing.state?.model.infeasible?.length ?? 1) - 1}`);
}
export function removeRule(place: number): void {
  editing.change("remove a rule", (m) => {
    m.infeasible = m.infeasible?.filter((_, k) => k !== place);
    if (!m.infeasible?.length) delete m.infeasible;
  });
  say("Rule removed.");
  focusOn("add rule");
}

export function addWish(party: string): void {
  let place = 0;
  editing.change("add a preference", (m) => {
    const list = (m.preferences[party] ??= []);
    if (!Array.isArray(list)) return;
    place = list.length;
    list.push({ that: m.options[0]?.id ?? "option", assumption: ADDED });
  });
  focusOn(`wish ${party} ${place}`);
}
export function removeWish(party: string, place: number): void {
  editing.change("remove a preference", (m) => {
    const list = m.preferences[party];
    if (Array.isArray(list)) m.preferences[party] = list.filter((_, k) => k !== place);
  });
  say(`Preference ${place + 1} removed.`);
  focusOn(`wish ${party} ${place}`, `add wish ${party}`);
}
