/** Parts of shapes that the files of the cost engine share: numbers and ranges, and where each was read. */
import { z } from "zod";
import { list, text } from "./schema-parts.ts";

const shown = (n: number): string =>
  n >= 1e6 || (n > 0 && n < 1e-3) ? n.toExponential().replace("e+", "e") : String(n);
export const number = (what: string, min: number, max: number) => {
  const says = `Write ${what} as a bare number from ${shown(min)} to ${shown(max)}`;
  return z.number(says).min(min, says).max(max, says);
};
export const count = (what: string, min: number, max: number) => {
  const says = `Write ${what} as a whole number from ${shown(min)} to ${shown(max)}`;
  return z.number(says).int(says).min(min, says).max(max, says);
};

const asOfSays = 'Write when it was read in quotation marks: "2026", "2026-03" or "2026-03-31"';
export const asOf = z
  .string(asOfSays)
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, asOfSays)
  .describe("A day, month or year in quotation marks");
export const source = text("where you read it: a link, or a repository, file and commit", 600);
export const note = text("the note", 300).optional();
export const evidence = { asOf, source };
export const names = list(text("a name"), "List at least one name that people use for it, e.g. [one name, another]");

type Range = { readonly low: number; readonly expected: number; readonly high: number };
export const rises = ({ low, expected, high }: Range): boolean => low <= expected && expected <= high;
export const risesSays =
  "Write low, expected and high so that they rise: low is at most expected, expected at most high";
export const rangeOf = (what: string, min: number, max: number) => ({
  low: number(`the least of ${what}`, min, max),
  expected: number(what, min, max),
  high: number(`the most of ${what}`, min, max),
});
