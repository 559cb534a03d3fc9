import { ApiError, call, get, post } from "./api";
import { newest } from "./turns";
import type { Dossier, DraftDone, Job, JobOf, ReviewDrafted, SinceShown } from "./types";

/** What every page shares: the dossier, messages, jobs, the page shown. */
export const work = $state({
  dossier: null as Dossier | null,
  /** What came since the model was drafted; null without a model. */
  since: null as SinceShown | null,
  /** Why the documents carry no model, once the review has said so. */
  missing: null as string | null,
  /** Whether the review waits for the documents to be drafted from. */
  pending: false,
  failed: "",
  said: "",
  error: "",
  jobs: [] as Job[],
  route: [] as string[],
  keys: localStorage.getItem("single-keys") !== "off",
  /** How many dialogs are open; what is behind them cannot be reached. */
  dialogs: 0,
});

/** Tell the user something in passing; a screen reader says it. */
export function say(text: string): void {
  work.error = "";
  // The same words twice are a new message: a character that is not seen sets them apart.
  work.said = text === work.said ? `${text}\u200b` : text;
}

/** Show an error until the next message. */
export function fail(error: unknown): void {
  const fix = error instanceof ApiError && error.fix ? ` ${error.fix}` : "";
  work.said = "";
  work.error = `${error instanceof Error ? error.message : String(error)}${fix}`;
}

const [loading, counts] = [newest(), newest()];
export async function loadDossier(): Promise<void> {
  const current = loading();
  try {
    const found = await get<Dossier>("dossier");
    if (current()) [work.dossier, work.failed] = [found, ""];
  } catch (error) {
    if (current()) work.failed = error instanceof Error ? error.message : String(error);
  }
}

let counting: ReturnType<typeof setTimeout> | undefined;
/** Count what came since the draft, once nothing was written for a moment. */
export function countSince(): void {
  clearTimeout(counting);
  counting = setTimeout(async () => {
    const current = counts();
    try {
      const found = await get<SinceShown | null>("model/since");
      if (current()) work.since = found;
    } catch {
      // Whoever asks next says what is wrong.
    }
  }, 150);
}
window.addEventListener("written", countSince);

const LOOK = 2_000;
let looking = false;
/** Wait for a server that has gone, as when it is started anew, and go on with it: pages hear `back`. */
async function lookForServer(): Promise<void> {
  if (looking) return;
  looking = true;
  for (let there = false; !there; ) {
    await new Promise((wake) => setTimeout(wake, LOOK));
    try {
      work.dossier = await get<Dossier>("dossier");
      there = true;
    } catch (error) {
      there = error instanceof ApiError && error.status !== 0;
    }
  }
  looking = false;
  work.failed = "";
  await loadDossier();
  if (work.failed) return;
  say("The workbench is back.");
  window.dispatchEvent(new Event("back"));
}
window.addEventListener("away", () => void lookForServer());

function readRoute(): void {
  work.route = decodeURIComponent(location.hash.replace(/^#\/?/, "")).split("/").filter(Boolean);
}
window.addEventListener("hashchange", readRoute);
readRoute();

export function go(...parts: string[]): void {
  location.hash = `#/${parts.map(encodeURIComponent).join("/")}`;
}

export function setKeys(on: boolean): void {
  work.keys = on;
  localStorage.setItem("single-keys", on ? "on" : "off");
}

/** Whether a key press happens where text is written: undo is the field's own there. */
export function inText(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return target.tagName === "TEXTAREA" || (target.tagName === "INPUT" && !["checkbox", "radio", "range", "file"].includes((target as HTMLInputElement).type));
}

/** Whether a key press is meant for a field rather than for the page. */
export function inField(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return (
    event.ctrlKey || event.metaKey || event.altKey || !work.keys ||
    target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    document.querySelector("dialog[open]") !== null
  );
}

let polling = false;
/** A job that has ended; `lost` when nobody knows how. */
type Ended = { job: Job } | { lost: unknown };
const waiting = new Map<string, (ended: Ended) => void>();

/** Follow jobs until none is open; a reload takes them up again. */
export async function followJobs(): Promise<void> {
  if (polling) return;
  polling = true;
  try {
    for (let pause = 30; ; pause = Math.min(250, pause * 1.5)) {
      work.jobs = await get<Job[]>("jobs");
      for (const job of work.jobs) {
        if (["done", "failed", "cancelled"].includes(job.state)) {
          waiting.get(job.id)?.({ job });
          waiting.delete(job.id);
        }
      }
      if (!waiting.size && !work.jobs.some((job) => job.state === "running" || job.state === "waiting")) return;
      await new Promise((wake) => setTimeout(wake, pause));
    }
  } catch (error) {
    // Nobody knows what becomes of the jobs: who waits for one is told.
    for (const [id, done] of waiting) {
      waiting.delete(id);
      done({ lost: error });
    }
    fail(error);
  } finally {
    polling = false;
  }
}

/** Draft from the documents, as a job where that takes long: what the review and a redraft stand on. */
export async function draftDocuments(): Promise<void> {
  await finished(await post<JobOf<ReviewDrafted>>("review/draft"));
}

/** Draft the model from the documents as they stand, keeping the analyst's edits. */
export async function draftModel(): Promise<void> {
  await finished(await post<JobOf<DraftDone>>("model/draft"));
  await loadDossier();
  countSince();
  window.dispatchEvent(new Event("drafted"));
}

/** Wait for a job to end and return its result. */
export async function finished<T>(job: JobOf<T>): Promise<T> {
  const ended = new Promise<Ended>((done) => waiting.set(job.id, done));
  void followJobs();
  const end = await ended;
  if ("lost" in end) throw end.lost;
  const last = end.job;
  if (last.state === "failed") throw new ApiError(last.error?.message ?? "Failed.", 500, last.error?.fix ?? null, null);
  if (last.state === "cancelled") throw new ApiError(`${last.label}: cancelled.`, 500, null, null);
  return (await get<JobOf<T>>(`jobs/${last.id}`)).result as T;
}
