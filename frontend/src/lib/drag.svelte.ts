import { reorder } from "./edits.svelte";

/** What is being dragged on the model page, and over what; `stepping` names the handle whose steps are shown. */
export const drag = $state({ list: "", from: -1, over: "", stepping: "" });

export function dropAt(list: string, to: number, count: number): void {
  if (drag.list === list) void reorder(list, drag.from, to, count);
  endDrag();
}
export function endDrag(): void {
  drag.list = "";
  drag.over = "";
}

/** How near to the edge of the window a finger scrolls it, and how far. */
const [EDGE, STEP] = [70, 14];

/**
 * Drag by a finger. Browsers begin their own dragging with a mouse only, or after a long press: from a handle it begins
 * at once, and tells the elements under the finger the same events, so that each list knows of one way only.
 */
export function byTouch(handle: HTMLElement): () => void {
  let begun = false;
  const tell = (type: string, target: Element | null): boolean => !target?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true }));
  const under = (e: PointerEvent): Element | null => document.elementFromPoint(e.clientX, e.clientY);
  const end = (): void => {
    if (begun) tell("dragend", handle);
    begun = false;
  };
  function move(e: PointerEvent): void {
    if (e.pointerType === "mouse" || !handle.hasPointerCapture(e.pointerId)) return;
    if (!begun) tell("dragstart", handle);
    begun = true;
    if (e.clientY < EDGE) scrollBy(0, -STEP);
    else if (e.clientY > innerHeight - EDGE) scrollBy(0, STEP);
    tell("dragover", under(e));
  }
  function drop(e: PointerEvent): void {
    // As everywhere, what does not take what is dragged over it is no place to drop it.
    if (begun && tell("dragover", under(e))) tell("drop", under(e));
    end();
  }
  function down(e: PointerEvent): void {
    if (e.pointerType !== "mouse") handle.setPointerCapture(e.pointerId);
  }
  const listeners: [string, (e: PointerEvent) => void][] = [["pointerdown", down], ["pointermove", move], ["pointerup", drop], ["pointercancel", end]];
  for (const [type, hear] of listeners) handle.addEventListener(type, hear as EventListener);
  return () => listeners.forEach(([type, hear]) => handle.removeEventListener(type, hear as EventListener));
}
