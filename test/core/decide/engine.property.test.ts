import fc from "fast-check";
import { expect, test } from "vitest";
import { assess, type Assessment } from "../../../src/core/decide/assess.ts";
import { testOf } from "../../../src/core/decide/condition.ts";
import { type FactName, factNames, type FactSheet } from "../../../src/core/decide/facts.ts";
import { alternatives } from "../../../src/core/decide/model.ts";
import { resolveFacts } from "../../../src/core/decide/priors.ts";
import { anySheet, data, model, valuesOf } from "./real.ts";

const quick = (sheet: FactSheet): Assessment => assess(model, sheet, { flips: false });
const most = ({ acceptability }: Assessment): number => Math.max(...Object.values(acceptability));
const runs = 60;

test("an alternative that a constraint excludes for certain is never recommended, nor the runner-up", () => {
  fc.assert(
    fc.property(anySheet, (sheet) => {
      const { recommended, runnerUp } = quick(sheet);
      const { sheet: known, open } = resolveFacts(model, sheet);
      for (const { test, facts, data: constraint } of model.constraints) {
        if (open.some(({ name }) => facts.includes(name)) || !test(known)) continue;
        expect(constraint.excludes).not.toContain(recommended);
        expect(constraint.excludes).not.toContain(runnerUp);
      }
    }),
    { numRuns: runs },
  );
});

test("shares sum to 1, or to less only where everything may be excluded", () => {
  fc.assert(
    fc.property(anySheet, (sheet) => {
      const { acceptability } = quick(sheet);
      const sum = Object.values(acceptability).reduce((a, b) => a + b, 0);
      expect(sum).toBeLessThan(1 + 1e-9);
      expect(sum > 1 - 1e-9 || mayExcludeAll(sheet)).toBe(true);
    }),
    { numRuns: runs },
  );
});
/** Whether the constraints that may hold cover every alternative. */
function mayExcludeAll(facts: FactSheet): boolean {
  const { sheet, open } = resolveFacts(model, facts);
  const openNames = new Set(open.map(({ name }) => name));
  const out = new Set(
    data.constraints
      .filter(({ when }, i) => model.constraints[i]?.facts.some((name) => openNames.has(name)) || testOf(when)(sheet))
      .flatMap(({ excludes }) => excludes),
  );
  return out.size === alternatives.length;
}

test("the same facts give the same verdict, whatever was assessed in between", () => {
  fc.assert(
    fc.property(anySheet, fc.array(anySheet, { maxLength: 3 }), (sheet, others) => {
      const before = assess(model, sheet);
      for (const other of others) quick(other);
      expect(assess(model, sheet)).toEqual(before);
    }),
    { numRuns: runs / 5 },
  );
});

const stricter: Partial<Record<FactName, readonly string[]>> = {
  data_sensitivity: ["public", "internal", "confidential", "regulated", "classified"],
  data_may_leave: ["yes", "with_contract", "no"],
};
for (const [name, steps = []] of Object.entries(stricter))
  test(`a stricter ${name} never makes a closed model on public terms likelier`, () => {
    fc.assert(
      fc.property(anySheet, (sheet) => {
        const shares = steps.map((value) => quick({ ...sheet, [name]: { value } }).acceptability.closed_api);
        for (const [i, share] of shares.entries())
          if (i > 0) expect(share).toBeLessThanOrEqual((shares[i - 1] ?? 0) + 0.02);
      }),
      { numRuns: runs },
    );
  });

test("not knowing a fact is never surer than every way of knowing it", () => {
  fc.assert(
    fc.property(anySheet, fc.constantFrom(...factNames), fc.boolean(), (sheet, name, asked) => {
      const { [name]: _, ...without } = sheet;
      const unknown = most(quick(asked ? { ...without, [name]: { value: "unknown" } } : without));
      const known = valuesOf(name).map((value) => most(quick({ ...without, [name]: { value } })));
      expect(unknown).toBeLessThanOrEqual(Math.max(...known) + 0.03);
    }),
    { numRuns: runs },
  );
});

test("every change that is said to turn the verdict round does so", () => {
  fc.assert(
    fc.property(anySheet, (sheet) => {
      for (const { fact, to, becomes } of assess(model, sheet).flips)
        expect(quick({ ...sheet, [fact]: { value: to } }).recommended).toBe(becomes);
    }),
    { numRuns: runs },
  );
});

test("some answer to the next question changes the verdict, its label, or by 2 of 100 draws how often it comes first", () => {
  fc.assert(
    fc.property(anySheet, (sheet) => {
      const { nextQuestion, recommended, label, acceptability } = quick(sheet);
      if (!nextQuestion) return;
      const { fact } = nextQuestion;
      const after = valuesOf(fact).map((value) => quick({ ...sheet, [fact]: { value } }));
      // The label may stay where a second fact is said to be open.
      const isSame = (one: (typeof after)[number]): boolean =>
        one.recommended === recommended &&
        one.label === label &&
        (recommended === undefined || Math.abs(one.acceptability[recommended] - acceptability[recommended]) < 0.02);
      expect(after.every(isSame)).toBe(false);
    }),
    { numRuns: runs },
  );
});
