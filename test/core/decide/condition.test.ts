import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canAllFail, canHold, factsIn, testOf } from "../../../src/core/decide/condition.ts";
import { type FactName, volumeFact } from "../../../src/core/decide/facts.ts";
import type { Condition, FactsGiven } from "../../../src/core/decide/model.ts";
import { newSheet, setFact, type Sheet } from "../../../src/core/decide/sheet.ts";

function sheetOf(given: FactsGiven): Sheet {
  const sheet = newSheet();
  for (const [name, value] of Object.entries(given)) setFact(sheet, name as FactName, value ?? "");
  return sheet;
}

describe("a condition holds", () => {
  test.for<readonly [string, Condition, FactsGiven, boolean]>([
    ["when nothing is asked", {}, {}, true],
    ["when the fact has the value", { facts: { ml_team: "some" } }, { ml_team: "some" }, true],
    ["not when it has another", { facts: { ml_team: "some" } }, { ml_team: "none" }, false],
    ["when the fact has one of the values", { facts: { ml_team: ["none", "some"] } }, { ml_team: "some" }, true],
    ["not when it has none of them", { facts: { ml_team: ["none", "some"] } }, { ml_team: "strong" }, false],
    [
      "not when only one of two facts is right",
      { facts: { ml_team: "some", gpu_access: "own" } },
      { ml_team: "some" },
      false,
    ],
    ["when both are", { facts: { ml_team: "some", gpu_access: "own" } }, { ml_team: "some", gpu_access: "own" }, true],
    ["from the least volume on", { volume: { min: 1e9 } }, { [volumeFact]: 1e9 }, true],
    ["not below it", { volume: { min: 1e9 } }, { [volumeFact]: 1e9 - 1 }, false],
    ["up to below the greatest", { volume: { max: 1e9 } }, { [volumeFact]: 1e9 - 1 }, true],
    ["not from it on", { volume: { max: 1e9 } }, { [volumeFact]: 1e9 }, false],
    [
      "when one of any does",
      { any: [{ facts: { ml_team: "some" } }, { volume: { min: 5 } }] },
      { [volumeFact]: 6 },
      true,
    ],
    ["not when none of any does", { any: [{ facts: { ml_team: "some" } }, { volume: { min: 5 } }] }, {}, false],
    ["when what must not hold does not", { not: { facts: { ml_team: "some" } } }, {}, true],
    ["not when what must not hold does", { not: { facts: { ml_team: "some" } } }, { ml_team: "some" }, false],
    [
      "only when all of its parts do",
      { facts: { ml_team: "some" }, any: [{ volume: { min: 5 } }], not: { facts: { gpu_access: "own" } } },
      { ml_team: "some", [volumeFact]: 5, gpu_access: "own" },
      false,
    ],
  ])("%s", ([, condition, facts, holds]) => {
    expect(testOf(condition)(sheetOf(facts))).toBe(holds);
  });

  test("and says which facts it looks at, once each, also deep inside", () => {
    const inside: Condition = { facts: { gpu_access: "own" }, volume: { min: 1 } };
    expect(factsIn({ facts: { ml_team: "some" }, any: [inside, { not: inside }] })).toEqual([
      "ml_team",
      "gpu_access",
      volumeFact,
    ]);
  });
});

const small = { ml_team: ["none", "some", "strong"], gpu_access: ["none", "cloud", "own"] } as const;
const volumes = [0, 10, 20, 30];
const everySheet = small.ml_team.flatMap((ml_team) =>
  small.gpu_access.flatMap((gpu_access) =>
    volumes.map((volume) => sheetOf({ ml_team, gpu_access, [volumeFact]: volume })),
  ),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ all: Condition }>((tie) => ({
  all: fc.record(
    {
      facts: fc.record(
        {
          ml_team: fc.oneof(fc.constantFrom(...small.ml_team), fc.subarray([...small.ml_team], { minLength: 1 })),
          gpu_access: fc.constantFrom(...small.gpu_access),
        },
        { requiredKeys: [] },
      ),
      volume: fc.record({ min: fc.constantFrom(...volumes), max: fc.constantFrom(10, 20, 30) }, { requiredKeys: [] }),
      any: fc.array(tie("all"), { minLength: 1, maxLength: 2 }),
      not: tie("all"),
    },
    { requiredKeys: [] },
  ),
})).all;

test("whether a condition can hold at all is what trying every sheet says", () => {
  fc.assert(
    fc.property(condition, (one) => {
      expect(canHold(one)).toBe(everySheet.some(testOf(one)));
    }),
    { numRuns: 2_000 },
  );
});

test("whether several can all fail is what trying every sheet says", () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 4 }), (all) => {
      const tests = all.map(testOf);
      expect(canAllFail(all)).toBe(everySheet.some((sheet) => !tests.some((holds) => holds(sheet))));
    }),
    { numRuns: 2_000 },
  );
});

test("a condition over every fact that contradicts itself is found out at once", () => {
  const many: Condition = {
    facts: { regulation: ["gdpr", "hipaa"], latency: ["strict", "relaxed"], ml_team: ["some", "none"] },
  };
  const wide: Condition = { any: Array.from({ length: 6 }, () => many), not: many };
  const start = performance.now();
  expect(canHold(wide)).toBe(false);
  expect(performance.now() - start).toBeLessThan(100);
});
