import { z } from "zod";
import { filled } from "../core/decide/signal-book.ts";
import type { SignalData } from "../core/decide/signal-types.ts";
import { didYouMean } from "./problems.ts";
import { id, keys, list, oneOf, text } from "./schema-parts.ts";
import { checkValue, fact, facts, namedFact, patterns, positive, type Put, source } from "./signal-fields.ts";

const signal = keys("a signal", {
  id,
  fact: namedFact,
  value: text("a value of the fact"),
  patterns,
  unless: patterns.optional(),
  inferred: z.boolean("Write true where it follows from the words, or leave it out").optional(),
  negated: text("what a negation makes of it, or leave it out").optional(),
  negation: oneOf("near", "touching").optional(),
  implies: facts.optional(),
  example: list(
    keys("an example", { text: text("a text"), facts }),
    "Write at least one example, beginning with - text:",
  ),
  never: list(text("a text"), "Write texts in which the fact is not read, or leave it out").optional(),
  source,
}).superRefine((one, context) => {
  const put: Put = (path, message) => context.addIssue({ code: "custom", path: [...path], message });
  checkValue(one.fact, one.value, ["value"], put);
  checkValue(one.fact, one.negated, ["negated"], put);
});

const names = patterns;
const grammarKeys = [
  "breaks",
  "abbreviations",
  "negators",
  "notNegators",
  "negatorsAfter",
  "hedges",
  "conditions",
  "consequences",
  "others",
  "ours",
  "otherTimes",
  "doubts",
  "doubtsAfter",
  "leftOpen",
  "questions",
  "questionsUnmarked",
  "presupposed",
  "corrections",
] as const satisfies readonly (keyof SignalData["grammar"])[];
const grammar = keys(
  "the grammar",
  Object.fromEntries(grammarKeys.map((key) => [key, patterns])) as Record<
    (typeof grammarKeys)[number],
    typeof patterns
  >,
);

const listName = "Name a list by one word, e.g. vendor";
const words = z.record(
  z.string(listName).regex(/^[a-z]\w*$/i, listName),
  patterns,
  "Write lists of words under their names",
);

/** `decision/signals.yaml`. That patterns name only lists that there are is checked over the whole. */
export const signalsSchema = keys("the signals", {
  grammar,
  spelling: keys("spelling", {
    words: list(text("a word"), "List words whose slips are put right"),
    keep: list(text("a word"), "List words that are like them and stay"),
  }),
  volume: keys("the volumes", {
    perMonth: list(
      keys("a period", { times: positive("Write how many of it a month has, e.g. 30.44"), names }),
      "List periods, each beginning with - times:",
    ),
    per: patterns,
    adverbs: z.record(z.string(), text("the name of a period"), "Write words and their period, e.g. daily: day"),
    workingDaysPerMonth: positive("Write the working days of a month, e.g. 21.7").max(
      31,
      "A month has no more than 31 days",
    ),
    workingHoursPerDay: positive("Write the working hours of a day, e.g. 8").max(24, "A day has no more than 24 hours"),
    working: patterns,
    sizes: list(
      keys("a size", { tokens: positive("Write the tokens of one, e.g. 600"), names }),
      "List what has a size of its own, each beginning with - tokens:",
    ),
    items: list(
      keys("an item", { assumedTokens: positive("Write the tokens that are taken for one, e.g. 1500"), names }),
      "List what is counted, each beginning with - assumedTokens:",
    ),
    people: patterns,
    each: patterns,
    inward: patterns,
    outward: patterns,
    unusable: patterns,
    vague: patterns,
    amounts: list(
      keys("an amount in words", {
        assumedTokensPerMonth: positive("Write the tokens a month that are taken for it, e.g. 3000000"),
        patterns,
      }),
      "List amounts in words, each beginning with - assumedTokensPerMonth:",
    ),
    bill: keys("the bill", {
      assumedDollarsPerMillionTokens: positive("Write the dollars that a million tokens are taken to cost, e.g. 4"),
      patterns,
    }),
  }),
  words,
  refines: z.record(
    namedFact,
    list(list(text("a value of the fact"), "List values, the plainest first"), "List lists of values"),
    "Write facts and lists of their values",
  ),
  together: z.array(
    keys("what stands together", {
      fact: namedFact,
      values: list(text("a value of the fact"), "List values"),
      beside: facts.optional(),
      becomes: text("the value that the fact then has, or leave it out").optional(),
      implies: facts.optional(),
    }),
    "List what stands together, or write []",
  ),
  topics: z.record(fact, patterns, "Write facts and what names them"),
  labels: keys("the labels", {
    answers: keys("answers", { yes: patterns, no: patterns }),
    facts: z.record(
      namedFact,
      keys("a label", {
        names: patterns,
        also: z.record(z.string(), patterns, "Write values and more words for them").optional(),
      }),
      "Write facts and what they are called in notes",
    ),
  }),
  signals: list(signal, "List signals, each beginning with - id:"),
}).superRefine((data, context) => {
  const put: Put = (path, message) => context.addIssue({ code: "custom", path: [...path], message });
  for (const [name, ladders] of Object.entries(data.refines))
    for (const [i, ladder] of ladders.entries())
      for (const [j, one] of ladder.entries()) checkValue(name, one, ["refines", name, i, j], put);
  for (const [i, one] of data.together.entries()) {
    for (const [j, given] of one.values.entries()) checkValue(one.fact, given, ["together", i, "values", j], put);
    if (one.values.length < 2 && !one.beside)
      put(["together", i, "values"], "List two values or more, or write beside: with a value of another fact");
    checkValue(one.fact, one.becomes, ["together", i, "becomes"], put);
  }
  for (const [name, { also = {} }] of Object.entries(data.labels.facts))
    for (const given of Object.keys(also)) checkValue(name, given, ["labels", "facts", name, "also", given], put);
  const ids = new Set<string>();
  for (const [i, one] of data.signals.entries()) {
    if (ids.has(one.id)) put(["signals", i, "id"], "Give each signal an id of its own");
    ids.add(one.id);
  }
  checkLists(data, put);
}) as unknown as z.ZodType<SignalData>;

/** A pattern names lists that there are; a list only those above it. */
type Named = Readonly<Record<string, readonly string[]>>;
interface Lists {
  readonly words: Named;
  readonly topics: Named;
  readonly labels: {
    readonly facts: Readonly<Record<string, { readonly names: readonly string[]; readonly also?: Named | undefined }>>;
  };
  readonly signals: readonly {
    readonly patterns: readonly string[];
    readonly unless?: readonly string[] | undefined;
  }[];
}
function checkLists(data: Lists, put: Put): void {
  const above: Record<string, readonly string[]> = {};
  const check = (pattern: string, path: readonly PropertyKey[]): void => {
    try {
      new RegExp(filled(pattern, above), "g");
    } catch (error) {
      if (!(error instanceof RangeError)) return; // what does not compile is told where it stands
      const name = /^\{(\w+)\}/.exec(error.message)?.[1] ?? "";
      const near = didYouMean(name, Object.keys(above));
      put(path, `${near ? `Did you mean {${near}}? ` : ""}There is no list ${name} above; write one under words`);
    }
  };
  for (const [name, items] of Object.entries(data.words)) {
    for (const [i, item] of items.entries()) check(item, ["words", name, i]);
    above[name] = items;
  }
  for (const [name, all] of Object.entries(data.topics))
    for (const [i, item] of all.entries()) check(item, ["topics", name, i]);
  for (const [name, { names, also = {} }] of Object.entries(data.labels.facts)) {
    for (const [i, item] of names.entries()) check(item, ["labels", "facts", name, "names", i]);
    for (const [given, all] of Object.entries(also))
      for (const [i, item] of all.entries()) check(item, ["labels", "facts", name, "also", given, i]);
  }
  for (const [i, one] of data.signals.entries())
    for (const key of ["patterns", "unless"] as const)
      for (const [j, item] of (one[key] ?? []).entries()) check(item, ["signals", i, key, j]);
}
