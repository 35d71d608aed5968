import { describe, expect, test } from "vitest";
import { costScores, simpleCost } from "../../../src/core/decide/cost-estimate.ts";
import {
  alternatives,
  type Alternative,
  type CostAssumptions,
  placeOf,
  width,
} from "../../../src/core/decide/model.ts";
import { newSheet, setFact } from "../../../src/core/decide/sheet.ts";

const given: CostAssumptions = {
  asOf: "2026-11-22",
  sources: ["a table"],
  apiUsdPerMTok: 4,
  privateCloudTimes: 1.25,
  privateCloudFixedUsdPerMonth: 1_000,
  hostedUsdPerMTok: 1,
  replicaUsdPerMonth: 4_000,
  ownReplicaUsdPerMonth: 2_000,
  replicaTokensPerMonth: 1e9,
  leastReplicas: 2,
  peakToAverage: { steady: 2, spiky: 5, batch: 1 },
  peopleUsdPerMonth: 3_000,
  partnerUsdPerMonth: 6_000,
  edgeUsdPerMonth: 500,
  edgeUsdPerMTok: 2,
  hybridClosedShare: 0.2,
  materialUsdPerMonth: 1_000,
  worstTimes: 10,
};
const cost = simpleCost(given);
type Given = Readonly<
  Partial<Record<"request_pattern" | "gpu_access" | "ml_team" | "workload_mix" | "data_may_leave", string>>
>;
function usdOf(volume: number, facts: Given = {}): Record<Alternative, number> {
  const sheet = newSheet();
  setFact(sheet, "ml_team", "some");
  for (const [name, value] of Object.entries(facts)) setFact(sheet, name as keyof Given, value);
  sheet.volume = volume;
  const into = new Float64Array(width);
  cost(sheet, into);
  return Object.fromEntries(alternatives.map((one) => [one, into[placeOf[one]] ?? 0])) as Record<Alternative, number>;
}

describe("what a month costs", () => {
  test.for<readonly [string, Alternative, number, Given, number]>([
    ["an API: tokens times its price", "closed_api", 1e8, {}, 400],
    ["a negotiated one: the same and a fixed part", "closed_private_cloud", 1e8, {}, 1_500],
    ["a host: tokens times its price", "open_hosted", 1e8, {}, 100],
    ["of one's own: at least so many replicas, and people", "open_self_hosted", 1e6, {}, 2 * 4_000 + 3_000],
    ["of one's own: whole replicas for the peak", "open_self_hosted", 1.6e9, {}, 4 * 4_000 + 3_000],
    [
      "of one's own: fewer when work can wait",
      "open_self_hosted",
      2.5e9,
      { request_pattern: "batch" },
      3 * 4_000 + 3_000,
    ],
    ["of one's own: more for peaks", "open_self_hosted", 1e9, { request_pattern: "spiky" }, 5 * 4_000 + 3_000],
    [
      "of one's own: less when the hardware is bought",
      "open_self_hosted",
      1e6,
      { gpu_access: "own" },
      2 * 2_000 + 3_000,
    ],
    ["of one's own: a partner when there is nobody", "open_self_hosted", 1e6, { ml_team: "none" }, 2 * 4_000 + 9_000],
    ["on devices: fitting them out, and tokens", "edge_slm", 1e8, {}, 700],
    ["both, when the work is alike: half each", "hybrid", 1e8, {}, 200 + 11_000],
    [
      "both, when it is mixed: the open part at a host where that is cheaper",
      "hybrid",
      1e8,
      { workload_mix: "mixed_both" },
      80 + 80,
    ],
    [
      "both, when the open part may not leave: of one's own",
      "hybrid",
      1e8,
      { workload_mix: "mixed_sensitivity", data_may_leave: "no" },
      80 + 11_000,
    ],
    ["nothing at all for no tokens at an API", "closed_api", 0, {}, 0],
  ])("%s", ([, alternative, volume, facts, want]) => {
    expect(usdOf(volume, facts)[alternative]).toBeCloseTo(want, 6);
  });

  test("rises with volume, whatever the alternative", () => {
    for (let power = 5; power < 12; power += 0.25) {
      const [less, more] = [usdOf(10 ** power), usdOf(10 ** (power + 0.25))];
      for (const one of alternatives) expect(more[one]).toBeGreaterThanOrEqual(less[one]);
    }
  });
});

describe("cost as a score", () => {
  const scored = (usd: readonly number[], excluded = 0): number[] => {
    const into = new Float64Array(width);
    costScores(Float64Array.from(usd), excluded, given, into);
    return [...into];
  };
  test("is 1 for the cheapest, 0 from as many times as dear, and halfway at the root of that", () => {
    // All with the 1,000 USD that matter to nobody: 1,000, 10,000, more, and 1,000 times the root of 10.
    const scores = scored([0, 9_000, 50_000, 1_000 * Math.sqrt(10) - 1_000, 0, 0]);
    expect(scores).toEqual([1, 0, 0, 0.5, 1, 1].map((score) => expect.closeTo(score, 9)));
  });
  test("does not count what is excluded as the cheapest, and gives it no more than 1", () => {
    expect(scored([0, 9_000, 9_000, 9_000, 9_000, 9_000], 0b000001)).toEqual([1, 1, 1, 1, 1, 1]);
  });
  test("still has a scale when everything is excluded", () => {
    expect(scored([0, 9_000, 0, 0, 0, 0], 0b111111)).toEqual(
      [1, 0, 1, 1, 1, 1].map((score) => expect.closeTo(score, 9)),
    );
  });
});
