/** The folder that holds recorded conversations. */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Deed, type Line, linesOf, seenOf } from "./transcript.ts";
import type { Workspace } from "./workspace/workspace.ts";

const actsFile = "acts.json";
const seenFile = "seen.md";
const validName = /^[a-z0-9][a-z0-9-]{0,60}$/;
/** Keeps a conversation. Returns why not, when it is not kept. */
export function save(folder: string, name: string, deeds: readonly Deed[], workspace: Workspace): string | undefined {
  if (!validName.test(name)) return "A name has small letters, digits and hyphens, as in asks-and-shares.";
  const at = join(folder, name);
  if (existsSync(at)) return `There is a conversation called ${name} already.`;
  if (deeds.length === 0) return "Nothing was done here since the playground was started.";
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, actsFile), `${JSON.stringify(linesOf(deeds, workspace), null, 2)}\n`);
  writeFileSync(join(at, seenFile), seenOf(deeds, workspace));
  return undefined;
}

export const kept = (folder: string): string[] =>
  globSync(`*/${actsFile}`, { cwd: folder })
    .map((file) => dirname(file))
    .toSorted();
export const read = (folder: string, name: string): { readonly lines: readonly Line[]; readonly seen: string } => ({
  lines: JSON.parse(readFileSync(join(folder, name, actsFile), "utf8")) as Line[],
  seen: readFileSync(join(folder, name, seenFile), "utf8"),
});
