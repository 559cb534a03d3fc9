import { ApiError } from "./api";

/** Something that is tried at a button: whether it is on its way, and what went wrong, to be said beside the button. */
export class Trying {
  busy = $state(false);
  error = $state("");

  /** Try it; returns whether it went well. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.error = "";
    try {
      await work();
      return true;
    } catch (error) {
      const fix = error instanceof ApiError && error.fix ? ` ${error.fix}` : "";
      this.error = `${error instanceof Error ? error.message : String(error)}${fix}`;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
