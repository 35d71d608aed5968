import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, sep } from "node:path";

/** Every knowledge file's text by its path inside the folder, with `/` between names. */
export type Snapshot = ReadonlyMap<string, string>;

export type ReadOutcome =
  | { readonly ok: true; readonly files: Snapshot }
  | { readonly ok: false; readonly what: string; readonly remedy: string };

/** Editors' own files (swap, backup, lock) and the generated schemas are no knowledge. */
const isKnowledge = (path: string): boolean =>
  /\.(md|yaml|yml)$/.test(path) && !/(^|\/)[.#~]/.test(path) && !path.startsWith("schemas/");

/** Reads the whole folder at once: what is judged is what will be served. */
export async function readKnowledge(folder: string): Promise<ReadOutcome> {
  const paths = await listFiles(folder);
  if (!paths) {
    const remedy = "set KNOWLEDGE_DIR to the folder that holds entries/ and sources.yaml, or leave it out to use ./knowledge";
    return { ok: false, what: `there is no readable folder ${folder}`, remedy };
  }
  if (paths.length === 0) {
    const remedy = "put knowledge files there (see README, 'For admins'), or leave KNOWLEDGE_DIR out to use ./knowledge";
    return { ok: false, what: `the folder ${folder} holds no knowledge files`, remedy };
  }
  const files = new Map<string, string>();
  for (const path of paths) {
    try {
      files.set(path, await readFile(join(folder, path), "utf8"));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "unknown";
      return { ok: false, what: `${path} can't be read (${code})`, remedy: "give the service's user the right to read it" };
    }
  }
  return { ok: true, files };
}

/** Changes whenever a file is written, renamed, deleted or the folder is swapped for another. */
export async function fingerprint(folder: string): Promise<string> {
  const paths = await listFiles(folder);
  if (!paths) return "missing";
  const marks = await Promise.all(
    paths.map(async (path) => {
      const found = await stat(join(folder, path)).catch(() => undefined);
      return found ? `${path}:${found.ino}:${found.size}:${found.mtimeMs}:${found.ctimeMs}` : `${path}:gone`;
    }),
  );
  return marks.join("\n");
}

export function versionOf(files: Snapshot): string {
  const hash = createHash("sha256");
  for (const [path, text] of files) hash.update(path).update("\0").update(text).update("\0");
  return hash.digest("hex").slice(0, 12);
}

async function listFiles(folder: string): Promise<string[] | undefined> {
  try {
    const found = await readdir(folder, { recursive: true });
    return found
      .map((path) => path.split(sep).join("/"))
      .filter(isKnowledge)
      .sort();
  } catch {
    return undefined;
  }
}
