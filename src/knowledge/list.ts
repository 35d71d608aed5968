import { readdir, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isHidden, isRead, isStray } from "./stray.ts";

export interface Listed {
  /** Path inside the folder, with `/` between names. */
  readonly path: string;
  /** Changes with every write, rename and replacement. */
  readonly mark: string;
  readonly bytes: number;
  /** True for a file that nothing is read from. */
  readonly stray?: true;
  /** Why what has this name is no file that can be read. */
  readonly flaw?: { readonly what: string; readonly remedy: string };
}

const deepest = 8; // folders in one another

/**
 * Every file below a folder, links followed, by name; undefined when the folder can't be read. Editors' own files,
 * READMEs and the generated schemas are passed over; of what else is no knowledge, only the names are of use.
 */
export async function list(folder: string): Promise<Listed[] | undefined> {
  try {
    const found = await walk(folder, "", [await realpath(folder)]);
    return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  } catch {
    return undefined;
  }
}

async function walk(folder: string, under: string, above: readonly string[]): Promise<Listed[]> {
  const here = await readdir(join(folder, under), { withFileTypes: true });
  const lists = await Promise.all(
    here.map(async (item): Promise<Listed[]> => {
      const path = under ? `${under}/${item.name}` : item.name;
      if (isHidden(item.name) || path === "schemas") return [];
      if (item.isFile() && !isRead(path) && !isStray(path)) return [];
      return visit(folder, path, item.isSymbolicLink(), above);
    }),
  );
  return lists.flat();
}

async function visit(folder: string, path: string, link: boolean, above: readonly string[]): Promise<Listed[]> {
  const full = join(folder, path);
  const named = isRead(path);
  const flawed = (mark: string, what: string, remedy: string): Listed[] =>
    named ? [{ path, mark, bytes: 0, flaw: { what, remedy } }] : [];
  const found = await stat(full).catch((error: NodeJS.ErrnoException) => error.code ?? "unknown");
  if (typeof found === "string") {
    if (link) return flawed(found, `the link leads nowhere (${found})`, "mend the link or take it out");
    return found === "ENOENT"
      ? []
      : flawed(found, `the file can't be read (${found})`, "give the service's user the right to read it");
  }
  const mark = `${found.dev}:${found.ino}:${found.size}:${found.mtimeMs}:${found.ctimeMs}`;
  // Of a stray file only the name counts: what is written in it is no edit.
  if (found.isFile() && isStray(path)) return [{ path, mark: "stray", bytes: 0, stray: true }];
  if (found.isFile()) return named ? [{ path, mark, bytes: found.size }] : [];
  if (!found.isDirectory()) return flawed(mark, "this is no ordinary file", "take it out of the folder");
  if (named) return flawed(mark, "this is a folder", "name folders without .md or .yaml at the end");
  const real = link ? await realpath(full) : join(above.at(-1) ?? "", basename(path));
  if (above.length > deepest || above.includes(real)) return [];
  const inside = await walk(folder, path, [...above, real]).catch(
    (error: NodeJS.ErrnoException) => error.code ?? "unknown",
  );
  if (typeof inside !== "string") return inside;
  if (inside === "ENOENT") return [];
  return [
    {
      path,
      mark: inside,
      bytes: 0,
      flaw: { what: `the folder can't be read (${inside})`, remedy: "give the service's user the right to read it" },
    },
  ];
}
