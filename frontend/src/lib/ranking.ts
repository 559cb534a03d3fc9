/** A ranking of states, the best first; states of one group are tied. */
export type Groups = string[][];

export const groupsOf = (ranking: (string | string[])[]): Groups => ranking.map((each) => (Array.isArray(each) ? [...each] : [each]));
export const rankingOf = (groups: Groups): (string | string[])[] => groups.map((group) => (group.length === 1 ? group[0]! : group));

const without = (groups: Groups, state: string): Groups => groups.map((group) => group.filter((each) => each !== state)).filter((group) => group.length);

/** The ranking with a state in a place of its own, before the group that stands there. */
export function placed(groups: Groups, state: string, before: string | null): Groups {
  const left = without(groups, state);
  const at = before === null ? left.length : left.findIndex((group) => group.includes(before));
  return [...left.slice(0, at), [state], ...left.slice(at)];
}
/** The ranking with a state tied with another one. */
export function tied(groups: Groups, state: string, other: string): Groups {
  return state === other ? groups : without(groups, state).map((group) => (group.includes(other) ? [...group, state] : group));
}
/** One step up or down: out of a tie into a place of its own, or over the neighbouring group. */
export function stepped(groups: Groups, state: string, by: -1 | 1): Groups {
  const at = groups.findIndex((group) => group.includes(state));
  if (groups[at]!.length > 1) {
    const rest = groups[at]!.filter((each) => each !== state);
    return [...groups.slice(0, at), ...(by < 0 ? [[state], rest] : [rest, [state]]), ...groups.slice(at + 1)];
  }
  const to = at + by;
  if (to < 0 || to >= groups.length) return groups;
  const made = [...groups];
  [made[at], made[to]] = [made[to]!, made[at]!];
  return made;
}
