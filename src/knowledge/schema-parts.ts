import { z } from "zod";

/** What the schemas of all files are made of. Each message is read by the person who wrote the file: it says what to write. */

export const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const wordsJoined = "Write lower-case words joined by hyphens, e.g. vendor-lock-in";
export const id = z.string(wordsJoined).regex(idPattern, wordsJoined).describe("Lower-case words joined by hyphens");
const coverageIdSays = "Write a coverage id, e.g. DEF-01";
export const coverageId = z
  .string(coverageIdSays)
  .regex(/^[A-Z]+-[A-Z]?\d+$/, coverageIdSays)
  .describe("An id of coverage.yaml");
export const day = z.iso.date("Write a day that exists as YYYY-MM-DD").describe("A day, YYYY-MM-DD");

export function text(what: string, longest = 2_000) {
  const says = ({ input }: { readonly input?: unknown }): string => {
    if (typeof input === "number" || typeof input === "boolean") return `Put it in quotation marks: "${String(input)}"`;
    if (typeof input === "object" && input !== null && !Array.isArray(input))
      return "Put the whole text in quotation marks, for it holds a colon or begins with {";
    return `Write ${what}`;
  };
  const tooLong = `Keep ${what} within ${longest} characters`;
  const described = what.replace(/^\w/, (letter) => letter.toUpperCase());
  return z.string({ error: says }).trim().min(1, `Write ${what}`).max(longest, tooLong).describe(described);
}

/** A list whose one message serves for a missing, an empty and a too short one. */
export const list = <T extends z.ZodType>(of: T, says: string, least = 1) => z.array(of, says).min(least, says);

/** A mapping with exactly these keys. */
export const keys = <S extends z.ZodRawShape>(what: string, shape: S) =>
  z.strictObject(shape, `Write ${what} as lines of key: value`);

/** "a, b or c" */
export const anyOf = (choices: readonly string[]): string =>
  [choices.slice(0, -1).join(", "), choices.at(-1) ?? ""].filter(Boolean).join(" or ");

export const oneOf = <const T extends readonly [string, ...string[]]>(...choices: T) =>
  z.enum(choices, `Write ${anyOf(choices)}`);
