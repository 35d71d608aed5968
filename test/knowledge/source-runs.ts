import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The sources' runs of nine words, as salted hashes: the texts are not ours to copy, and the test that
 * nothing in `knowledge/` is copied from them has to run where they are not.
 */
export const sourcesFolder = resolve(import.meta.dirname, "../../../shared/sources");
export const runsFile = join(import.meta.dirname, "source-runs.json");

const runLength = 9; // words
const salt = "counterweight: nine words in a row";

export interface Run {
  readonly words: string;
  readonly line: number;
}

/** Every run of nine words, lower-cased and without punctuation, with the line it begins in. */
export function runsOf(text: string): Run[] {
  const words = text
    .split("\n")
    .flatMap((line, i) => (line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ({ word, line: i + 1 })));
  return words.slice(0, Math.max(0, words.length - runLength + 1)).map(({ line }, i) => ({
    words: words
      .slice(i, i + runLength)
      .map(({ word }) => word)
      .join(" "),
    line,
  }));
}

/** 48 bits: by chance one of our runs meets one of theirs in one of half a million trials. */
export const hashOf = (words: string): string =>
  createHash("sha256").update(salt).update(words).digest("hex").slice(0, 12);

export function hashesOfSources(): string[] {
  const texts = readdirSync(sourcesFolder).filter((name) => name.endsWith(".txt"));
  const runs = texts.flatMap((name) => runsOf(readFileSync(join(sourcesFolder, name), "utf8")));
  return [...new Set(runs.map(({ words }) => hashOf(words)))].toSorted();
}

// `node test/knowledge/source-runs.ts` writes the list anew from ../shared/sources.
if (import.meta.main) writeFileSync(runsFile, `${JSON.stringify(hashesOfSources(), null, 2)}\n`);
