import { z } from "zod";
import { factValues, type NamedFact, namedFacts } from "../core/decide/facts.ts";
import type { SaidData } from "../core/decide/signal-types.ts";
import { keys, list, oneOf, text } from "./schema-parts.ts";
import { classesOf } from "./word-classes.ts";

const hundredthsSay = "Write a whole number from 1 to 99: how likely it must be, in hundredths, e.g. 60";
const hundredths = z.number(hundredthsSay).int(hundredthsSay).min(1, hundredthsSay).max(99, hundredthsSay);
const facts = z.array(oneOf(...(namedFacts as [NamedFact, ...NamedFact[]])), "List facts, or write []");

const sentences = list(text("a sentence as people say it", 400), "List at least one sentence as people say it");
const alikeName = "Name what the words have in common by one word, e.g. vendor";

/** Sentences under the values of a fact. */
const values = (fact: NamedFact) =>
  z
    .strictObject(
      Object.fromEntries(factValues[fact].map((value) => [value, sentences.optional()])),
      `Write values and sentences that state them: ${factValues[fact].join(", ")}`,
    )
    .optional();

/** `decision/said.yaml`. That no sentence states two values of one fact is checked over the whole. */
export const saidSchema = keys("the file", {
  believe: keys("how likely it must be", {
    sureFrom: hundredths,
    likelyFrom: hundredths,
    eagerFrom: hundredths,
    eagerly: facts,
    apart: z.strictObject(
      Object.fromEntries(namedFacts.map((fact) => [fact, hundredths.optional()])),
      "Write facts, and for each how likely it must be",
    ),
  }),
  alike: z.record(
    z.string(alikeName).regex(/^[a-z]\w*$/i, alikeName),
    list(text("a word", 40), "List words that play the same part"),
    "Write names and lists of words",
  ),
  says: z.strictObject(
    Object.fromEntries(namedFacts.map((fact) => [fact, values(fact)])),
    "Write facts, and under each its values with sentences",
  ),
  nothing: list(text("a sentence that states no fact", 400), "List at least one sentence that states no fact"),
})
  .superRefine(({ says, nothing }, context) => {
    const put = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    const stated = new Set<string>();
    for (const [fact, byValue] of Object.entries(says)) {
      const seen = new Map<string, string>();
      for (const [value, all] of Object.entries(byValue ?? {}))
        for (const [i, one] of (all ?? []).entries()) {
          const known = seen.get(one);
          if (known !== undefined)
            put(["says", fact, value, i], `Leave it under one value; it stands under ${known} too`);
          seen.set(one, value);
          stated.add(one);
        }
    }
    for (const [i, one] of nothing.entries())
      if (stated.has(one)) put(["nothing", i], "Leave it under the fact that it states, or here");
  })
  .transform((data) => ({ ...data, classesOf })) as unknown as z.ZodType<SaidData>;
