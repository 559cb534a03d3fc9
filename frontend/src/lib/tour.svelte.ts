import { go } from "./work.svelte";

/** A tour of five minutes through the bundled case: where one is shown what, page by page. */
export const STOPS: { page: string; title: string; text: string }[] = [
  { page: "reader", title: "What was said", text: "The article, with every statement marked by whose words it is in. Click one: its card shows who speaks to whom, and on which condition. Accept it, correct it or reject it." },
  { page: "review", title: "Who is in it", text: "What was found is laid before you: the parties, what each can do, what each wants, each beside its words. Say that it is right, or put it right; what was left out has its reason." },
  { page: "outcomes", title: "What could last", text: "Outcomes in which every party would stay. “Why” says it step by step, down to the words. The other views hold all states with each party’s ranking, what coalitions upset, and what would have to change." },
  { page: "depends", title: "What it depends on", text: "Move a slider: the map shows which outcomes last under other attitudes. Below stand the wishes and assumptions that carry the outcome, and any claim can be tested." },
  { page: "brief", title: "The brief", text: "All of it in words, every line with its source. Reword a line, then save it as HTML, PDF, DOCX or Markdown." },
  { page: "start", title: "Your own case", text: "Make a dossier of your own below, and paste an article. The tour’s dossier is thrown away when the workbench is closed." },
];
const KEPT = "tour";
const held = sessionStorage.getItem(KEPT);
export const tour = $state({ at: held === null ? -1 : Number(held) });

export function tourTo(at: number): void {
  tour.at = at >= 0 && at < STOPS.length ? at : -1;
  if (tour.at < 0) sessionStorage.removeItem(KEPT);
  else {
    sessionStorage.setItem(KEPT, String(tour.at));
    go(STOPS[tour.at]!.page);
  }
}
