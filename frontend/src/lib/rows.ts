import { Cutter } from "./text";
import type { Outlines, Statement } from "./types";
import { actOf } from "./words";

/** What tells a statement among many; all else about it is asked for when it is shown. */
export type Row = Pick<Statement, "id" | "document" | "span" | "act" | "layer" | "negated" | "status" | "confidence" | "targets" | "revision"> & {
  speaker: { id: string; name: string } | null;
};

/** The statements of columns; their words are cut from the document's text where it is given. */
export function rowsOf(columns: Outlines, text: string, name: (actor: string) => string): Row[] {
  const { id, start, end, document, speaker, targets, act, layer, status, negated, confidence, revision } = columns;
  const cutter = new Cutter(text);
  const speakers = speaker.values.map((key) => ({ id: key, name: name(key) }));
  const addressed = targets.values.map((key) => ({ id: key }));
  return id.map((key, n) => {
    const [from, to] = [start[n]!, end[n]!];
    return {
      id: key,
      document: document.values[document.at[n]!]!,
      span: { start: from, end: to, text: columns.text?.[n] ?? cutter.cut(from, to) },
      speaker: speakers[speaker.at[n]!] ?? null,
      targets: targets.at[n]!.map((at) => addressed[at]!),
      act: act.values[act.at[n]!]!,
      layer: layer.values[layer.at[n]!]!,
      status: status.values[status.at[n]!]!,
      negated: Boolean(negated[n]),
      confidence: confidence[n]!,
      revision,
    };
  });
}

/** What is asked of statements, an act by its word; an empty field asks nothing. */
export interface Asked { text: string; speaker: string; target: string; act: string; layer: string; decision: string }

/** The words of rows as they are searched, made when they are first asked for. */
const plain = new WeakMap<Row, string>();
function plainly(row: Row): string {
  let words = plain.get(row);
  if (words === undefined) plain.set(row, (words = row.span.text.toLowerCase()));
  return words;
}

/** The statements that pass a filter. Of many, each field that is asked for is looked at by itself. */
export function passing(rows: Row[], { text, speaker, target, act, layer, decision }: Asked): Row[] {
  const words = text.toLowerCase();
  let found = rows;
  if (speaker) found = found.filter((row) => row.speaker?.id === speaker);
  if (target) found = found.filter((row) => row.targets.some((each) => each.id === target));
  if (act) found = found.filter((row) => actOf(row) === act);
  if (layer) found = found.filter((row) => row.layer === layer);
  if (decision) found = found.filter((row) => row.status === decision);
  if (words) found = found.filter((row) => plainly(row).includes(words));
  return found;
}
