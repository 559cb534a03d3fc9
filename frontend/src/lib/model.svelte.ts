import { ApiError, get, post, unsent } from "./api";
import type { Command, EditedState, Model, ModelState } from "./types";
import { fail, loadDossier, say } from "./work.svelte";

const DELAY = 400;
const RETRY = 3_000;

/** What a command is about: a later one about the same takes its place while both wait. */
const about = (c: Command): string => JSON.stringify(["op", "what", "id", "party", "place"].map((key) => (c as Record<string, unknown>)[key]));

/**
 * The model being edited: every change is shown, saved within a second, and can be undone. Each is a command that the
 * server carries out; what is typed is shown before that, what moves other things once the server has answered.
 */
class Editing {
  state = $state<ModelState | null>(null);
  saving = $state<"saved" | "waiting" | "saving" | "conflict" | "failed">("saved");
  missing = $state(false);
  /** Why the model could not be loaded. */
  trouble = $state.raw<unknown>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting: Command[] = [];
  private label = "";
  /** Whether the server has changed more than is shown. */
  private behind = false;
  /** Ids that the server has changed and the page does not show yet. */
  private renamed = new Map<string, string>();
  private running: Promise<void> = Promise.resolve();
  /** How often the model has changed here: what was asked for before a change is too old to be shown. */
  private changes = 0;

  /** Load the model, unless edits wait that cannot be sent: those are not dropped for it. */
  async load(): Promise<void> {
    await unsent.send();
    if (!this.waiting.length) await this.anew();
  }

  /** Another model stands in its place: what is shown is not edited any more. */
  leave(): void {
    this.changes += 1;
    if (!this.waiting.length) this.state = null;
  }

  /** Load the model and forget what waits. */
  private async anew(): Promise<void> {
    const before = this.changes;
    try {
      const found = await get<ModelState>("model");
      if (this.changes !== before) return;
      this.state = found;
      this.waiting = [];
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

  /** Show a change and send the command that makes it, if there is one yet; `label` says what in a few words. */
  change(label: string, command: Command | null, show: (model: Model) => void): void {
    if (!this.state) return;
    this.changes += 1;
    show(this.state.model);
    if (!command) return;
    this.waiting = [...this.waiting.filter((each) => about(each) !== about(command)), command];
    this.label = label;
    if (this.saving !== "conflict") this.saving = "waiting";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), DELAY);
  }

  /** Make an edit now and show what comes of it; returns the ids of what was made, or null if it was refused. */
  async make(label: string, command: Command): Promise<(string | null)[] | null> {
    if (!this.state) return null;
    this.changes += 1;
    this.waiting = [...this.waiting, command];
    this.label = label;
    this.behind = true;
    if (this.saving !== "conflict") this.saving = "waiting";
    this.made = null;
    do await this.save();
    while (this.saving === "waiting" && this.waiting.includes(command));
    return this.made;
  }
  private made: (string | null)[] | null = null;

  /** Save now what is not saved yet. */
  save(): Promise<void> {
    clearTimeout(this.timer);
    this.running = this.running.then(() => this.send());
    return this.running;
  }

  private async send(): Promise<void> {
    const now = this.state;
    if (!now || this.saving !== "waiting" || !this.waiting.length) return;
    this.saving = "saving";
    // What comes after the making of an id is sent by that id.
    const cut = this.waiting.findIndex((command) => command.op === "rename" && command.derive) + 1 || this.waiting.length;
    const sent = this.waiting.slice(0, cut);
    this.waiting = this.waiting.slice(cut);
    try {
      const edits = sent.map((command) => this.current(command));
      const answer = await post<EditedState>("model/edits", { base: now.version, edits, label: this.label });
      edits.forEach((edit, n) => {
        const made = answer.made[n];
        if (edit.op === "rename" && made) this.renamed.set(edit.id, made);
      });
      this.made = answer.made.slice(-1);
      this.take(answer);
    } catch (error) {
      this.waiting = [...sent, ...this.waiting];
      const status = error instanceof ApiError ? error.status : 500;
      this.saving = status === 409 ? "conflict" : "failed";
      if (status === 409) return;
      fail(error);
      // A server that is away may come back; what it refuses is taken back.
      if (status === 0) this.timer = setTimeout(() => void this.again(), RETRY);
      else await this.anew();
    }
  }

  /** A command that was given while an id changed, by the id of now. */
  private current(command: Command): Command {
    const ids = ["id", "party", "owner", "of", "to"];
    const entries = Object.entries(command).map(([key, value]) => [key, ids.includes(key) ? (this.renamed.get(value as string) ?? value) : value]);
    return Object.fromEntries(entries) as Command;
  }

  /** Show what the server has made of the edits; what was typed since then is sent next. */
  private take(answer: EditedState): void {
    const now = this.state!;
    this.changes += 1;
    now.version = answer.version;
    now.problems = answer.problems;
    now.words = answer.words;
    now.faults = answer.faults;
    now.feasible = answer.feasible;
    now.can_undo = answer.can_undo;
    now.can_redo = answer.can_redo;
    if (this.waiting.length) {
      this.saving = "waiting";
      this.timer = setTimeout(() => void this.save(), DELAY);
      return;
    }
    if (this.behind) now.model = answer.model;
    this.renamed.clear();
    this.behind = false;
    this.saving = "saved";
  }

  /** Try once more to save what could not be saved. */
  async again(): Promise<void> {
    if (this.saving !== "failed") return;
    this.saving = "waiting";
    await this.save();
    if ((this.saving as string) === "saved") say("Saved.");
  }

  /** Show a version that was brought back. */
  async restore(edit: number): Promise<void> {
    const found = await post<ModelState>("model/restore", { base: this.state?.version, edit });
    this.changes += 1;
    this.state = found;
  }

  /** Undo or redo, after all that was asked for before. */
  step(direction: "undo" | "redo"): Promise<void> {
    void this.save();
    this.running = this.running.then(() => this.stepped(direction));
    return this.running;
  }
  private async stepped(direction: "undo" | "redo"): Promise<void> {
    if (!this.state) return;
    if (!(direction === "undo" ? this.state.can_undo : this.state.can_redo)) return say(`There is nothing to ${direction}.`);
    try {
      const found = await post<ModelState>(`model/${direction}`, { base: this.state.version });
      this.changes += 1;
      this.state = found;
      say(direction === "undo" ? "Undone." : "Done again.");
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) this.saving = "conflict";
      else fail(error);
    }
  }

  /** After a conflict: take what the other window saved, or make our edits to it. */
  async settle(keep: "mine" | "theirs"): Promise<void> {
    const mine = this.waiting;
    await this.anew();
    if (this.waiting.length) return; // Something was typed meanwhile: it is asked again.
    if (keep === "mine" && mine.length) {
      this.waiting = mine;
      this.behind = true;
      this.saving = "waiting";
      await this.save();
    }
    void loadDossier();
  }
}

export const editing = new Editing();
window.addEventListener("drafted", () => editing.leave());
unsent.send = () => (["waiting", "saving"].includes(editing.saving) ? editing.save() : undefined);

window.addEventListener("beforeunload", (event) => {
  if (editing.saving === "waiting" || editing.saving === "saving") {
    void editing.save();
    event.preventDefault();
  }
});
