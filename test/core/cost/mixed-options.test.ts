import { describe, expect, test } from "vitest";
import { bestBase, hybridOption, overflowPerDay } from "../../../src/core/cost/hybrid-option.ts";
import { expectedSetting } from "../../../src/core/cost/inputs.ts";
import { totalOf, usdPerMonth } from "../../../src/core/cost/option.ts";
import { planFor } from "../../../src/core/cost/plan.ts";
import { routerOption } from "../../../src/core/cost/router-option.ts";
import { desk, workload } from "./desk.ts";

const asked = {
  inputTokens: 1_500,
  outputTokens: 400,
  gpu: "H100",
  gpus: 2,
  api: ["claude-sonnet-4-6", "gpt-5.4-mini"],
};

describe("base load on own replicas", () => {
  test.for([20_000, 100_000, 300_000, 2_000_000])(
    "is as many as cost least, at %i requests a day",
    (requestsPerDay) => {
      const given = workload({ ...asked, requestsPerDay });
      const { rented, apis } = planFor(given, desk);
      const overflow = apis[0];
      if (!rented || !overflow) throw new Error("nothing to mix");
      const setting = expectedSetting(given.inputs);
      const pieces = {
        hardware: rented.hardware,
        tenure: rented.tenure,
        overflow,
        workload: given,
        inputs: given.inputs,
      };
      const N = bestBase(setting, pieces);
      const people = (setting.values.selfHostedPeopleFte * setting.values.usdPerFteYear) / 12;
      const perReplica = 2 * 2.95 * 730.5 * 1.15;
      const costs = Array.from({ length: 120 }, (_, n) => {
        const beyond = n === 0 ? requestsPerDay : overflowPerDay(n, setting, pieces);
        return n * perReplica + (n > 0 ? people : 0) + beyond * 30.44 * overflow.usdPerRequest(setting);
      });
      expect(N).toBe(costs.indexOf(Math.min(...costs)));
      const option = hybridOption(setting, pieces);
      expect(totalOf(option.parts(setting))).toBeCloseTo((costs[N] ?? 0) + (0.1 * 220_000) / 12, 3);
    },
  );

  test("leaves nothing beyond them when they stand for the peak", () => {
    const given = workload({ ...asked, requestsPerDay: 100_000 });
    const { rented } = planFor(given, desk);
    if (!rented) throw new Error("no machines");
    const setting = expectedSetting(given.inputs);
    const pieces = {
      hardware: rented.hardware,
      tenure: rented.tenure,
      overflow: planFor(given, desk).apis[0],
      workload: given,
    };
    const { N_peak } = rented.fleet(setting);
    expect(overflowPerDay(N_peak, setting, pieces as never)).toBeCloseTo(0, 6);
    expect(overflowPerDay(1, setting, pieces as never)).toBeGreaterThan(0);
  });
});

describe("a router", () => {
  const given = workload({ ...asked, requestsPerDay: 100_000, smallModelShare: 0.7, escalationShare: 0.15 });
  const [big, small] = planFor(given, desk).apis;
  if (!big || !small) throw new Error("two endpoints are needed");
  const setting = expectedSetting(given.inputs);
  const at = (escalationShare: number) => ({ ...setting, values: { ...setting.values, escalationShare } });
  const router = routerOption({ small, big }, setting, given.inputs);

  test("pays for the cheap model first, and for the better one where it must", () => {
    const [c, C] = [small.usdPerRequest(setting), big.usdPerRequest(setting)];
    const perRequest = 0.7 * c + (0.3 + 0.7 * 0.15) * C + 0.00005;
    expect(usdPerMonth(router, setting)).toBeCloseTo(100_000 * 30.44 * perRequest + (0.1 * 220_000) / 12, 4);
  });

  test("stops paying at the share of escalations that it names", () => {
    const e = router.stopsPayingAt;
    expect(e).toBeGreaterThan(0.5);
    expect(usdPerMonth(router, at(e))).toBeCloseTo(usdPerMonth(big, setting), 4);
    expect(usdPerMonth(router, at(e + 0.01))).toBeGreaterThan(usdPerMonth(big, setting));
  });
});
