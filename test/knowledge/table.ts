import { expect, test } from "vitest";
import { type LoadOptions, loadKnowledge } from "../../src/knowledge/load.ts";
import { formatProblem } from "../../src/knowledge/problems.ts";
import { changed, good, today } from "./folder.ts";

/** Loads the good folder with some files replaced, or taken away by `undefined`. */
export function load(files: Readonly<Record<string, string | undefined>>, options: LoadOptions = { coverage: true }) {
  const all: Record<string, string | undefined> = { ...good, "README.md": undefined, ...files };
  const there = Object.entries(all).flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
  return loadKnowledge(new Map(there), today, options);
}
const memory = new Map();
export const problemsOf = (files: Readonly<Record<string, string | undefined>>): string[] =>
  load(files, { coverage: true, memory }).problems.map(formatProblem);

export const alpha = "entries/alpha.md";
export const plain = "architectures/plain.yaml";
export const model = "models/maker/model.yaml";

/** One mutation of one file, and the only problem that may follow from it. */
export type Row = readonly [is: string, file: string, from: string | RegExp, to: string, want: string];

export const told = (rows: readonly Row[]): void => {
  test.for(rows)("%s", ([, file, from, to, want]) => {
    expect(problemsOf({ [file]: changed(file, from, to) })).toEqual([`${want.startsWith(":") ? file : ""}${want}`]);
  });
};
