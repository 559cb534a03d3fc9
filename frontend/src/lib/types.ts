/** What the server sends; the same JSON as the command line prints. */
import type { components } from "./answers";

type Schemas = components["schemas"];
export type ReviewShown = Schemas["ReviewShown"];
export type ReviewLine = Schemas["ReviewLine"];
export type ReviewOutside = Schemas["ReviewOutside"];
export type SinceShown = Schemas["SinceShown"];
export type TableauShown = Schemas["TableauShown"];
export type CoalitionsShown = Schemas["CoalitionsShown"];
export type DossiersShown = Schemas["DossiersShown"];
export type OutdatedShown = Schemas["OutdatedShown"];
export interface Span { start: number; end: number; text: string }
export interface Mention { id: string; name: string; span: Span | null }
export interface Condition { cue: string; condition: Span; consequence: Span; kind: string; sense: string }
export interface Statement {
  id: string;
  document: string;
  layer: string;
  span: Span;
  quote: Span | null;
  speaker: Mention | null;
  via: Mention | null;
  targets: { id: string }[];
  act: string;
  conditions: Condition[];
  negated: boolean;
  modality: string;
  confidence: number;
  hedge: string | null;
  notes: string[];
  status: string;
  origin: string;
  date: string | null;
  /** Who decided on it, and why. */
  decided?: { who: string; kind: string; at: string; reason: string | null }[];
  /** The dossier's revision at which it was sent. */
  revision: number;
}
export interface DocumentInfo {
  id: string;
  title: string | null;
  date: string | null;
  author: string | null;
  outlet: string | null;
  language: string | null;
  source: string;
  notes: string[];
  statements: number;
  characters: number;
}
export interface FullDocument { document: DocumentInfo & { text: string }; statements: Statement[]; actors: Actor[]; revision: number }
export interface Actor { id: string; name: string; kind: string }
export interface Dossier {
  title: string;
  path: string;
  offline: boolean;
  documents: DocumentInfo[];
  actors: Actor[];
  statements: number;
  model: { id: string; title: string; version: number } | null;
  models: { id: string; title: string; version: number }[];
  vocabulary: { acts: string[]; layers: string[]; modalities: string[] };
  version: string;
}
export interface Problem { severity: string; message: string; line: number | null; value: string | null; fix: string | null }
export interface Sourced { evidence?: string[]; assumption?: string }
export interface Party extends Sourced { id: string; name?: string }
export interface Option extends Sourced { id: string; name?: string; owner: string; direction?: string }
export interface Rule extends Sourced { when?: string; pattern?: string; why?: string }
export interface Wish extends Sourced { that: string; strength?: string }
export interface EvidenceItem {
  document: string; start: number; end: number; quote: string;
  speaker?: string; layer?: string; via?: string; date?: string;
}
export type Preferences = Wish[] | ({ ranking: (string | string[])[] } & Sourced) | ({ weights: Record<string, number> } & Sourced);
export interface Model {
  detente: 1;
  title: string;
  decision_makers: Party[];
  options: Option[];
  infeasible?: Rule[];
  preferences: Record<string, Preferences>;
  attitudes?: Record<string, Record<string, string>>;
  status_quo?: string;
  evidence?: Record<string, EvidenceItem>;
  [key: string]: unknown;
}
/** An edit of the model; `detente.model.edits` says what each takes. */
export interface Command { op: string; [key: string]: unknown }
export interface ModelState {
  id: string;
  version: number;
  model: Model;
  problems: Problem[];
  words: Record<string, string[]>;
  feasible: number | null;
  can_undo: boolean;
  can_redo: boolean;
}
export interface Outcome {
  state: string; words: string; change: string; concepts: string[];
  starts: boolean; locked_in: boolean; trap: boolean; label: string;
}
export interface Job {
  id: string; kind: string; label: string; state: string; done: number; total: number;
  seconds: number; seconds_left: number | null; error: { message: string; fix: string | null } | null; result: unknown;
}
