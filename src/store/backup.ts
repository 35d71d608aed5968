import { existsSync, rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { asStoreError, sentenceOf } from "./errors.ts";
import { makePrivate } from "./folder.ts";
import { storeFile } from "./sqlite.ts";

export type BackedUp =
  | { readonly ok: true; readonly file: string; readonly bytes: number }
  | { readonly ok: false; readonly what: string };

const allPages = 0x7fffffff; // in one step: with several, a running service's writes would begin it anew each time

/** Copies the embedded store into one file, also while the service runs, and checks the copy. */
export async function backupStore(dataDir: string, to: string): Promise<BackedUp> {
  const from = storeFile(dataDir);
  if (!existsSync(from))
    return { ok: false, what: `There is no store at ${from}: set DATA_DIR to the folder that the service uses.` };
  const folder = dirname(resolve(to));
  if (!existsSync(folder)) return { ok: false, what: `There is no folder ${folder}: make it, or name another file.` };
  if (existsSync(to)) return { ok: false, what: `${to} exists already: name a file that does not.` };
  const source = new DatabaseSync(from, { timeout: 5_000, readOnly: true });
  try {
    makePrivate(to);
    await backup(source, to, { rate: allPages });
    const copy = new DatabaseSync(to, { readOnly: true });
    const [found] = copy.prepare("pragma integrity_check").all();
    copy.close();
    if (found?.["integrity_check"] !== "ok") throw new Error("the copy is damaged; check the disk");
    return { ok: true, file: to, bytes: statSync(to).size };
  } catch (error) {
    rmSync(to, { force: true });
    const why =
      error instanceof Error && "syscall" in error
        ? `${error.message}. Name a file in a folder that you may write.`
        : sentenceOf(asStoreError(error));
    return { ok: false, what: `No backup was made of ${from}. ${why}` };
  } finally {
    source.close();
  }
}
