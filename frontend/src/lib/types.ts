/** What the server sends, named as the pages speak of it; every shape is generated from its description. */
import type { components } from "./answers";

type Schemas = components["schemas"];
export type ReviewShown = Schemas["ReviewShown"];
export type ReviewDrafted = Schemas["ReviewDrafted"];
export type ReviewLine = Schemas["ReviewLine"];
export type ReviewWords = Schemas["ReviewWords"];
export type ReviewOutside = Schemas["ReviewOutside"];
export type SinceShown = Schemas["SinceShown"];
export type TableauShown = Schemas["TableauShown"];
/** A table to be pasted elsewhere, and the form it is written in. */
/** A table to copy; `of` says how many rows there are where not all can be. */
export type Table = Pick<Schemas["TableSent"], "head" | "rows"> & { of?: number };
export type TableWritten = Schemas["TableWritten"];
export type TableForm = Schemas["TableSent"]["form"];
export type CoalitionsShown = Schemas["CoalitionsShown"];
export type DossiersShown = Schemas["DossiersShown"];
export type OutdatedShown = Schemas["OutdatedShown"];
export type AgreementShown = Schemas["AgreementShown"];
export type InverseShown = Schemas["InverseShown"];
export type PartiesShown = Schemas["PartiesShown"];
export type SaidShown = Schemas["SaidShown"];
export type OutcomesShown = Schemas["OutcomesShown"];
export type OutcomeRow = Schemas["OutcomeRow"];
export type ExplainedShown = Schemas["ExplainedShown"];
export type PathsShown = Schemas["PathsShown"];
export type GraphShown = Schemas["GraphShown"];
export type WhyShown = Schemas["WhyShown"];
export type AttitudesShown = Schemas["AttitudesShown"];
export type HeatShown = Schemas["HeatShown"];
export type Lasting = Schemas["Lasting"];
export type HingesShown = Schemas["HingesShown"];
export type ClaimShown = Schemas["ClaimShown"];
export type ComparedShown = Schemas["ComparedShown"];
export type BriefShown = Schemas["BriefShown"];
export type BriefLine = Schemas["LineShown"];
export type VersionShown = Schemas["VersionShown"];
export type VersionDifference = Schemas["VersionDifference"];

export type Statement = Schemas["StatementShown"];
export type Outlines = Schemas["Outlines"];
export type DocumentOutlined = Schemas["DocumentOutlined"];
export type DocumentInfo = Schemas["DocumentInfo"];
export type DocumentHead = Schemas["DocumentHead"];
export type Dossier = Schemas["DossierShown"];

export type Model = Schemas["ModelContentShown"];
export type ModelState = Schemas["ModelShown"];
export type Problem = Schemas["ProblemShown"];
export type RankedShown = Schemas["RankedShown"];
export type EditedState = Schemas["EditedShown"];
export type Party = Schemas["PartyShown"];
export type Option = Schemas["OptionShown"];
export type Rule = Schemas["RuleShown"];
export type Wish = Schemas["WishShown"];
export type Sourced = Pick<Party, "evidence" | "assumption">;
export type EvidenceItem = Schemas["QuoteShown"];
/** An edit of the model; `detente.model.edits` says what each takes. */
export type Command = Schemas["Edits"]["edits"][number];

/** Long work, and that of which the result has a shape. */
export type Job = Schemas["JobShown"];
export type JobOf<T> = Job & { result: T | null };
export type ReadDone = Schemas["ReadDone"];
export type DraftDone = Schemas["DraftDone"];
