/** Plain words for what the program calls by codes, and what each means; shown wherever a code would be. */
import type { Statement } from "./types";

/** Acts: the word, and the word where the deed is denied ("a promise not to"). */
const ACTS: Record<string, [said: string, denied: string, means: string]> = {
  AGREE: ["agreement", "agreement not to", "agrees to something"],
  CONSULT: ["talks", "no talks", "meets or talks with somebody"],
  SUPPORT: ["support", "no support", "speaks in favour of somebody"],
  COOPERATE: ["cooperation", "no cooperation", "works together with somebody"],
  AID: ["aid", "no aid", "gives help"],
  CONCEDE: ["concession", "no concession", "gives way"],
  RETREAT: ["retreat", "no retreat", "draws back"],
  REQUEST: ["demand", "demand not to", "asks somebody to do something"],
  ACCUSE: ["accusation", "blame for not doing", "blames somebody"],
  REJECT: ["refusal", "refusal", "says no to what is asked or offered"],
  THREATEN: ["threat", "threat not to", "announces harm if, or unless, something happens"],
  PROTEST: ["protest", "no protest", "protests or strikes"],
  SANCTION: ["sanction", "no sanction", "cuts ties or puts a penalty on somebody"],
  MOBILIZE: ["show of force", "no show of force", "readies forces"],
  COERCE: ["coercion", "no coercion", "forces somebody short of an attack"],
  ASSAULT: ["attack", "no attack", "attacks"],
  OFFER: ["offer", "offer not to", "would do something good, often on a condition"],
  COMMIT: ["promise", "promise not to", "says that it will do something"],
  STATE: ["remark", "denial", "says something that is none of the others"],
};
const LAYERS: Record<string, [said: string, means: string]> = {
  quoted: ["quoted", "the speaker’s own words"],
  reported: ["reported", "what the speaker said, in the writer’s words"],
  interpreted: ["others’ reading", "what observers take it to mean"],
  author: ["the author’s own", "what the writer says or concludes"],
};
const MODALITIES: Record<string, string> = {
  done: "it is done", ongoing: "it goes on", planned: "it will be done", conditional: "it depends on a condition",
  denied: "it is denied", asked: "it is asked for",
};
const KINDS: Record<string, string> = {
  offer: "offer", threat: "threat", promise: "promise", warning: "warning", demand: "demand",
  dependence: "one depends on the other", "either-or": "one or the other",
};
const SENSES: Record<string, string> = {
  if: "if", "only-if": "only if", iff: "if, and only if", unless: "unless", until: "until", while: "while",
  "either-or": "either … or", dependence: "depends on",
};
const STATUSES: Record<string, string> = {
  proposed: "open", accepted: "accepted", corrected: "corrected", rejected: "rejected", merged: "merged", split: "split",
};
/** Concepts of stability, in the order of their strength. */
export const CONCEPTS: Record<string, string> = {
  NASH: "no party gains by a move of its own",
  SSEQ: "deterred by credible answers, with no escape",
  SEQ: "deterred by credible answers",
  SMR: "deterred by some answer, with no escape",
  GMR: "deterred by some answer, whatever it costs",
};

const plain = (code: string): string => code.toLowerCase().replace(/[-_]/g, " ");
export const actWord = (act: string, negated = false): string => ACTS[act]?.[negated ? 1 : 0] ?? plain(act) + (negated ? ", denied" : "");
export const actOf = (s: Pick<Statement, "act" | "negated">): string => actWord(s.act, s.negated);
export const layerWord = (layer: string): string => LAYERS[layer]?.[0] ?? plain(layer);
export const modalityWord = (modality: string): string => MODALITIES[modality] ?? plain(modality);
export const kindWord = (kind: string): string => KINDS[kind] ?? plain(kind);
export const senseWord = (sense: string): string => SENSES[sense] ?? plain(sense);
export const statusWord = (status: string): string => STATUSES[status] ?? plain(status);
export const KIND_CODES = Object.keys(KINDS);
export const SENSE_CODES = Object.keys(SENSES);

/** Every term of the pages and what it means, in groups, for the glossary. */
export const TERMS: [string, [string, string][]][] = [
  ["Model", [
    ["party", "somebody who decides in the conflict (a decision maker)"],
    ["option", "what a party can do or not do"],
    ["state", "what comes about when it is said of every option whether it is done"],
    ["status quo", "the state that holds today"],
    ["preference", "what a party wants; the first one counts more than all that follow"],
    ["infeasible", "a combination of options that cannot be"],
    ["merged states", "states that are the same in substance and count as one"],
    ["ranking", "all states in the order in which a party likes them; 1 is the best"],
    ["assumption", "what no words of a document say, and the model takes to be so"],
    ["attitude", "whether a party also wants what another wants (+), does not mind it (0), or wants it not to happen (−)"],
  ]],
  ["Outcomes", [
    ...Object.entries(CONCEPTS).map(([concept, means]): [string, string] => [concept, `stable: ${means}`]),
    ["outcome", "a state in which every party would stay (an equilibrium)"],
    ["improvement", "a move of one party alone to a state that it likes better"],
    ["starts from today", "improvements lead there from the status quo"],
    ["holds once there", "stable, but nothing leads there from today by improvements"],
    ["trap", "stable, but no state leads to it by improvements"],
    ["locked in", "a one-way option was taken on the way: there is no way back"],
    ["coalition", "parties that move together, each of them better off"],
    ["claim", "a sentence about the conflict that is tested on the model"],
    ["hinge", "a single change of the model that alters the outcome"],
  ]],
  ["Words of a statement", [
    ["condition", "what must come first"],
    ["consequence", "what would follow"],
    ...Object.values(LAYERS).map(([said, means]): [string, string] => [said, means]),
    ...Object.values(ACTS).map(([said, , means]): [string, string] => [said, means]),
  ]],
];
const MEANINGS = new Map(TERMS.flatMap(([, terms]) => terms));
/** What a term means; concepts by attitudes (RNASH) and against coalitions (CNASH) are told by the plain ones. */
export function meaning(term: string): string {
  const plainly = MEANINGS.get(term);
  if (plainly !== undefined) return plainly;
  const of = MEANINGS.get(term.slice(1));
  if (!of || !/^[RC][A-Z]+$/.test(term)) return "";
  return term.startsWith("R") ? `${of}; moves count as gains by the attitudes of the model` : `${of}; also when parties move together`;
}

/** Of a party: “Velia’s”, “the United States’”. */
export const possessive = (name: string): string => (/s$/i.test(name) ? `${name}’` : `${name}’s`);

/** How an outcome comes about, in a few words; `name` gives a party's name. */
export function howWord(row: { starts: boolean; locked_in: boolean; trap: boolean; together?: string[][] }, name: (id: string) => string): string {
  const together = row.together?.[0];
  const joint = together ? `reached together by ${together.map(name).join(" and ")}` : "";
  const how = row.starts ? "starts from today" : joint || (row.trap ? "a trap: nothing leads there" : "holds once there");
  return how + (row.locked_in ? ", locked in" : "");
}
