/** What was typed in earlier chats, for the up arrow: one line each in a file that only its owner can read. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const mostLines = 500;

/** Newest first, as readline has it; nothing when there is no file or it cannot be read. */
export function readHistory(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").filter(Boolean).toReversed().slice(0, mostLines);
  } catch {
    return [];
  }
}

/** Takes lines newest first. A disk that is full or read-only costs the up arrow, never the conversation. */
export function writeHistory(path: string, lines: readonly string[]): void {
  const text = lines
    .slice(0, mostLines)
    .toReversed()
    .map((line) => `${line}\n`)
    .join("");
  try {
    const folder = dirname(path);
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600 });
    chmodSync(path, 0o600); // the mode above counts for new files only
  } catch {}
}

/** Returns what went wrong, if anything did: who asks to forget must know. */
export function deleteHistory(path: string): string | undefined {
  try {
    rmSync(path, { force: true });
    return undefined;
  } catch (error) {
    return `${path} could not be deleted (${error instanceof Error && "code" in error ? String(error.code) : "unknown error"}); delete it by hand.`;
  }
}
