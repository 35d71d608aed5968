import { describe, expect, test } from "vitest";
import { affordable, tokensPerMonth } from "../../../src/core/cost/afford.ts";
import { expectedSetting } from "../../../src/core/cost/inputs.ts";
import { planFor } from "../../../src/core/cost/plan.ts";
import { desk, option, summary, workload } from "./desk.ts";

const asked = { inputTokens: 1_500, outputTokens: 400, model: "llama-3-3-70b", api: ["gpt-5.5"], gpu: "H100", gpus: 1 };
const of = (usd: number) => {
  const read = workload({ ...asked, requestsPerDay: 10_000 });
  return affordable(planFor(read, desk), expectedSetting(read.inputs), usd);
};
const found = (usd: number, id: string) => {
  const one = of(usd).find(({ option: { id: its } }) => its === id);
  if (!one) throw new Error(`${id} is not there`);
  return one;
};
const costs = (requestsPerDay: number, id: string): number =>
  option(summary({ ...asked, requestsPerDay }), id).monthlyUsd.expected;

describe("a budget", () => {
  test.for([5_000, 40_000])("of $%s buys as many requests at an API as a summary of them costs", (usd) => {
    const { requestsPerDay } = found(usd, "api:openai/gpt-5.5");
    expect(costs(requestsPerDay, "api:openai/gpt-5.5")).toBeCloseTo(usd, 4);
  });

  test("fills whole replicas: one request more needs another, which it does not pay for", () => {
    const id = "self-hosted:llama-3-3-70b";
    const { requestsPerDay } = found(40_000, id);
    expect(costs(requestsPerDay * 0.9999, id)).toBeLessThanOrEqual(40_000);
    expect(costs(requestsPerDay * 1.0001, id)).toBeGreaterThan(40_000);
  });

  test("below what stands at the least buys no machine, but for people who are paid otherwise", () => {
    const { requestsPerDay, peopleAside, leastUsd, leastUsdPeopleAside } = found(6_000, "self-hosted:llama-3-3-70b");
    expect([requestsPerDay, peopleAside > 0]).toEqual([0, true]);
    expect(leastUsd).toBeCloseTo(costs(1, "self-hosted:llama-3-3-70b"), 6);
    expect(leastUsdPeopleAside).toBeLessThan(6_000);
  });

  test("below the people for an API buys no token with them", () =>
    expect(found(300, "api:openai/gpt-5.5")).toMatchObject({ requestsPerDay: 0 }));

  test("is told in tokens a month, in and out", () =>
    expect(tokensPerMonth(100, expectedSetting(workload({ ...asked, requestsPerDay: 1 }).inputs))).toBeCloseTo(
      100 * 30.44 * 1_900,
      6,
    ));
});
