import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { list, type Listed } from "./list.ts";
import { errorAt, fileStart, type Problem } from "./problems.ts";
import { strayAt } from "./stray.ts";

/** Every knowledge file's text by its path inside the folder, with `/` between names. */
export type Snapshot = ReadonlyMap<string, string>;

export interface Reading {
  readonly ok: true;
  readonly files: Snapshot;
  /** Files that are there but could not be read as text, and those that nothing is read from. */
  readonly unread: readonly Problem[];
  /** The folder's fingerprint, taken before the first byte was read: a later edit can't hide behind it. */
  readonly mark: string;
}
export interface NoFolder {
  readonly ok: false;
  readonly what: string;
  readonly remedy: string;
  readonly mark: string;
}
export type ReadOutcome = Reading | NoFolder;

const largestFile = 1_048_576; // bytes: 40 times the largest file there is

/** Reads the whole folder at once: what is judged is what will be served. */
export async function readKnowledge(folder: string): Promise<ReadOutcome> {
  const listed = await list(folder);
  const mark = markOf(listed);
  if (!listed) {
    const remedy =
      "set KNOWLEDGE_DIR to the folder that holds entries/ and sources.yaml, or leave it out to use ./knowledge";
    return { ok: false, what: `there is no readable folder ${folder}`, remedy, mark };
  }
  if (listed.every(({ stray }) => stray)) {
    const remedy = "put entries/ and sources.yaml there, or leave KNOWLEDGE_DIR out to use ./knowledge";
    return { ok: false, what: `the folder ${folder} holds no knowledge files`, remedy, mark };
  }
  const files = new Map<string, string>();
  const unread: Problem[] = [];
  const read = await Promise.all(listed.map((item) => readOne(folder, item)));
  for (const [i, { path }] of listed.entries()) {
    const found = read[i];
    if (typeof found === "string") files.set(path, found);
    else if (found) unread.push(found);
  }
  return { ok: true, files, unread, mark };
}

/** Changes whenever a file is written, renamed, deleted or the folder is swapped for another. */
export const fingerprint = async (folder: string): Promise<string> => markOf(await list(folder));

const markOf = (listed: readonly Listed[] | undefined): string =>
  listed ? listed.map(({ path, mark }) => `${path}:${mark}`).join("\n") : "missing";

export function versionOf(files: Snapshot): string {
  const hash = createHash("sha256");
  for (const [path, text] of files) hash.update(path).update("\0").update(text).update("\0");
  return hash.digest("hex").slice(0, 12);
}

async function readOne(folder: string, { path, bytes, stray, flaw }: Listed): Promise<string | Problem | undefined> {
  if (stray) return strayAt(path);
  if (flaw) return errorAt(path, fileStart, flaw.what, flaw.remedy);
  const tooLarge = (size: number): Problem | undefined => {
    if (size <= largestFile) return undefined;
    const what = `the file has ${(size / 1_048_576).toFixed(1)} MB`;
    return errorAt(path, fileStart, what, "split it or take it out of the folder: 1 MB is the most");
  };
  try {
    if (tooLarge(bytes)) return tooLarge(bytes);
    const read = await readFile(join(folder, path));
    return tooLarge(read.length) ?? decode(path, read);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === "ENOENT") return undefined; // deleted while we looked: the same as never there
    return errorAt(path, fileStart, `the file can't be read (${code})`, "give the service's user the right to read it");
  }
}

/** Text as the parsers want it: no byte order mark, and lines that end in a line feed wherever they were written. */
function decode(path: string, bytes: Buffer): string | Problem {
  const start = bytes.subarray(0, 2).toString("latin1");
  if (start === "\xff\xfe" || start === "\xfe\xff")
    return errorAt(path, fileStart, "the file is UTF-16 text", "save it as UTF-8");
  const text = new TextDecoder().decode(bytes).replaceAll(/\r\n?/g, "\n");
  // oxlint-disable-next-line no-control-regex -- that they are there is the point
  const bad = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/);
  if (bad < 0) return text;
  const before = text.slice(0, bad).split("\n");
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return errorAt(
    path,
    place,
    "there are bytes here that are no text",
    "save the file as UTF-8 text, or take it out of the folder",
  );
}
