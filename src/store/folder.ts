import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Makes a folder that only its owner can enter. Not recursive by Node: where the system refuses (/proc), that one never ends. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  mkdirSync(path, { mode: 0o700 });
}

/** Makes a file that only its owner can read, unless it is there. SQLite's files beside it get the same mode. */
export function makePrivate(path: string): void {
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
}

/**
 * Holds a file until `release`, or until this process ends in whatever way: the kernel frees it then, so that no lock is
 * left over, and process ids, which are all 1 in containers, play no part.
 * @returns how to release it, or undefined when another process holds it for longer than `waitMs`
 */
export function hold(path: string, waitMs: number): (() => void) | undefined {
  makePrivate(path);
  const file = new DatabaseSync(path, { timeout: waitMs });
  try {
    file.exec("pragma locking_mode = exclusive; begin exclusive");
    return () => file.close();
  } catch (error) {
    file.close();
    const busy = error instanceof Error && "errcode" in error && error.errcode === 5;
    if (!busy) throw error;
    return undefined;
  }
}
