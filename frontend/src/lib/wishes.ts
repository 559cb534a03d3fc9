/** Preference statements: the simple ones that can be chosen, and words completed in those that are typed. */
export interface Chosen { option: string; not: boolean; bind: "" | "IF" | "IFF"; other: string; otherNot: boolean }

const SIMPLE = /^(!?)\s*([^\s!&|()]+)(?:\s+(IFF?)\s+(!?)\s*([^\s!&|()]+))?$/;

/** What a statement says, if choosing can say it: an option done or not, always or on one condition. */
export function chosenOf(that: string, ids: string[]): Chosen | null {
  const found = SIMPLE.exec(that.trim());
  if (!found || !ids.includes(found[2]!) || (found[5] !== undefined && !ids.includes(found[5]))) return null;
  const bind = (found[3] ?? "") as Chosen["bind"];
  return { option: found[2]!, not: found[1] === "!", bind, other: found[5] ?? ids.find((id) => id !== found[2]) ?? found[2]!, otherNot: found[4] === "!" };
}
export const written = (c: Chosen): string => `${c.not ? "!" : ""}${c.option}${c.bind ? ` ${c.bind} ${c.otherNot ? "!" : ""}${c.other}` : ""}`;

/** The states of a rule that joins options done and not done, as a pattern; null for any other rule. */
export function patternOf(when: string, ids: string[]): string | null {
  const letters = new Map<string, string>();
  for (const part of when.split("&")) {
    const found = /^\s*(!|not\s+)?\s*([^\s!&|()]+)\s*$/i.exec(part);
    if (!found || !ids.includes(found[2]!) || letters.has(found[2]!)) return null;
    letters.set(found[2]!, found[1] ? "N" : "Y");
  }
  return ids.map((id) => letters.get(id) ?? "-").join("");
}

export interface Completion { id: string; name: string }
/** The word that ends at a place, and what may be meant by it: an option by its id or by any word of its name. */
export function completions(text: string, place: number, options: Completion[]): { from: number; found: Completion[] } {
  const word = /[^\s!&|()]*$/.exec(text.slice(0, place))![0];
  const wanted = word.toLowerCase();
  const binds = ["IF", "IFF"].map((id) => ({ id, name: id === "IF" ? "whenever" : "exactly when" }));
  const fits = ({ id, name }: Completion): boolean => id.toLowerCase().startsWith(wanted) || name.toLowerCase().split(/\s+/).some((part) => part.startsWith(wanted));
  const found = wanted ? [...options, ...binds].filter((each) => fits(each) && each.id !== word) : [];
  return { from: place - word.length, found: found.slice(0, 8) };
}
/** The text with a completion in place of the word that ends there. */
export function completed(text: string, from: number, place: number, id: string): { text: string; place: number } {
  const before = text.slice(0, from) + id + (text[place] === " " ? "" : " ");
  return { text: before + text.slice(place), place: before.length };
}
