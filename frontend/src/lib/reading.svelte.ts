import { call, post, query } from "./api";
import { plural } from "./text";
import type { JobOf, ReadDone } from "./types";
import { finished, followJobs, go, loadDossier, say, work } from "./work.svelte";

/** Whether a document is being read; and the document that was read last, for the reader to begin at. */
export const reading = $state({ busy: false, fresh: "" });

/** Read a document, show it, and say what was found. */
async function read(start: () => Promise<JobOf<ReadDone>>): Promise<void> {
  reading.busy = true;
  work.error = "";
  try {
    const job = await start();
    void followJobs();
    const made = await finished(job);
    await loadDossier();
    const count = work.dossier?.documents.find((d) => d.id === made.document)?.statements ?? 0;
    reading.fresh = made.document;
    go("reader", made.document);
    say(made.note ?? `Read: ${plural(count, "statement")} found.`);
  } finally {
    reading.busy = false;
  }
}

export const readText = (text: string, title: string): Promise<void> => read(() => post<JobOf<ReadDone>>("documents", { text, title: title || null }));
export const readPage = (url: string): Promise<void> => read(() => post<JobOf<ReadDone>>("documents", { url: url.trim() }));
export const readSample = (): Promise<void> => read(() => post<JobOf<ReadDone>>("sample"));
export async function readFiles(files: FileList | null | undefined): Promise<void> {
  for (const file of files ?? []) {
    await read(() => call<JobOf<ReadDone>>("POST", `upload${query({ name: file.name })}`, undefined, file));
  }
}
