import type { Problem } from "../core/problem.ts";

export { didYouMean } from "../core/did-you-mean.ts";
export { formatProblem, type Problem } from "../core/problem.ts";

/** Where something stands in a file; both count from 1, columns as editors count them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export const fileStart: Place = { line: 1, column: 1 };

export const errorAt = (file: string, { line, column }: Place, what: string, remedy: string): Problem => ({
  file,
  line,
  column,
  what,
  remedy,
  severity: "error",
});

export const warningAt = (file: string, place: Place, what: string, remedy: string): Problem => ({
  ...errorAt(file, place, what, remedy),
  severity: "warning",
});

const mostTold = 100; // of one file: whoever mends these sees the rest next

/** The first problems of one file, and how many more there are. */
export function firstOf<T>(all: readonly T[], tell: (one: T) => Problem): Problem[] {
  const told = all.slice(0, mostTold).map(tell);
  const last = told.at(-1);
  if (last && all.length > mostTold)
    told.push({
      ...last,
      what: `${all.length - mostTold} more problems follow in this file`,
      remedy: "mend these first",
    });
  return told;
}

export const byPlace = (a: Problem, b: Problem): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
