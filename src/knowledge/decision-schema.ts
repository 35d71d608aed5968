import { z } from "zod";
import { rentTerms } from "../core/cost/book.ts";
import { type FactName, factNames, factValues, namedFacts, volumeFact } from "../core/decide/facts.ts";
import {
  alternatives,
  type Basis,
  type Condition,
  type Constraint,
  type CostFile,
  type Criteria,
  type CriterionScores,
  type Outcomes,
  type Question,
} from "../core/decide/model.ts";
import { coverageId, id, keys, list, oneOf, text } from "./schema-parts.ts";

/** Shapes of the files in `knowledge/decision/`. Each message is read by the person who wrote the file. */

const basisSays = "List coverage ids, e.g. [CRIT-O6], or write: our assumption";
const basis: z.ZodType<Basis> = z.union([list(coverageId, basisSays), z.literal("our assumption")], basisSays);

const shown = (n: number): string => (n >= 1e6 ? n.toExponential().replace("e+", "e") : String(n));
const number = (
  what: string,
  min: number,
  max: number,
  says = `Write ${what} as a number from ${shown(min)} to ${shown(max)}`,
) => {
  return z.number(says).min(min, says).max(max, says);
};

type Some = readonly [string, ...string[]];
const orList = (values: Some) => {
  const says = `Write ${values.join(", ")}, or a list of some of these in square brackets`;
  return z.union([z.enum(values, says), z.array(z.enum(values, says), says).min(1, says)], says);
};
/** A key for each named fact, each of which may be left out. */
const perFact = <T extends z.ZodType>(of: (values: Some) => T) =>
  Object.fromEntries(namedFacts.map((name) => [name, of(factValues[name] as Some).optional()]));

const volumeRange = keys("the range", {
  min: number("the least tokens a month", 0, 1e16).optional(),
  max: number("the tokens a month below which it holds", 0, 1e16).optional(),
}).refine(({ min = 0, max = Infinity }) => min < max, "Write a max above min: it holds from min to below max");

/** Written flat: `{data_may_leave: no, volume_tokens_per_month: {min: 1e9}}`. */
const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z
      .strictObject(
        {
          ...perFact(orList),
          [volumeFact]: volumeRange.optional(),
          any: list(condition, "Write a list of conditions, of which one must hold").optional(),
          not: condition.optional(),
        },
        "Write facts and their values in braces, e.g. {data_may_leave: no}; {} holds always",
      )
      .transform((given): Condition => {
        const { [volumeFact]: volume, any, not, ...facts } = given as Record<string, unknown>;
        return {
          facts,
          volume: volume as Condition["volume"],
          any: any as Condition["any"],
          not: not as Condition["not"],
        };
      }),
  )
  .meta({ id: "condition", description: "What must hold of the facts" });

const exampleFacts = z
  .strictObject(
    { ...perFact((values) => oneOf(...values)), [volumeFact]: number("tokens a month", 0, 1e16).optional() },
    "Write facts and their values in braces, e.g. {data_may_leave: no}",
  )
  .meta({ id: "facts", description: "Facts and their values" });
const examplesSay = "List at least one example, each {facts: {data_may_leave: no}, holds: true}";
/** Every rule carries its own: whoever edits it is told when it no longer does what it was meant to do. */
const examples = list(
  keys("an example", { facts: exampleFacts, holds: z.boolean("Write true or false: whether the rule holds then") }),
  examplesSay,
);
const ruled = {
  when: condition,
  because: text("the reason, which people read", 300),
  sources: basis,
  examples,
};

/** A list that may be left out. */
const several = <T extends z.ZodType>(of: T, what: string) =>
  z.array(of, `Write ${what} as a list, or leave it out`).default([]);

const alternative = oneOf(...alternatives);
const alternativeList = list(alternative, `List alternatives: ${alternatives.join(", ")}`);
const perAlternative = <T extends z.ZodType>(each: T) =>
  z.strictObject(
    Object.fromEntries(alternatives.map((one) => [one, each])) as Record<(typeof alternatives)[number], T>,
    `Write one for each of ${alternatives.join(", ")}`,
  );

export const criteriaSchema = keys("the file", {
  weightSpread: number("the spread of weights", 0, 2),
  draws: z
    .number("Write how many draws, e.g. 2000")
    .int("Write a whole number of draws, e.g. 2000")
    .min(100, "Write at least 100")
    .max(20_000, "Write at most 20000"),
  clearFrom: number("the share", 0.5, 1),
  leaningFrom: number("the share", 0.3, 1),
  criteria: list(
    keys("a criterion", {
      id,
      title: text("the title", 40),
      means: text("what it means, in a few words", 80),
      weight: number("the weight", 0, 1),
      because: text("the reason", 300),
      sources: basis,
      moves: several(keys("a move", { ...ruled, times: number("by how much", 0, 10) }), "what moves the weight"),
    }),
    "List the criteria, each beginning with - id:",
  ),
}) satisfies z.ZodType<Criteria>;

export const constraintsSchema = list(
  keys("a constraint", {
    id,
    title: text("the title", 80),
    ...ruled,
    excludes: alternativeList,
    relax: text("what would have to change", 200),
  }),
  "List the constraints, each beginning with - id:",
) satisfies z.ZodType<Constraint[]>;

const added = z.strictObject(
  Object.fromEntries(alternatives.map((one) => [one, number("what is added", -1, 1).optional()])),
  "Write alternatives and what is added, e.g. {closed_api: -0.1}",
);
export const scoresSchema = list(
  keys("the scores of a criterion", {
    criterion: id,
    base: perAlternative(
      keys("a score", { score: number("the score", 0, 1), because: text("the reason", 300), sources: basis }),
    ).optional(),
    adjust: several(keys("an adjustment", { ...ruled, add: added }), "what moves the scores"),
  }),
  "List the scores of each criterion, each beginning with - criterion:",
) satisfies z.ZodType<CriterionScores[]>;

const optionSays = "Write one of the fact's values; for the volume a number of tokens a month";
const optionValue = z.union([z.string(optionSays).min(1, optionSays), z.number(optionSays)], optionSays);
const chances = z.record(
  z.string(),
  number("the chance", 0, 1e16, "Write how likely it is as a number from 0 to 1; of the volume its median and spread"),
  "Write values and how likely each is",
);
export const questionsSchema = list(
  keys("a question", {
    fact: oneOf(...(factNames as [FactName, ...FactName[]])),
    title: text("what the fact is called", 40),
    ask: text("the question", 150),
    why: text("why you ask, in one sentence", 200),
    checklist: z.boolean("Write true, or leave it out").default(false),
    options: list(
      keys("an option", {
        value: optionValue,
        label: text("the words on the button", 75),
        says: text("the same as a clause, e.g. the data is public", 100),
      }),
      "List the answers to choose from",
      2,
    ),
    prior: keys("the prior", {
      usual: chances,
      cases: several(keys("a case", { when: condition, chances }), "the cases"),
    }),
    decides: several(keys("what else hangs on it", { ...ruled, for: alternativeList }), "what else hangs on it"),
    follows: several(keys("what follows", { ...ruled, value: text("the value") }), "what follows from other facts"),
    sources: basis,
  }),
  "List the questions, each beginning with - fact:",
) satisfies z.ZodType<Question[]>;

const remarks = several(
  keys("a remark", { id, for: alternativeList.optional(), ...ruled, says: text("what is said", 300) }),
  "the remarks",
);
export const outcomesSchema = keys("the file", {
  alternatives: list(
    keys("an alternative", {
      id: alternative,
      title: text("the title", 80),
      short: text("the column heading", 30),
      verdict: text("the verdict as an order", 100),
      what: text("what it is", 200),
      entries: list(id, "Name the entries that explain it"),
    }),
    `Write one for each of ${alternatives.join(", ")}`,
    alternatives.length,
  ),
  buildingBlocks: remarks,
  path: remarks,
  risks: remarks,
  nextSteps: remarks,
}) satisfies z.ZodType<Outcomes>;

const usd = number("the amount in US dollars", 0, 1e9);
export const costSchema = keys("the file", {
  asOf: z.iso.date('Write the day of the prices as "YYYY-MM-DD"'),
  sources: list(text("a source"), "Name where the numbers come from"),
  reference: keys("what rates are read off", {
    api: text("an endpoint of a closed model, e.g. anthropic/claude-sonnet-4-6"),
    openModel: text("a model of models/, e.g. llama-3-3-70b"),
    gpu: text("a GPU of gpus/, e.g. h100-sxm"),
    gpus: number("the GPUs of one replica", 1, 64),
    tpotLimitS: number("seconds per output token, 99th percentile", 0.001, 100),
    terms: z.enum(rentTerms, `Write ${rentTerms.join(", ")}`),
  }),
  privateCloudTimes: number("how many times the list price", 1, 10),
  privateCloudFixedUsdPerMonth: usd,
  leastReplicas: number("how many", 0, 1_000),
  peakToAverage: keys("the ratios", {
    steady: number("the ratio", 1, 100),
    spiky: number("the ratio", 1, 100),
    batch: number("the ratio", 1, 100),
  }),
  peopleUsdPerMonth: usd,
  partnerUsdPerMonth: usd,
  edgeUsdPerMonth: usd,
  edgeUsdPerMTok: usd,
  hybridClosedShare: number("the share", 0, 1),
  materialUsdPerMonth: usd,
  worstTimes: number("how many times", 1.1, 10_000),
}) satisfies z.ZodType<CostFile>;
