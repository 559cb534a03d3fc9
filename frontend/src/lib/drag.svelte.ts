import { reorder } from "./edits.svelte";

/** What is being dragged on the model page, and over what. */
export const drag = $state({ list: "", from: -1, over: "" });

export function dropAt(list: string, to: number, count: number): void {
  if (drag.list === list) void reorder(list, drag.from, to, count);
  endDrag();
}
export function endDrag(): void {
  drag.list = "";
  drag.over = "";
}
