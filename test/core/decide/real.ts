/** The engine with the project's own decision files. */
import { resolve } from "node:path";
import fc from "fast-check";
import {
  type Fact,
  type FactName,
  factNames,
  type FactSheet,
  factValues,
  readFacts,
  volumeFact,
} from "../../../src/core/decide/facts.ts";
import type { FactsGiven } from "../../../src/core/decide/model.ts";
import { prepareDecision } from "../../../src/core/decide/prepare.ts";
import { openKnowledge } from "../../../src/knowledge/load.ts";

const opened = await openKnowledge(resolve(import.meta.dirname, "../../../knowledge"), "2026-11-30");
if (!("catalog" in opened) || !opened.catalog?.decision) throw new Error("the decision files do not load");
export const data = opened.catalog.decision;
export const model = prepareDecision(data);

/** Facts as JSON has them; a mistake in them is the test's. */
export function facts(given: FactsGiven): FactSheet {
  const read = readFacts(given);
  if (!read.ok) throw new Error(read.problems.join("; "));
  return read.facts;
}

export const valuesOf = (name: FactName): readonly (string | number)[] =>
  name === volumeFact ? [3e6, 3e7, 3e8, 3e9, 3e10] : factValues[name];

const valueOf = (name: FactName): fc.Arbitrary<string | number> =>
  name === volumeFact
    ? fc.double({ min: 5, max: 11, noNaN: true }).map((power) => 10 ** power)
    : // If all were anything, hard constraints would leave little to decide.
      fc.oneof(
        { weight: 2, arbitrary: fc.constant(factValues[name][0]) },
        { weight: 3, arbitrary: fc.constantFrom(...factValues[name]) },
      );

const knownFact = (name: FactName): fc.Arbitrary<Fact> => valueOf(name).map((value) => ({ value }));
/** Known, known with a doubt, or asked and not known. */
const anyFact = (name: FactName): fc.Arbitrary<Fact> =>
  fc.oneof(
    { weight: 5, arbitrary: knownFact(name) },
    { weight: 1, arbitrary: valueOf(name).map((value) => ({ value, hedged: true })) },
    { weight: 1, arbitrary: fc.constant({ value: "unknown" }) },
  );

/** Fact sheets as they come: of most facts nobody spoke. */
export const anySheet: fc.Arbitrary<FactSheet> = fc
  .subarray([...factNames], { minLength: 0 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, anyFact(name)]))));

/** Nothing is open. */
export const completeSheet: fc.Arbitrary<FactSheet> = fc.record(
  Object.fromEntries(factNames.map((name) => [name, knownFact(name)])),
);
