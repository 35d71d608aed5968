import { z } from "zod";
import { factNames, factValues, isFactName, isFactValue, namedFacts, volumeFact } from "../core/decide/facts.ts";
import { didYouMean } from "./problems.ts";
import { coverageId, list } from "./schema-parts.ts";

/** The fields of `decision/signals.yaml`. Each message is read by the person who wrote the file: it says what to write. */

export const positive = (says: string) => z.number(says).positive(says);

/** Repeats without an end, of anything or of a group: these are what makes an expression slow on a text made for it. */
const endless = /(?<!\\)\.[*+]|\.\{\d+,\}|\)[*+]|\)\{\d+,\}/;

const pattern = z
  .string("Write a regular expression")
  .min(1, "Write a regular expression")
  .superRefine((source, context) => {
    if (endless.test(source))
      context.addIssue({
        code: "custom",
        message: "Say how often at most, e.g. .{0,40} or (?:word ){0,3}, so that it stays quick",
      });
    try {
      new RegExp(source.replaceAll(/\{[a-z]\w*\}/gi, "x"), "g");
    } catch (error) {
      const why = (error as Error).message.replace(/^.*\/g: /, "").toLowerCase();
      context.addIssue({ code: "custom", message: `Write a regular expression that compiles (${why})` });
    }
  });
export const patterns = list(pattern, "Write at least one regular expression");

export const fact = z.string("Write the name of a fact").superRefine((name, context) => {
  if (!isFactName(name)) context.addIssue({ code: "custom", message: noFact(name, factNames) });
});
export const namedFact = z.string("Write the name of a fact").superRefine((name, context) => {
  if (!(namedFacts as string[]).includes(name)) context.addIssue({ code: "custom", message: noFact(name, namedFacts) });
});
const noFact = (name: string, known: readonly string[]): string => {
  const near = didYouMean(name, known);
  return `${near ? `Did you mean ${near}? ` : ""}There is no fact ${name}; there are ${known.join(", ")}`;
};

const valueSays = "Write a value of the fact in words, or a number of tokens a month";
const value = z.union([z.string(valueSays), z.number(valueSays)], valueSays);
/** Tells of a mistake where it stands. */
export type Put = (path: readonly PropertyKey[], message: string) => void;

/** Names the value that a fact cannot have, and what it can. */
export function checkValue(
  name: string,
  given: string | number | undefined,
  path: readonly PropertyKey[],
  put: Put,
): void {
  if (!isFactName(name) || given === undefined || given === "unknown" || isFactValue(name, given)) return;
  const choices: readonly string[] = name === volumeFact ? [] : factValues[name];
  const near = didYouMean(String(given), choices);
  put(
    path,
    choices.length > 0
      ? `${near ? `Did you mean ${near}? ` : ""}${name} is one of ${choices.join(", ")}, not ${String(given)}`
      : "Write a number of tokens a month",
  );
}

export const facts = z
  .record(fact, value, "Write facts and their values, e.g. ml_team: none")
  .superRefine((all, context) => {
    for (const [name, given] of Object.entries(all))
      checkValue(name, given, [name], (path, message) =>
        context.addIssue({ code: "custom", path: [...path], message }),
      );
  });

export const source = z.union(
  [list(coverageId, "Name what the documents say of it, e.g. [FAC-06]"), z.literal("our assumption")],
  "List coverage ids, e.g. [FAC-06], or write: our assumption",
);
