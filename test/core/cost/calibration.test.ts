import { describe, expect, test } from "vitest";
import { familyOf, heldOut, refitted } from "../../bench/held-out.ts";
import { calibrationOf, type Measured, measured, parts, ratioOf } from "../../bench/measured.ts";
import { desk } from "./desk.ts";

/** Larger over smaller of predicted and published; the bars are those of the cost model. */
const bars = [
  { part: "dense, tuned stacks", median: 1.2, p90: 1.5 },
  { part: "all", median: 1.3, p90: 2 },
];
const published = measured("published", desk);
const unseen = measured("unseen", desk);
const predicted = (rows: readonly Measured[]) => rows.map((one) => ({ one, ratio: ratioOf(one, desk) }));
const known = new Set(published.map(({ configuration }) => configuration));

const cases = [
  { is: "what the constants were fitted on", rows: predicted(published), least: 600 },
  {
    is: "each publication, fitted on the others",
    rows: heldOut(published, desk, (one) => one.publication),
    least: 600,
  },
  { is: "each family of models, fitted on the others", rows: heldOut(published, desk, familyOf), least: 600 },
  { is: "what fitted nothing", rows: predicted(unseen), least: 400 },
  {
    is: "what fitted nothing, in configurations that no fitted row has",
    rows: predicted(unseen.filter(({ configuration }) => !known.has(configuration))),
    least: 300,
  },
];
describe.for(cases)("$is", ({ rows, least }) => {
  test.for(bars)("is predicted within the bars: $part", ({ part, median, p90 }) => {
    expect(rows.length).toBeGreaterThan(least);
    const { holds } = parts.find(({ name }) => name === part) ?? { holds: () => false };
    const found = calibrationOf(
      part,
      rows.filter(({ one }) => holds(one)).map(({ ratio }) => ratio),
    );
    expect(found.rows).toBeGreaterThan(100);
    expect(found.medianFactor).toBeLessThanOrEqual(median);
    expect(found.p90Factor).toBeLessThanOrEqual(p90);
  });
});

test("constants that are fitted anew do not know the rows that are held out", () => {
  const some = published.filter((_, i) => i % 20 === 0);
  const twice = some.map((one) => ({ ...one, outputTokensPerS: 2 * one.outputTokensPerS }));
  const { efficiency } = refitted(some, desk);
  // Faster measurements, faster constants; and the present ones, fitted on all, are no start.
  expect(refitted(twice, desk).efficiency.t_layer_s).toBeLessThan(efficiency.t_layer_s);
  const forgetful = { ...desk, efficiency: { ...desk.efficiency, t_layer_s: 1, e_dec: 0.01 } };
  expect(refitted(some, forgetful).efficiency).toEqual(efficiency);
});

test("every unseen measurement fits where it ran", () => {
  expect(unseen.filter((one) => ratioOf(one, desk) === 0)).toEqual([]);
});
