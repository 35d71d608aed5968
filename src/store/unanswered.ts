/** Questions that the bot could not answer, kept in a file so that admins see what the knowledge lacks. */
import {
  closeSync,
  constants,
  fstatSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { plainWords } from "../core/question.ts";
import { redact } from "./redact.ts";

/** One question; who asked it is not kept. */
export interface UnansweredQuestion {
  /** At most 500 characters, without control characters; `[email]` and its like stand for what `redact` takes out. */
  readonly text: string;
  /** When it was asked, as in 2026-07-01T09:30:00.000Z. */
  readonly at: string;
  readonly platform: string;
  readonly knowledgeVersion: string;
  /** Id of the entry that came nearest; null when none was near. */
  readonly nearest: string | null;
}

export type Kept = { readonly ok: true } | { readonly ok: false; readonly what: string };
export type Listed =
  | { readonly ok: true; readonly questions: readonly UnansweredQuestion[] }
  | { readonly ok: false; readonly what: string };

export interface Unanswered {
  /** Never throws: what went wrong is told in a sentence, and the answer goes on. */
  add(question: UnansweredQuestion): Kept;
  /** Oldest first. */
  list(): Listed;
  /** Whether questions can be kept, tried by writing; once they can, only a failure makes it try again. */
  check(): Kept;
}

const longestText = 500; // characters
const longestRaw = 6_000; // characters that are cleaned at all, of a message of any length
const mostBytes = 5_000_000;
const msPerDay = 86_400_000;

/**
 * Opens `unanswered.jsonl` in the data folder; neither is made before the first question is added. What is older than
 * `retentionDays` is deleted now, and not listed later. Replicas may share the file: a question that one adds while
 * another drops old ones can get lost.
 */
export function openUnanswered(dataDir: string, retentionDays?: number, nowMs: () => number = Date.now): Unanswered {
  const path = join(dataDir, "unanswered.jsonl");
  const kept = ({ at }: UnansweredQuestion): boolean =>
    retentionDays === undefined || Date.parse(at) >= nowMs() - retentionDays * msPerDay;

  const dropOld = (): void => {
    const all = readAll(path);
    const young = all.filter(kept);
    if (young.length < all.length) replace(path, young);
  };
  // What fails here fails at the check and at the first question too, and is told there.
  if (retentionDays !== undefined) attempt(path, "cleared of old questions", dropOld);

  const inFolder = <T>(work: () => T) =>
    attempt(path, "written", () => {
      // Not recursive: where the system refuses (/proc), Node's recursive one never ends.
      if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 });
      return work();
    });
  const write = (row: UnansweredQuestion): Kept => {
    const added = inFolder(() => append(path, `${JSON.stringify(row)}\n`));
    if (!added.ok) return added;
    if (added.value <= mostBytes) return { ok: true };
    return attempt(path, "shortened", () => {
      const all = readAll(path);
      replace(path, all.slice(Math.ceil(all.length / 2)));
    });
  };
  /** How the last writing went. */
  let last: Kept | undefined;

  return {
    add: (question) => {
      const text = shortened(question.text);
      if (text === "") return { ok: true };
      const { at, platform, knowledgeVersion, nearest } = question;
      last = write({ text, at, platform, knowledgeVersion, nearest });
      return last;
    },
    check: () => {
      if (last?.ok !== true) last = inFolder(() => tryWriting(path));
      return last;
    },
    list: () => {
      const read = attempt(path, "read", () => readAll(path).filter(kept));
      return read.ok ? { ok: true, questions: read.value } : read;
    },
  };
}

/** What gives somebody away goes before the text is cut: of half a mail address nobody would know that it is one. */
function shortened(text: string): string {
  const whole = redact(plainWords(text.slice(0, longestRaw)));
  if (whole.length <= longestText) return whole.toWellFormed().trim();
  return whole
    .slice(0, longestText)
    .toWellFormed()
    .replace(/\uFFFD$|\[[a-z]*$/, "") // half a character, half a placeholder
    .trim();
}

/** Opens the file as `append` does, and writes beside it as `replace` does: the one may be allowed and the other not. */
function tryWriting(path: string): void {
  append(path, "");
  const beside = besideOf(path);
  try {
    writeFileSync(beside, "\n", { mode: 0o600 });
  } finally {
    rmSync(beside, { force: true });
  }
}

const besideOf = (path: string): string => `${path}.${process.pid}.new`;

/** Adds to the end of a file; a line that was left half written there is ended first. Returns the file's bytes. */
function append(path: string, line: string): number {
  const file = openSync(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, 0o600);
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    if (size > 0) readSync(file, last, 0, 1, size - 1);
    const whole = size === 0 || line === "" || last.toString() === "\n";
    writeFileSync(file, whole ? line : `\n${line}`);
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}

/** Every line that can be read; a half-written one is left out. */
function readAll(path: string): UnansweredQuestion[] {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
  return content.split("\n").flatMap(questionOf);
}

function questionOf(line: string): UnansweredQuestion[] {
  try {
    const row: unknown = JSON.parse(line);
    if (!isObject(row)) return [];
    const { text, at, platform, knowledgeVersion, nearest } = row;
    if (typeof text !== "string" || typeof at !== "string" || Number.isNaN(Date.parse(at))) return [];
    const from = { platform: said(platform), knowledgeVersion: said(knowledgeVersion) };
    return [{ text: redact(text), at, ...from, nearest: said(nearest) || null }]; // an older version kept all
  } catch {
    return [];
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const said = (value: unknown): string => (typeof value === "string" ? value : "");

/** Puts these questions in place of the file's, all or none. */
function replace(path: string, questions: readonly UnansweredQuestion[]): void {
  const beside = besideOf(path);
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
  ENOENT: "make the folder above it, or set DATA_DIR to a folder that can be written",
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
