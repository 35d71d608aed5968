import { canHold, testOf } from "../core/decide/condition.ts";
import { type FactName, isFactName, type NamedFact, usualVolumeTokensPerMonth } from "../core/decide/facts.ts";
import type { Basis, Condition, Example } from "../core/decide/model.ts";
import { newSheet, setFact, type Sheet } from "../core/decide/sheet.ts";
import type { Parsed } from "./parse.ts";
import { errorAt, type Problem } from "./problems.ts";
import type { DecisionShelf } from "./shelf.ts";
import type { Path } from "./yaml.ts";

/** A rule of the decision flow, and where it stands. */
export interface RuleAt {
  readonly on: Parsed<unknown>;
  readonly path: Path;
  readonly rule: { readonly when: Condition; readonly sources: Basis; readonly examples: readonly Example[] };
}

export const remarkLists = ["buildingBlocks", "path", "risks", "nextSteps"] as const;

/** Every rule of every file that could be read. */
export function rulesOf({ criteria, constraints, scores, questions, outcomes }: DecisionShelf): RuleAt[] {
  const all: RuleAt[] = [];
  const add = (on: Parsed<unknown>, path: Path, rules: readonly RuleAt["rule"][]): void => {
    for (const [i, rule] of rules.entries()) all.push({ on, path: [...path, i], rule });
  };
  for (const [i, { moves }] of criteria?.data.criteria.entries() ?? [])
    if (criteria) add(criteria, ["criteria", i, "moves"], moves);
  if (constraints) add(constraints, [], constraints.data);
  for (const [i, { adjust }] of scores?.data.entries() ?? []) if (scores) add(scores, [i, "adjust"], adjust);
  for (const [i, { follows, decides }] of questions?.data.entries() ?? []) {
    if (!questions) continue;
    add(questions, [i, "follows"], follows);
    add(questions, [i, "decides"], decides);
  }
  for (const list of remarkLists) if (outcomes) add(outcomes, [list], outcomes.data[list]);
  return all;
}

/** Conditions that nothing can make true, and examples that do not come out as they say. */
export function ruleProblems(decision: DecisionShelf): Problem[] {
  return rulesOf(decision).flatMap(({ on, path, rule }) => {
    if (!canHold(rule.when)) return [neverHolds(on, [...path, "when"])];
    const test = testOf(rule.when);
    return rule.examples.flatMap((example, i) => {
      const at = [...path, "examples", i];
      const { sheet, names } = sheetOf(example);
      const impossible = contradiction(decision, sheet, names);
      if (impossible) {
        const { fact, value } = impossible;
        const what = `${fact} can't be ${String(example.facts[fact])}, given the other facts`;
        return [errorAt(on.file, on.placeOf([...at, "facts", fact]), what, `write ${value}, for that follows`)];
      }
      const holds = test(sheet);
      if (holds === example.holds) return [];
      const what = holds ? "with these facts the rule holds" : "with these facts the rule does not hold";
      const remedy = `write holds: ${String(holds)}, or mend the facts or the condition`;
      return [errorAt(on.file, on.placeOf([...at, "holds"]), what, remedy)];
    });
  });
}

export const neverHolds = (on: Parsed<unknown>, path: Path): Problem =>
  errorAt(on.file, on.placeOf(path), "this condition can never hold", "take out what contradicts the rest of it");

/** What an example leaves out is as `Example` says. */
function sheetOf({ facts }: Example): { readonly sheet: Sheet; readonly names: ReadonlySet<FactName> } {
  const sheet = newSheet();
  sheet.volume = usualVolumeTokensPerMonth;
  const names = new Set<FactName>();
  for (const [name, value] of Object.entries(facts)) {
    if (!isFactName(name) || value === undefined || value === null) continue;
    setFact(sheet, name, value);
    names.add(name);
  }
  return { sheet, names };
}

/** A fact of an example that must be something else, for that follows from the example's other facts. */
function contradiction(
  { questions }: DecisionShelf,
  sheet: Sheet,
  names: ReadonlySet<FactName>,
): { readonly fact: NamedFact; readonly value: string } | undefined {
  for (const { fact, follows } of questions?.data ?? [])
    for (const { when, value } of follows) {
      if (!names.has(fact) || fact === "volume_tokens_per_month") continue;
      const known = Object.keys(when.facts ?? {}).every((name) => names.has(name as NamedFact));
      if (known && testOf(when)(sheet) && !testOf({ facts: { [fact]: value } })(sheet)) return { fact, value };
    }
  return undefined;
}

/** Every list of coverage ids in the decision flow, and where it stands. */
export function basesOf(decision: DecisionShelf): { on: Parsed<unknown>; path: Path; sources: Basis }[] {
  const { criteria, scores, questions } = decision;
  return [
    ...rulesOf(decision).map(({ on, path, rule }) => ({ on, path: [...path, "sources"], sources: rule.sources })),
    ...(criteria?.data.criteria ?? []).flatMap(({ sources }, i) =>
      criteria ? [{ on: criteria, path: ["criteria", i, "sources"], sources }] : [],
    ),
    ...(scores?.data ?? []).flatMap(({ base }, i) =>
      Object.entries(base ?? {}).flatMap(([alternative, { sources }]) =>
        scores ? [{ on: scores, path: [i, "base", alternative, "sources"], sources }] : [],
      ),
    ),
    ...(questions?.data ?? []).flatMap(({ sources }, i) =>
      questions ? [{ on: questions, path: [i, "sources"], sources }] : [],
    ),
  ];
}

/** Of things that must differ, those that stand above too. */
export function twice(on: Parsed<unknown>, what: string, at: readonly (readonly [Path, unknown])[]): Problem[] {
  const seen = new Set<unknown>();
  return at.flatMap(([path, value]) => {
    if (seen.has(value)) return [errorAt(on.file, on.placeOf(path), `${what} stands above too`, "give each its own")];
    seen.add(value);
    return [];
  });
}

export const rounded = (sum: number): string => String(Number(sum.toFixed(4)));
export const sumsToOne = (numbers: readonly number[]): { readonly sum: number; readonly is: boolean } => {
  const sum = numbers.reduce((a, b) => a + b, 0);
  return { sum, is: Math.abs(sum - 1) <= 0.001 };
};
