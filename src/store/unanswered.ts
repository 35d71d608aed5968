/** Questions that the bot could not answer, kept in a file so that admins see what the knowledge lacks. */
import {
  closeSync,
  constants,
  fstatSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { readUnanswered, type UnansweredQuestion, unansweredFile } from "./unanswered-file.ts";
import { shortened } from "./unanswered-text.ts";

export type { UnansweredQuestion } from "./unanswered-file.ts";

export type Kept = { readonly ok: true } | { readonly ok: false; readonly what: string };
export type Listed =
  | { readonly ok: true; readonly questions: readonly UnansweredQuestion[] }
  | { readonly ok: false; readonly what: string };

export interface Unanswered {
  /** Never throws: what went wrong is told in a sentence, and the answer goes on. */
  add(question: UnansweredQuestion): Kept;
  /** Oldest first. */
  list(): Listed;
}

const mostBytes = 5_000_000;
const msPerDay = 86_400_000;

/**
 * Opens `unanswered.jsonl` in the data folder; neither is made before the first question is added. What is older than
 * `retentionDays` is deleted now, and not listed later. Replicas may share the file: a question that one adds while
 * another drops old ones can get lost.
 */
export function openUnanswered(dataDir: string, retentionDays?: number, nowMs: () => number = Date.now): Unanswered {
  const path = unansweredFile(dataDir);
  const kept = ({ at }: UnansweredQuestion): boolean =>
    retentionDays === undefined || Date.parse(at) >= nowMs() - retentionDays * msPerDay;

  const dropOld = (): void => {
    const all = readUnanswered(path);
    const young = all.filter(kept);
    if (young.length < all.length) replace(path, young);
  };
  // What fails here fails at the first question too, and is told there.
  if (retentionDays !== undefined) attempt(path, "cleared of old questions", dropOld);

  return {
    add: (question) => {
      const text = shortened(question.text);
      if (text === "") return { ok: true };
      const { at, platform, knowledgeVersion, nearest } = question;
      const row: UnansweredQuestion = { text, at, platform, knowledgeVersion, nearest };
      const added = attempt(path, "written", () => {
        // Not recursive: where the system refuses (/proc), Node's recursive one never ends.
        if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 });
        return append(path, `${JSON.stringify(row)}\n`);
      });
      if (!added.ok) return added;
      if (added.value <= mostBytes) return { ok: true };
      return attempt(path, "shortened", () => {
        const all = readUnanswered(path);
        replace(path, all.slice(Math.ceil(all.length / 2)));
      });
    },
    list: () => {
      const read = attempt(path, "read", () => readUnanswered(path).filter(kept));
      return read.ok ? { ok: true, questions: read.value } : read;
    },
  };
}

/** Adds to the end of a file; a line that was left half written there is ended first. Returns the file's bytes. */
function append(path: string, line: string): number {
  const file = openSync(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, 0o600);
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    if (size > 0) readSync(file, last, 0, 1, size - 1);
    const whole = size === 0 || last.toString() === "\n";
    writeFileSync(file, whole ? line : `\n${line}`);
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}

/** Puts these questions in place of the file's, all or none. */
function replace(path: string, questions: readonly UnansweredQuestion[]): void {
  const beside = `${path}.${process.pid}.new`;
  try {
    writeFileSync(beside, questions.map((question) => `${JSON.stringify(question)}\n`).join(""), { mode: 0o600 });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: "free some space on its disk",
  EDQUOT: "free some space on its disk",
  EACCES: "let the user that runs this write there, or set DATA_DIR to another folder",
  EPERM: "let the user that runs this write there, or set DATA_DIR to another folder",
  EROFS: "set DATA_DIR to a folder that can be written",
};

function attempt<T>(path: string, done: string, work: () => T): { ok: true; value: T } | { ok: false; what: string } {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    const code = codeOf(error);
    const remedy = remedies[code] ?? "check that DATA_DIR is a folder that can be written";
    return { ok: false, what: `${path} could not be ${done} (${code}): ${remedy}.` };
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
