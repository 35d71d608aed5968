import { z } from "zod";
import { factValues, namedFacts, factNames, volumeFact } from "../core/decide/facts.ts";
import {
  alternatives,
  type Basis,
  type Condition,
  type Constraint,
  type CostAssumptions,
  type Criteria,
  type CriterionScores,
  type Outcomes,
  type Question,
} from "../core/decide/model.ts";
import { coverageId, id, keys, list, oneOf, text } from "./schema-parts.ts";

/** Shapes of the files in `knowledge/decision/`. Each message is read by the person who wrote the file. */

const basisSays = "List coverage ids, e.g. [CRIT-O6], or write: our assumption";
const basis: z.ZodType<Basis> = z.union([list(coverageId, basisSays), z.literal("our assumption")], basisSays);

const number = (what: string, min: number, max: number) => {
  const says = `Write ${what} as a number from ${min} to ${max}`;
  return z.number(says).min(min, says).max(max, says);
};

const orList = (values: readonly [string, ...string[]]) =>
  z.union(
    [z.enum(values), z.array(z.enum(values)).min(1)],
    `Write ${values.join(", ")}, or a list of some of these in square brackets`,
  );
const volumeRange = keys("the range", {
  min: number("the least tokens a month", 0, 1e16).optional(),
  max: number("the tokens a month below which it holds", 0, 1e16).optional(),
});

/** Written flat: `{data_may_leave: no, volume_tokens_per_month: {min: 1e9}}`. */
const condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .strictObject(
      {
        ...Object.fromEntries(
          namedFacts.map((name) => [name, orList(factValues[name] as readonly [string, ...string[]]).optional()]),
        ),
        [volumeFact]: volumeRange.optional(),
        any: z.array(condition, "Write a list of conditions, of which one must hold").min(1).optional(),
        not: condition.optional(),
      },
      "Write facts and their values in braces, e.g. {data_may_leave: no}; {} holds always",
    )
    .transform((given): Condition => {
      const { [volumeFact]: volume, any, not, ...facts } = given as Record<string, unknown>;
      return {
        facts: facts as Condition["facts"],
        volume: volume as Condition["volume"],
        any: any as Condition["any"],
        not: not as Condition["not"],
      };
    }),
);

const exampleFacts = z.partialRecord(
  z.enum(factNames as [string, ...string[]], `Write a fact; there are ${factNames.join(", ")}`),
  z.union([z.string(), z.number(), z.null()]),
  "Write facts and their values, e.g. {data_may_leave: no}",
);
const examples = z
  .array(
    keys("an example", { facts: exampleFacts, holds: z.boolean("Write true or false: whether the rule holds then") }),
    "List examples, each {facts: {…}, holds: true}",
  )
  .optional();
const ruled = {
  when: condition,
  because: text("the reason, which people read", 300),
  sources: basis,
  examples,
};

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
    .int()
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
      moves: z.array(keys("a move", { ...ruled, times: number("by how much", 0, 10) })).default([]),
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

const change = number("what is added", -1, 1);
export const scoresSchema = list(
  keys("the scores of a criterion", {
    criterion: id,
    base: perAlternative(
      keys("a score", { score: number("the score", 0, 1), because: text("the reason", 300), sources: basis }),
    ).optional(),
    adjust: z
      .array(
        keys("an adjustment", {
          ...ruled,
          add: z.partialRecord(alternative, change, `Write alternatives and what is added, e.g. {closed_api: -0.1}`),
        }),
      )
      .default([]),
  }),
  "List the scores of each criterion, each beginning with - criterion:",
) satisfies z.ZodType<CriterionScores[]>;

const chances = z.record(z.string(), number("the chance", 0, 1e16), "Write values and how likely each is");
export const questionsSchema = list(
  keys("a question", {
    fact: oneOf(
      ...(factNames as readonly (typeof factNames)[number][] as [
        (typeof factNames)[number],
        ...(typeof factNames)[number][],
      ]),
    ),
    title: text("what the fact is called", 40),
    ask: text("the question", 150),
    why: text("why you ask, in one sentence", 200),
    checklist: z.boolean("Write true, or leave it out").default(false),
    options: list(
      keys("an option", {
        value: z.union([z.string(), z.number()]),
        label: text("the words on the button", 75),
        says: text("the same as a clause, e.g. the data is public", 100),
      }),
      "List the answers to choose from",
      2,
    ),
    prior: keys("the prior", {
      usual: chances,
      cases: z.array(keys("a case", { when: condition, chances })).default([]),
    }),
    follows: z.array(keys("what follows", { ...ruled, value: text("the value") })).default([]),
    sources: basis,
  }),
  "List the questions, each beginning with - fact:",
) satisfies z.ZodType<Question[]>;

const remarks = z
  .array(
    keys("a remark", {
      id,
      for: alternativeList.optional(),
      ...ruled,
      says: text("what is said", 300),
    }),
  )
  .default([]);
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
  apiUsdPerMTok: usd,
  privateCloudUsdPerMTok: usd,
  privateCloudFixedUsdPerMonth: usd,
  hostedUsdPerMTok: usd,
  replicaUsdPerMonth: usd,
  ownReplicaUsdPerMonth: usd,
  replicaTokensPerMonth: number("tokens a month", 1, 1e15),
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
}) satisfies z.ZodType<CostAssumptions>;
