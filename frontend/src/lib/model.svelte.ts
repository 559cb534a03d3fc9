import { ApiError, get, post, put } from "./api";
import type { Model, ModelState } from "./types";
import { fail, loadDossier, say } from "./work.svelte";

const DELAY = 400;
const RETRY = 3_000;

/** The model being edited: every change is shown at once, saved within a second, and can be undone. */
class Editing {
  state = $state<ModelState | null>(null);
  saving = $state<"saved" | "waiting" | "saving" | "conflict" | "failed">("saved");
  missing = $state(false);
  /** Why the model could not be loaded. */
  trouble = $state.raw<unknown>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private label = "";
  private running: Promise<void> = Promise.resolve();

  async load(): Promise<void> {
    try {
      this.state = await get<ModelState>("model");
      this.missing = false;
      this.trouble = null;
      this.saving = "saved";
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        this.state = null;
        this.missing = true;
        this.trouble = null;
      } else if (this.state) fail(error);
      else this.trouble = error;
    }
  }

  /** Change the model; `label` says what in a few words. */
  change(label: string, edit: (model: Model) => void): void {
    if (!this.state) return;
    edit(this.state.model);
    this.label = label;
    if (this.saving !== "conflict") this.saving = "waiting";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), DELAY);
  }

  /** Save now what is not saved yet. */
  save(): Promise<void> {
    clearTimeout(this.timer);
    this.running = this.running.then(() => this.send());
    return this.running;
  }

  private async send(): Promise<void> {
    const now = this.state;
    if (!now || this.saving !== "waiting") return;
    this.saving = "saving";
    const sent = $state.snapshot(now.model) as Model;
    try {
      const answer = await put<ModelState>("model", { base: now.version, model: sent, label: this.label });
      const changedMeanwhile = JSON.stringify($state.snapshot(now.model)) !== JSON.stringify(sent);
      now.version = answer.version;
      now.problems = answer.problems;
      now.words = answer.words;
      now.feasible = answer.feasible;
      now.can_undo = answer.can_undo;
      now.can_redo = answer.can_redo;
      if (changedMeanwhile) {
        this.saving = "waiting";
        this.timer = setTimeout(() => void this.save(), DELAY);
      } else this.saving = "saved";
    } catch (error) {
      this.saving = error instanceof ApiError && error.status === 409 ? "conflict" : "failed";
      if (this.saving !== "failed") return;
      fail(error);
      // A server that is away may come back.
      if (error instanceof ApiError && error.status === 0) this.timer = setTimeout(() => void this.again(), RETRY);
    }
  }

  /** Try once more to save what could not be saved. */
  async again(): Promise<void> {
    if (this.saving !== "failed") return;
    this.saving = "waiting";
    await this.save();
    if ((this.saving as string) === "saved") say("Saved.");
  }

  async step(direction: "undo" | "redo"): Promise<void> {
    await this.save();
    if (!this.state) return;
    if (!(direction === "undo" ? this.state.can_undo : this.state.can_redo)) return say(`There is nothing to ${direction}.`);
    try {
      this.state = await post<ModelState>(`model/${direction}`, { base: this.state.version });
      say(direction === "undo" ? "Undone." : "Done again.");
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) this.saving = "conflict";
      else fail(error);
    }
  }

  /** After a conflict: take what the other window saved, or save ours over it. */
  async settle(keep: "mine" | "theirs"): Promise<void> {
    const mine = this.state ? ($state.snapshot(this.state.model) as Model) : null;
    try {
      const theirs = await get<ModelState>("model");
      this.state = theirs;
      if (keep === "mine" && mine) {
        this.state.model = mine;
        this.label = "keep this window's version";
        this.saving = "waiting";
        await this.save();
      } else this.saving = "saved";
    } catch (error) {
      fail(error);
    }
    void loadDossier();
  }
}

export const editing = new Editing();

window.addEventListener("beforeunload", (event) => {
  if (editing.saving === "waiting" || editing.saving === "saving") {
    void editing.save();
    event.preventDefault();
  }
});
