import { readFileSync } from "node:fs";
import { join } from "node:path";

let known: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The classes of ordinary English words that are used alike, from wide to narrow: of "vendor" one with shops, one with
 * dealers. None for a word that is not known.
 * @param word in small letters, as typed
 */
export function classesOf(word: string): readonly string[] {
  known ??= new Map(
    readFileSync(join(import.meta.dirname, "word-classes.txt"), "utf8")
      .trim()
      .split(/\r?\n/)
      .map((line) => {
        const [of = "", ...classes] = line.split(" ");
        return [of, classes.map((one, width) => `${width}:${one}`)];
      }),
  );
  return known.get(word) ?? [];
}
