/** Moving things in lists by drag or by keys. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const result = [...list];
  const [item] = result.splice(from, 1);
  if (item !== undefined) result.splice(to, 0, item);
  return result;
}

/** Rewrite every state string of a model when its options change places; `order` holds old places. */
export function permute(state: string, order: number[]): string {
  return order.map((old) => (old < 0 ? "N" : (state[old] ?? "N"))).join("");
}

/** A free id made from a name. */
export function slug(name: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  const base = name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 24) || "item";
  const first = /^(if|iff|not|and|or|[0-9].*)$/.test(base) ? `o_${base}` : base;
  let id = first;
  for (let n = 2; used.has(id); n++) id = `${first}_${n}`;
  return id;
}
