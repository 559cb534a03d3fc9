import { HEADS } from "./heads";
import { work } from "./work.svelte";

type Page = keyof typeof HEADS;

/** The step after each page, on the way from an article to a brief. */
const AFTER: Partial<Record<Page, [Page, string]>> = {
  start: ["reader", "Read what was said"],
  reader: ["review", "Review the draft"],
  review: ["outcomes", "See the outcomes"],
  parties: ["outcomes", "See the outcomes"],
  model: ["outcomes", "See the outcomes"],
  outcomes: ["depends", "What it depends on"],
  depends: ["brief", "Read the brief"],
};

/** What to do next on a page, with what the dossier holds; nothing at the end, and before it is known. */
export function nextStep(page: Page): { href: string; name: string; make?: boolean } | null {
  const held = work.dossier;
  if (!held) return null;
  if (!held.documents.length && !held.model) return page === "start" ? null : { href: "#/start", name: "Paste an article" };
  // Without a model the review makes one; where the documents carry none, a brief can be read all the same.
  if (page === "review" && work.pending) return null;
  if (!held.model && page === "review") return work.missing ? { href: "#/brief", name: "Read the brief" } : { href: "#/review", name: "Make the model", make: true };
  if (!held.model && page === "brief") return null;
  if (!held.model && !["start", "reader", "parties"].includes(page)) return { href: "#/review", name: "Review the draft" };
  if (!held.documents.length && page === "start") return { href: "#/model", name: "Look at the model" };
  const [to, name] = (page === "parties" && !held.model ? AFTER.reader : AFTER[page]) ?? [];
  return to && name ? { href: `#/${to}`, name } : null;
}
