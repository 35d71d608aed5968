/** What a store can fail with, in sentences that say what to do. Never in them: passwords, and what people typed. */

export type StoreFailure = "down" | "full" | "read-only" | "busy" | "damaged" | "refused";

/** A failure of the store that we foresaw. Nothing was half done: whoever delivers an event may deliver it again. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreFailure;
  constructor(code: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

type Told = readonly [StoreFailure, string];

/** SQLite's primary result codes, https://sqlite.org/rescode.html */
const sqlite: Readonly<Record<number, Told>> = {
  5: ["busy", "another process is writing: try again, and stop what else has the folder open if it stays so"],
  6: ["busy", "another statement is writing: try again"],
  8: ["read-only", "let the user that runs this write there, or set DATA_DIR to another folder"],
  10: ["damaged", "the disk reported an error: check it, and restore the newest backup if it stays so"],
  11: ["damaged", "the file is damaged: restore the newest backup"],
  13: ["full", "free some space on its disk"],
  14: ["read-only", "check that DATA_DIR is a folder that the user who runs this can write"],
  26: ["damaged", "the file is no SQLite database: move it away, or restore the newest backup"],
};

const unreachable: Told = [
  "down",
  "check that PostgreSQL runs, and the host and port in DATABASE_URL. What was accepted before is kept",
];
/** PostgreSQL's SQLSTATE codes and Node's network codes; two letters stand for the whole class. */
const postgres: Readonly<Record<string, Told>> = {
  "08": unreachable,
  "53": ["down", "PostgreSQL is short of memory or connections: raise its limits, or run fewer replicas"],
  "53100": ["full", "free some space on the disk of PostgreSQL"],
  "57P01": unreachable,
  "57P02": unreachable,
  "57P03": unreachable,
  "57014": ["busy", "the statement was cancelled: try again"],
  "28": ["refused", "check the user and the password in DATABASE_URL"],
  "3D000": ["refused", "create the database that DATABASE_URL names, or name another"],
  "42501": ["refused", "grant the user of DATABASE_URL CREATE and USAGE on the schema"],
  "25006": ["read-only", "DATABASE_URL leads to a standby: name the primary"],
  "40": ["busy", "it gave way to another transaction: try again"],
  "55P03": ["busy", "another transaction holds a lock: try again"],
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EPIPE: unreachable,
  ETIMEDOUT: unreachable,
};
/** `pg` gives these no code. */
const lostConnection =
  /connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|query read timeout|connection ended unexpectedly/i;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
const errcodeOf = (error: unknown): number =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : 0;

/** The same failure as a StoreError, or the error itself when nobody foresaw it (a bug, a broken constraint). */
export function asStoreError(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  if (code === "ERR_SQLITE_ERROR") {
    const told = sqlite[errcodeOf(error) & 0xff];
    return told ? storeError("The store in DATA_DIR", told, `SQLite ${errcodeOf(error)}`, error) : error;
  }
  const told = postgres[code] ?? (code.length === 5 ? postgres[code.slice(0, 2)] : undefined);
  if (told) return storeError("PostgreSQL", told, code, error);
  if (error instanceof Error && lostConnection.test(error.message))
    return storeError("PostgreSQL", unreachable, "connection lost", error);
  return error;
}

const cannot: Readonly<Record<StoreFailure, string>> = {
  down: "cannot be reached",
  full: "has no space left",
  "read-only": "cannot be written",
  busy: "is busy",
  damaged: "cannot be read",
  refused: "refused us",
};
const storeError = (what: string, [failure, remedy]: Told, code: string, cause: unknown): StoreError =>
  new StoreError(failure, `${what} ${cannot[failure]} (${code}): ${remedy}.`, { cause });

/** Whether a statement failed because its row exists already. */
export const isTaken = (error: unknown): boolean =>
  codeOf(error) === "23505" || [1555, 2067].includes(errcodeOf(error));

/** Whether a statement failed because the row that its own belongs to does not exist, or no longer. */
export const isOrphan = (error: unknown): boolean => codeOf(error) === "23503" || errcodeOf(error) === 787;

/** What went wrong, in one sentence for a log or a message. */
export const sentenceOf = (error: unknown): string =>
  error instanceof StoreError ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
