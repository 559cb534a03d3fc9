import type { Row } from "./rows";
import type { Statement } from "./types";

/** Offsets of the server count Unicode code points; these cut a text by them. */
export class Cutter {
  private readonly points: string[] | null;
  constructor(readonly text: string) {
    // Only texts with characters beyond the basic plane need an array of code points.
    this.points = /[\ud800-\udbff]/.test(text) ? Array.from(text) : null;
  }
  get length(): number {
    return this.points?.length ?? this.text.length;
  }
  cut(start: number, end: number): string {
    return this.points ? this.points.slice(start, end).join("") : this.text.slice(start, end);
  }
  find(words: string): number {
    const at = this.text.indexOf(words);
    return at < 0 || !this.points ? at : Array.from(this.text.slice(0, at)).length;
  }
}

export const length = (text: string): number => Array.from(text).length;

/** What a document is called: its title, or else its file; a pasted text's is how it begins. */
export const called = (document: { title: string | null; source: string }): string => document.title ?? document.source.replace(/\.txt$/, "");

export interface Segment { start: number; text: string; over: Row[]; begins: Row[]; role: string }
export interface Paragraph { start: number; end: number; segments: Segment[] }

export interface Block { start: number; end: number; text: string }

/** The paragraphs of a document, by their places. */
export function blocks(text: string): Block[] {
  const wide = new Cutter(text).length !== text.length;
  const result: Block[] = [];
  let start = 0;
  for (const block of text.split("\n")) {
    const end = start + (wide ? length(block) : block.length);
    if (block.trim()) result.push({ start, end, text: block });
    start = end + 1;
  }
  return result;
}

/** Cut paragraphs into segments, each with the statements that cover it. */
export function paragraphs(shown: Block[], statements: Row[]): Paragraph[] {
  const first = shown[0]?.start ?? 0;
  const last = shown.at(-1)?.end ?? 0;
  const sorted = statements.filter((s) => s.span.end > first && s.span.start < last).sort((a, b) => a.span.start - b.span.start);
  let from = 0;
  return shown.map(({ start, end, text }) => {
    const cutter = new Cutter(text);
    while (from < sorted.length && sorted[from]!.span.end <= start && (sorted[from + 1]?.span.end ?? 0) <= start) from++;
    const here: Row[] = [];
    for (let i = from; i < sorted.length && sorted[i]!.span.start < end; i++) {
      if (sorted[i]!.span.end > start) here.push(sorted[i]!);
    }
    const cuts = new Set([start, end]);
    for (const [a, b] of here.map((s) => [s.span.start, s.span.end] as const)) {
      if (a > start && a < end) cuts.add(a);
      if (b > start && b < end) cuts.add(b);
    }
    const points = [...cuts].sort((a, b) => a - b);
    const segments = points.slice(0, -1).map((a, n): Segment => {
      const b = points[n + 1]!;
      return {
        start: a,
        text: cutter.cut(a - start, b - start),
        over: here.filter((s) => s.span.start <= a && b <= s.span.end),
        begins: here.filter((s) => s.span.start === a || (a === start && s.span.start < a && s.span.start >= start - 1)),
        role: "",
      };
    });
    return { start, end, segments };
  });
}

export type Role = [start: number, end: number, role: string];

/** The places of the chosen statement's conditions and consequences. */
export function rolesOf(chosen: Statement | undefined): Role[] {
  return (chosen?.conditions ?? []).flatMap((c): Role[] => [
    [c.condition.start, c.condition.end, "condition"],
    [c.consequence.start, c.consequence.end, "consequence"],
  ]);
}

/** Cut a paragraph's segments further where roles begin and end; most paragraphs have none. */
export function withRoles(paragraph: Paragraph, roles: Role[]): Segment[] {
  const here = roles.filter(([a, b]) => a < paragraph.end && b > paragraph.start);
  if (!here.length) return paragraph.segments;
  return paragraph.segments.flatMap((segment) => {
    const cutter = new Cutter(segment.text);
    const end = segment.start + cutter.length;
    const cuts = here.flatMap(([a, b]) => [a, b]).filter((at) => at > segment.start && at < end);
    const points = [segment.start, ...new Set(cuts), end].sort((a, b) => a - b);
    return points.slice(0, -1).map((a, n) => {
      const b = points[n + 1]!;
      return {
        ...segment,
        start: a,
        text: cutter.cut(a - segment.start, b - segment.start),
        begins: n === 0 ? segment.begins : [],
        role: here.find(([x, y]) => x <= a && b <= y)?.[2] ?? "",
      };
    });
  });
}

/** Cut a long text at a word for display. */
export function shorten(text: string, width = 160): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= width) return flat;
  return `${flat.slice(0, width).replace(/\s\S*$/, "")} […]`;
}

/** A number with its thousands apart; the browser's own way first loads tables for every language. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** Words in quotation marks; marks that hold all of them already are not doubled. */
export const quoted = (text: string, width = 160): string => `“${shorten(text.trim().replace(/^["“”„«]?([^"“”„«»]*)["“”»]?$/, "$1"), width)}”`;

/** Neighbours that share a heading, under it; those without one stand by themselves. */
export function inGroups<T extends { group: string }>(lines: T[]): { group: string; lines: T[] }[] {
  const found: { group: string; lines: T[] }[] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last && last.group === line.group) last.lines.push(line);
    else found.push({ group: line.group, lines: [line] });
  }
  return found;
}
/** Rows of a table that are copied at once, at most; the server writes no more. */
export const MOST_COPIED = 10_000;
