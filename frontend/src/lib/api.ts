/** Calls to the server: JSON in, JSON out, errors that say what would be right. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly fix: string | null,
    readonly body: unknown,
  ) {
    super(message);
  }
}

declare global {
  interface Window {
    /** Answers that first.js asked for, by path; each is used once. */
    early?: Record<string, Promise<Response>>;
    /** The answer that first.js has drawn already. */
    drawn?: unknown;
  }
}

function early(method: string, path: string): Promise<Response> | undefined {
  if (method !== "GET") window.early = window.drawn = undefined;
  const answer = window.early?.[path];
  delete window.early?.[path];
  return answer;
}

/** The answer that is drawn already, for the page itself to begin with; given once. */
export function drawn<T>(): T | null {
  const found = (window.drawn ?? null) as T | null;
  window.drawn = undefined;
  return found;
}

/** Edits that wait to be sent: they go first, so that no answer is older than what is shown. */
export const unsent = { send: (): Promise<void> | undefined => undefined };

export async function call<T>(method: string, path: string, body?: unknown, bytes?: Blob): Promise<T> {
  // Errors come as data: any other status the browser would write into its console.
  const headers: Record<string, string> = { Prefer: "error-as-data" };
  const init: RequestInit = { method, headers };
  if (bytes !== undefined) {
    headers["Content-Type"] = "application/octet-stream";
    init.body = bytes;
  } else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  if (!/^(model\/(edits|undo|redo)$|jobs\b)/.test(path)) await unsent.send();
  let answer: Response;
  try {
    answer = await (early(method, path) ?? fetch(`/api/${path}`, init));
  } catch {
    window.dispatchEvent(new Event("away"));
    throw new ApiError("The workbench does not answer.", 0, "Is detente serve still running?", null);
  }
  const data: unknown = answer.headers.get("content-type")?.startsWith("application/json")
    ? await answer.json()
    : null;
  if (!answer.ok || answer.headers.has("Preference-Applied")) {
    const { error, status } = (data ?? {}) as { error?: { message: string; fix: string | null }; status?: number };
    throw new ApiError(error?.message ?? `The server answers ${answer.status}.`, status ?? answer.status, error?.fix ?? null, data);
  }
  // What was written may put the model behind its documents: who counts that is told.
  if (method !== "GET") window.dispatchEvent(new Event("written"));
  return data as T;
}

export const get = <T>(path: string): Promise<T> => call<T>("GET", path);
export const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>("POST", path, body);
export const put = <T>(path: string, body: unknown): Promise<T> => call<T>("PUT", path, body);
export const remove = <T>(path: string): Promise<T> => call<T>("DELETE", path);

/** A query string out of what is set. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") parts.set(key, String(value));
  }
  const text = parts.toString();
  return text ? `?${text}` : "";
}
