import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestOf, normalise, valuesInto } from "../../../src/core/decide/evaluate.ts";
import { width } from "../../../src/core/decide/model.ts";
import { centroidWeights, smallestWeightFlip } from "../../../src/core/decide/weights.ts";

describe("weights from a ranking", () => {
  // Barron and Barrett (1996), Decision quality using ranked attribute weights, table of ROC weights.
  test.for<readonly [number, readonly number[]]>([
    [1, [1]],
    [2, [0.75, 0.25]],
    [3, [0.6111, 0.2778, 0.1111]],
    [4, [0.5208, 0.2708, 0.1458, 0.0625]],
    [5, [0.4567, 0.2567, 0.1567, 0.09, 0.04]],
    [6, [0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278]],
  ])("of %d criteria are the published ones", ([n, want]) => {
    const ids = Array.from({ length: n }, (_, i) => `c${i}`);
    expect([...centroidWeights(ids, ids)].map((weight) => Number(weight.toFixed(4)))).toEqual(want);
  });

  test.for<readonly [string, readonly string[]]>([
    ["nothing is ranked: all are equal", []],
    ["some are ranked: the others share what is left", ["c"]],
    ["one is named twice: it counts once", ["b", "b"]],
    ["a stranger is named: it does not count", ["zebra", "b"]],
    ["all are ranked", ["d", "c", "b", "a"]],
  ])("sum to 1 when %s", ([, ranking]) => {
    const all = ["a", "b", "c", "d"];
    const weights = [...centroidWeights(ranking, all)];
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    const known = [...new Set(ranking)].filter((id) => all.includes(id));
    const order = [...known, ...all.filter((id) => !known.includes(id))].map((id) => weights[all.indexOf(id)] ?? 0);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
  });
});

const criteria = 4;
const numbers = (n: number, min: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.double({ min, max: 1, noNaN: true }), { minLength: n, maxLength: n })
    .map((all) => Float64Array.from(all));
const scoresOf = numbers(criteria * width, 0);
const weightsOf = numbers(criteria, 0.01).map((weights) => {
  normalise(weights);
  return weights;
});
const valuesWith = (scores: Float64Array, weights: Float64Array): Float64Array => {
  const values = new Float64Array(width);
  valuesInto(values, scores, weights);
  return values;
};
/** All weights when one is set and the others keep their proportions. */
const moved = (weights: Float64Array, criterion: number, to: number): Float64Array =>
  weights.map((weight, c) => (c === criterion ? to : (weight * (1 - to)) / (1 - (weights[criterion] ?? 0))));

describe("the smallest change of one weight that turns the verdict round", () => {
  test("makes both alternatives equally good, and a little more of it makes the other one best", () => {
    fc.assert(
      fc.property(scoresOf, weightsOf, fc.integer({ min: 0, max: 2 ** width - 2 }), (scores, weights, excluded) => {
        const winner = bestOf(valuesWith(scores, weights), excluded);
        const flip = smallestWeightFlip(scores, weights, winner, excluded);
        if (!flip) return;
        expect(excluded & (1 << flip.becomes)).toBe(0);
        const there = valuesWith(scores, moved(weights, flip.criterion, flip.to));
        expect(there[flip.becomes]).toBeCloseTo(there[winner] ?? 0, 9);
        // Nothing else is better there: with a smaller change it would have been named instead.
        const best = there[bestOf(there, excluded)] ?? 0;
        expect(best).toBeCloseTo(there[winner] ?? 0, 9);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is not smaller than what trying every weight finds", () => {
    fc.assert(
      fc.property(scoresOf, weightsOf, (scores, weights) => {
        const winner = bestOf(valuesWith(scores, weights), 0);
        const flip = smallestWeightFlip(scores, weights, winner, 0);
        const size = flip ? Math.abs(flip.to - flip.from) : Infinity;
        for (let c = 0; c < criteria; c += 1)
          for (let to = 0; to <= 1; to += 0.02) {
            if (Math.abs(to - (weights[c] ?? 0)) >= size - 1e-9) continue;
            const values = valuesWith(scores, moved(weights, c, to));
            expect((values[bestOf(values, 0)] ?? 0) - (values[winner] ?? 0)).toBeLessThan(1e-9);
          }
      }),
      { numRuns: 200 },
    );
  });

  test("is none when one alternative is best by every criterion, or the only one left", () => {
    const scores = Float64Array.from({ length: criteria * width }, (_, i) => (i % width === 2 ? 0.9 : 0.5));
    const weights = Float64Array.of(0.25, 0.25, 0.25, 0.25);
    expect(smallestWeightFlip(scores, weights, 2, 0)).toBeUndefined();
    expect(smallestWeightFlip(scores, weights, 1, 0b111101)).toBeUndefined();
  });
});
