import { expect, test } from "vitest";
import { calibrationOf, ratios } from "../../bench/throughput.ts";
import { desk } from "./desk.ts";

/** Larger over smaller of predicted and published; the bars are those of the cost model. */
const all = ratios(desk);
const dense = all.filter(({ isDense, isStatic }) => isDense && !isStatic);

test.for([
  { is: "dense models on tuned stacks", rows: dense, least: 300, median: 1.2, p90: 1.5 },
  { is: "everything that was published", rows: all, least: 600, median: 1.3, p90: 2 },
])("throughput of $is is predicted within the bars", ({ rows, least, median, p90 }) => {
  const found = calibrationOf("", rows);
  expect(found.rows).toBeGreaterThan(least);
  expect(found.medianFactor).toBeLessThanOrEqual(median);
  expect(found.p90Factor).toBeLessThanOrEqual(p90);
});
