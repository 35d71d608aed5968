import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedSetting, inputNames } from "../../../src/core/cost/inputs.ts";
import { drawCount, drawSettings, modelErrorOf, triangular } from "../../../src/core/cost/range.ts";
import { planFor } from "../../../src/core/cost/plan.ts";
import { desk, workload } from "./desk.ts";

describe("draws", () => {
  const { inputs } = workload({ requestsPerDay: 10_000, inputTokens: { low: 1_000, expected: 1_500, high: 3_000 } });
  const draws = drawSettings(inputs);

  test("are a thousand, the same every time", () => {
    expect(draws).toHaveLength(drawCount);
    expect(drawSettings(inputs).map(({ values }) => values)).toEqual(draws.map(({ values }) => values));
  });

  test("stay within each input's range, and leave alone what was stated as one number", () => {
    for (const name of inputNames) {
      const { low, high } = inputs[name];
      const drawn = draws.map(({ values }) => values[name]);
      expect([name, Math.min(...drawn) >= low * (1 - 1e-12), Math.max(...drawn) <= high * (1 + 1e-12)]).toEqual([
        name,
        true,
        true,
      ]);
    }
    expect(new Set(draws.map(({ values }) => values.requestsPerDay))).toEqual(new Set([10_000]));
    expect(new Set(draws.map(({ values }) => values.inputTokens)).size).toBe(drawCount);
  });
});

describe("a triangular distribution", () => {
  const estimate = fc
    .tuple(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    )
    .map((three) => three.toSorted((a, b) => a - b))
    .map(([low = 0, expected = 0, high = 0]) => ({ low, expected, high }));

  test("lies between its ends, and rises", () => {
    const rises = fc.property(
      estimate,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (e, u, v) => {
        const [a, b] = [triangular(e, Math.min(u, v)), triangular(e, Math.max(u, v))];
        const near = 1e-9 * (1 + e.high);
        return a >= e.low - near && b <= e.high + near && a <= b + near;
      },
    );
    fc.assert(rises, { numRuns: 3_000 });
  });

  test("has a quarter of its draws below the middle of its lower half, on a logarithm where all are above zero", () => {
    expect(triangular({ low: 0, expected: 2, high: 4 }, 0.125)).toBeCloseTo(1, 9);
    expect(triangular({ low: 1, expected: 10, high: 100 }, 0.5)).toBeCloseTo(10, 9);
    expect(triangular({ low: 1, expected: 10, high: 100 }, 0.125)).toBeCloseTo(Math.sqrt(10), 9);
  });
});

test("the model error is that of throughput alone, and smaller where this kind was measured", () => {
  const errorOf = (given: object) => {
    const asked = workload({ requestsPerDay: 2_000_000, inputTokens: 1_500, gpu: "H100", gpus: 2, ...given });
    const { rented } = planFor(asked, desk);
    return rented && modelErrorOf(rented, expectedSetting(asked.inputs));
  };
  const [usual, tuned] = [errorOf({}), errorOf({ stack: "tuned" })];
  expect([usual?.sigma, tuned?.sigma]).toEqual([0.36, 0.18]);
  expect((usual?.high ?? 0) / (usual?.low ?? 1)).toBeGreaterThan((tuned?.high ?? 0) / (tuned?.low ?? 1));
  expect(errorOf({ stack: "tuned", gpu: "MI300X" })?.sigma).toBe(0.36);
});
