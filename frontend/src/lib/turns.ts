/** Work that is written goes one after another, and what is read is never older than what was written. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();
  private begun = 0;

  /** Do what writes once all that was given before has ended, however it ended. */
  write<T>(work: () => Promise<T>): Promise<T> {
    this.begun += 1;
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  /** Ask for what is to be shown; an answer that something was written after is asked for again. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.last;
      const before = this.begun;
      const found = await work();
      if (this.begun === before) return found;
    }
  }
}

/** Of questions asked one after another only the newest counts: each call tells whether it still is that. */
export function newest(): () => () => boolean {
  let last = 0;
  return () => {
    const mine = ++last;
    return () => mine === last;
  };
}
