import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { assess } from "../../../src/core/decide/assess.ts";
import { factNames, factValues, usualVolumeTokensPerMonth, volumeFact } from "../../../src/core/decide/facts.ts";
import type { FactsGiven } from "../../../src/core/decide/model.ts";
import { readSignals } from "../../../src/core/decide/signals.ts";
import { book } from "./book.ts";
import { facts, model } from "./real.ts";

/** What an adviser would say to a described workload, written before the engine was. */
interface Scenario {
  readonly id: string;
  readonly text: string;
  readonly answers: FactsGiven;
  readonly stated: readonly string[];
  readonly expected: string;
  readonly acceptable: readonly string[];
  readonly never: readonly string[];
  readonly near_tie?: boolean;
  readonly needs_more_info?: boolean;
}
const read = (path: string): Scenario[] =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Scenario);
const sharedCopy = join(import.meta.dirname, "shared-scenarios.jsonl");
const ours = read(join(import.meta.dirname, "scenarios.jsonl"));
const shared = read(sharedCopy);
/** Written after the engine, by people who knew it not; a first look at them, 60 at a time, found what README tells. */
const later = read(join(import.meta.dirname, "later-scenarios.jsonl"));

/** Facts that are as usual are left out of `answers`, whether somebody stated them or not. */
const usual: FactsGiven = {
  ...Object.fromEntries(
    factNames.map((name) => [name, name === volumeFact ? usualVolumeTokensPerMonth : factValues[name][0]]),
  ),
  on_call_team: "unknown",
};
const stated = ({ stated: names, answers }: Scenario): FactsGiven => ({
  ...Object.fromEntries(names.map((name) => [name, usual[name]])),
  ...answers,
});

const everyFact = (scenario: Scenario): FactsGiven => ({ ...usual, ...scenario.answers });

describe.for([
  ["our scenarios, from what was stated alone", ours, stated],
  ["our scenarios, from every fact", ours, everyFact],
  ["the shared scenarios, from what was stated alone", shared, stated],
  ["the shared scenarios, from every fact", shared, everyFact],
  ["later scenarios, from every fact", later, everyFact],
] as const)("%s", ([, scenarios, factsOf]) => {
  const found = scenarios.map((scenario) => {
    const { recommended = "none", label, acceptability } = assess(model, facts(factsOf(scenario)), { flips: false });
    return { ...scenario, recommended, label, share: Math.max(...Object.values(acceptability)) };
  });
  const shareOf = (all: readonly unknown[], part: readonly unknown[]): number => part.length / all.length;

  test("nothing is recommended that an adviser would never recommend", () => {
    expect(found.filter(({ never, recommended }) => never.includes(recommended)).map(({ id }) => id)).toEqual([]);
  });

  test("at least 95 of 100 recommendations are acceptable, and 80 the best one", () => {
    const exact = found.filter(({ expected, recommended }) => recommended === expected);
    const good = found.filter(({ expected, acceptable, recommended }) =>
      [expected, ...acceptable].includes(recommended),
    );
    expect(shareOf(found, good)).toBeGreaterThanOrEqual(0.95);
    expect(shareOf(found, exact)).toBeGreaterThanOrEqual(0.8);
  });

  test("at least 9 of 10 near ties are not called clear", () => {
    const ties = found.filter(({ near_tie }) => near_tie);
    expect(ties.length).toBeGreaterThan(0);
    const seen = ties.filter(({ label, share }) => label === "near_tie" || (label !== "clear" && share < 0.85));
    expect(shareOf(ties, seen)).toBeGreaterThanOrEqual(0.9);
  });

  test("at least 9 of 10 that lack a fact are told that one is lacking", () => {
    const lacking = found.filter(({ needs_more_info }) => needs_more_info);
    expect(lacking.length).toBeGreaterThan(0);
    expect(
      shareOf(
        lacking,
        lacking.filter(({ label }) => label === "needs_more_information"),
      ),
    ).toBeGreaterThanOrEqual(0.9);
  });
});

/** What is missed in words is asked for; what breaks a constraint that words state would be worse. */
test.for([
  ["ours", ours, { good: 0.95, exact: 0.8, broken: 0 }],
  ["the shared", shared, { good: 0.95, exact: 0.9, broken: 0 }],
  ["later", later, { good: 0.94, exact: 0.8, broken: 2 }],
] as const)("%s: from their words alone as many are right as can be expected", ([, scenarios, least]) => {
  const found = scenarios.map((scenario) => ({
    ...scenario,
    recommended: assess(model, readSignals(scenario.text, book).facts, { flips: false }).recommended ?? "none",
  }));
  const share = (isSo: (one: (typeof found)[number]) => boolean): number => found.filter(isSo).length / found.length;
  expect(share(({ expected, recommended }) => expected === recommended)).toBeGreaterThanOrEqual(least.exact);
  expect(
    share(({ expected, acceptable, recommended }) => [expected, ...acceptable].includes(recommended)),
  ).toBeGreaterThanOrEqual(least.good);
  expect(found.filter(({ never, recommended }) => never.includes(recommended)).length).toBeLessThanOrEqual(
    least.broken,
  );
});

test("our copy of the shared scenarios is theirs, where they stand beside the project", () => {
  const theirs = resolve(import.meta.dirname, "../../../../shared/goldens/scenarios.jsonl");
  if (existsSync(theirs)) expect(readFileSync(sharedCopy, "utf8")).toBe(readFileSync(theirs, "utf8"));
});
