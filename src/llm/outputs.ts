/** What a model may answer when it is asked to understand. Schema-valid is not sensible: each field is range-checked again. */
import { z } from "zod";
import { type FactName, factNames, factValues, isFactName, isFactValue, volumeFact } from "../core/decide/facts.ts";
import { literally } from "../core/pattern.ts";
import type { OutputName } from "../core/prompt.ts";
import { plainWords } from "../core/question.ts";
import { holdsControl, holdsLink, namesIn, numbersIn } from "./claims.ts";

const language = z.string().regex(/^[a-z]{2}$/);
export const messageKinds = ["question", "case", "comparison", "cost", "smalltalk", "other"] as const;

export const outputSchemas = {
  classification: z.strictObject({ kind: z.enum(messageKinds), language }),
  question: z.strictObject({ question: z.string().min(1).max(600), language }),
  facts: z.strictObject({
    facts: z
      .array(
        z.strictObject({
          fact: z.enum(factNames),
          value: z.union([z.string(), z.number()]),
          words: z.string().max(300),
        }),
      )
      .max(factNames.length),
  }),
} as const satisfies Readonly<Record<Exclude<OutputName, "sentences">, z.ZodType>>;

export type Classification = z.infer<typeof outputSchemas.classification>;

/** A rewritten or translated question, when it says no more than it was made from; otherwise undefined. */
export function sensibleQuestion(
  question: string,
  from: string,
  knownNames: readonly string[],
  isTranslated: boolean,
): string | undefined {
  const text = plainWords(question);
  if (!/\p{L}/u.test(text) || holdsLink(text) || holdsControl(text)) return undefined;
  const numbers = new Set(numbersIn(from));
  // "Zwei" is no number that we read: in a translation only figures can be held to the original.
  const said = isTranslated
    ? numbersIn(text.replaceAll(/\p{L}+/gu, (word) => (/\d/.test(word) ? word : "x")))
    : numbersIn(text);
  if (said.some((number) => !numbers.has(number))) return undefined;
  const before = from.toLowerCase();
  const adds = (name: string): boolean => !before.includes(name.toLowerCase());
  const lower = ` ${text.toLowerCase()} `;
  if (
    knownNames.some(
      (name) =>
        new RegExp(String.raw`(?<![\p{L}\p{N}])${literally(name.toLowerCase())}(?![\p{L}\p{N}])`, "u").test(lower) &&
        adds(name),
    )
  )
    return undefined;
  if (!isTranslated && namesIn(text).some(adds)) return undefined;
  return text;
}

export interface ReadByModel {
  readonly fact: FactName;
  readonly value: string | number;
  readonly words: string;
}

/** Facts with a value that they can have, each with the words of the message that it was read from; the others are dropped. */
export function sensibleFacts(output: z.infer<typeof outputSchemas.facts>, message: string): ReadByModel[] {
  const seen = new Set<string>();
  return output.facts.flatMap(({ fact, value, words }) => {
    const read = fact === volumeFact && typeof value === "string" ? Number(value.replaceAll(/[,_\s]/g, "")) : value;
    if (!isFactName(fact) || !isFactValue(fact, read) || seen.has(fact)) return [];
    const quoted = quotedFrom(message, words);
    if (quoted === undefined || holdsLink(quoted)) return [];
    seen.add(fact);
    return [{ fact, value: read, words: quoted }];
  });
}

const leastQuoted = 2;

/** Whole words of the message, as they stand there: a model copies them with signs of its own, and people see theirs. */
function quotedFrom(message: string, words: string): string | undefined {
  const parts = words.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (parts.join("").length < leastQuoted) return undefined;
  const between = String.raw`[^\p{L}\p{N}]+`;
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${parts.join(between)}[\p{L}\p{N}]*`, "iu").exec(message)?.[0];
}

/** The facts and their values, as the prompt lists them. */
export const factList = (): string =>
  factNames
    .map((name) => `${name}: ${name === volumeFact ? "a number of tokens a month" : factValues[name].join(", ")}`)
    .join("\n");
