import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedSetting } from "../../../src/core/cost/inputs.ts";
import { totalOf, usdPerMonth } from "../../../src/core/cost/option.ts";
import { planFor } from "../../../src/core/cost/plan.ts";
import { desk, option, summary, workload, worked } from "./desk.ts";

/** The cost model's worked example: Llama 3.3 70B in 8 bits on two H100, three quarters of an engineer, 800 dollars other. */
const example = {
  inputTokens: 1_500,
  outputTokens: 400,
  cachedShare: 0.3,
  peakToAverage: 3,
  tpotLimitS: 0.05,
  gpu: "H100",
  gpus: 2,
  precision: "fp8",
  usdPerFteYear: 216_000,
  apiPeopleFte: 0,
  softwareUsdPerMonth: 800,
  rentExtrasShare: 0,
};
const self = "self-hosted:llama-3-3-70b";

describe("the cost model's worked example", () => {
  test.for([
    [2_000, 22_920, 22_920, 22_920],
    [20_000, 22_920, 22_920, 22_920],
    [200_000, 31_540, 40_160, 53_090],
    [2_000_000, 165_148, 264_277, 389_266],
  ] as const)("is reproduced at %i requests a day, on each serving stack", ([requestsPerDay, ...want]) => {
    const got = (["tuned", "default", "day0"] as const).map(
      (stack) => option(summary({ ...example, requestsPerDay, stack }), self).monthlyUsd.expected,
    );
    for (const [i, usd] of got.entries()) expect(usd / (want[i] ?? 0)).toBeCloseTo(1, 3);
  });

  test("breaks even where it says, and against the cheap endpoints nowhere", () => {
    const api = [
      "gpt-5.5",
      "claude-sonnet-4-6",
      "gemini-3.5-flash",
      "claude-haiku-4-5",
      "gpt-5.4-mini",
      "gpt-5.6-luna",
    ];
    const { breakEven } = summary({ ...example, requestsPerDay: 200_000, api });
    const against = (id: string) => breakEven.find((one) => one.against === id && one.machines === self);
    const [gpt, sonnet, gemini] = [
      "api:openai/gpt-5.5",
      "api:anthropic/claude-sonnet-4-6",
      "api:google/gemini-3.5-flash",
    ].map(against);
    expect(gpt).toMatchObject({ kind: "reached" });
    expect((gpt?.requestsPerDay ?? 0) / 43_000).toBeCloseTo(1, 1);
    expect((sonnet?.requestsPerDay ?? 0) / 97_000).toBeCloseTo(1, 1);
    expect((sonnet?.staysFromRequestsPerDay ?? 0) / 112_000).toBeCloseTo(1, 1);
    expect((gemini?.requestsPerDay ?? 0) / 413_990).toBeCloseTo(1, 2);
    expect((gemini?.staysFromRequestsPerDay ?? 0) / 495_193).toBeCloseTo(1, 2);
    const never = breakEven.filter((one) => one.machines === self && one.kind === "never");
    expect(never.map(({ against: id }) => id)).toEqual(
      expect.arrayContaining(["api:anthropic/claude-haiku-4-5", "api:openai/gpt-5.4-mini", "api:openai/gpt-5.6-luna"]),
    );
    const haiku = against("api:anthropic/claude-haiku-4-5");
    expect(haiku?.machinesUsdPerThousand).toBeCloseTo(4.06, 2);
    expect(haiku?.tokensUsdPerThousand).toBeCloseTo(3.1, 1);
    expect(haiku?.reason).toMatch(
      /cost \$3\.10 in tokens .* and \$4\.06 on machines .*: no volume breaks even\. It would take serving software that reaches 0\.79/,
    );
  });

  test("is never busy for more than 24% of the time, and says so", () => {
    const { caveats } = summary({ ...example, requestsPerDay: 2_000_000 });
    expect(caveats.join("\n")).toMatch(
      /would be busy 2[0-4]% of the time: the peak is 3\.0 times the mean, and a replica is filled to 0\.7/,
    );
  });
});

describe("a summary", () => {
  const asked = { requestsPerDay: 50_000, inputTokens: 1_500, outputTokens: 400 };
  const full = summary(asked);

  test("puts APIs, hosts, rented and bought machines, a mix and a router side by side, the cheapest first", () => {
    expect(new Set(full.options.map(({ kind }) => kind))).toEqual(
      new Set(["api", "hosted", "self-hosted", "owned", "hybrid", "router"]),
    );
    const sums = full.options.map(({ monthlyUsd }) => monthlyUsd.expected);
    expect(sums).toEqual(sums.toSorted((a, b) => a - b));
  });

  test("has lines that sum to what is expected, and formulas that give each line", () => {
    for (const { id, lines, monthlyUsd } of full.options) {
      expect([id, lines.reduce((sum, { usd }) => sum + usd, 0)]).toEqual([id, expect.closeTo(monthlyUsd.expected, 6)]);
      for (const { item, usd, formula, terms, asOf, source } of lines) {
        expect([id, item, worked(formula, terms)]).toEqual([id, item, expect.closeTo(usd, 6)]);
        expect([id, item, asOf]).toEqual([id, item, expect.stringMatching(/^\d{4}/)]);
        expect([id, item, source.length > 0]).toEqual([id, item, true]);
      }
    }
  });

  test("has low, expected and high in that order, and a model error apart for machines alone", () => {
    for (const {
      id,
      kind,
      monthlyUsd: { low, expected, high },
      modelError,
    } of full.options) {
      expect([id, low <= expected && expected <= high]).toEqual([id, true]);
      expect([id, modelError !== undefined]).toEqual([id, kind === "self-hosted" || kind === "owned"]);
    }
    const machines = option(full, full.options.find(({ kind }) => kind === "self-hosted")?.id ?? "");
    expect(machines.modelError?.sigma).toBe(0.36);
    expect(machines.modelError?.low).toBeLessThanOrEqual(machines.monthlyUsd.expected);
  });

  test("is the same every time", () => {
    expect(summary(asked)).toEqual(full);
  });

  test("is as wide as it can be for somebody who stated only a volume", () => {
    const vague = summary({ requestsPerDay: 50_000 });
    for (const { id, monthlyUsd } of vague.options) {
      const stated = full.options.find((one) => one.id === id)?.monthlyUsd;
      expect(monthlyUsd.basis).toBe("corners");
      expect(stated?.basis).toBe("draws");
      if (id.startsWith("api:")) expect(monthlyUsd.high).toBeGreaterThan(stated?.high ?? 0);
    }
  });

  test("lists what it took as usual, and nothing that was stated", () => {
    const names = full.assumptions.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["cachedShare", "peakToAverage", "stackFactor", "usdPerFteYear", "precision"]),
    );
    expect(names).not.toContain("inputTokens");
    expect(full.assumptions.find(({ name }) => name === "peakToAverage")).toMatchObject({
      value: 3,
      low: 1.5,
      high: 6,
    });
  });

  test("names the largest drivers first, and which of them turn the ranking", () => {
    const swings = full.drivers.map(({ swingUsd }) => swingUsd);
    expect(swings).toEqual(swings.toSorted((a, b) => b - a));
    const near = summary({
      ...example,
      requestsPerDay: 45_000,
      api: ["gpt-5.5"],
      model: "Llama 3.1 70B",
      apiPeopleFte: 0.1,
    });
    expect(near.drivers.some(({ flips }) => flips !== undefined)).toBe(true);
  });

  test("are drivers of the difference between what is asked about: tokens of what was named, and machines", () => {
    const pairOf = (given: object) => [
      ...new Set(
        summary({ ...example, requestsPerDay: 40_000, ...given }).drivers.flatMap(({ option, other }) => [
          option,
          other?.option ?? "",
        ]),
      ),
    ];
    expect(pairOf({ api: ["gpt-5.5"], model: "Llama 3.3 70B" }).sort()).toEqual([
      "api:openai/gpt-5.5",
      "self-hosted:llama-3-3-70b",
    ]);
    expect(pairOf({ api: ["gpt-5.5", "claude-haiku-4-5", "gpt-5.4-mini"] }).sort()).toEqual([
      "api:anthropic/claude-haiku-4-5",
      "api:openai/gpt-5.4-mini",
    ]);
    expect(pairOf({ staysInside: true }).every((id) => /^(?:self-hosted|owned):/.test(id))).toBe(true);
  });

  test("swing by what the difference swings: what moves both alike decides nothing", () => {
    for (const { atLow, atHigh, other, swingUsd } of full.drivers) {
      const apart = atHigh - atLow - ((other?.atHigh ?? 0) - (other?.atLow ?? 0));
      expect(swingUsd).toBeCloseTo(Math.abs(apart), 6);
      expect(Math.abs(atHigh - atLow)).toBeGreaterThanOrEqual(Math.abs((other?.atHigh ?? 0) - (other?.atLow ?? 0)));
    }
    const both = { apiPeopleFte: 1, selfHostedPeopleFte: 1, floorReplicas: 2 };
    const alike = summary({ ...example, requestsPerDay: 40_000, ...both }).drivers;
    expect(alike.some(({ name }) => name === "usdPerFteYear")).toBe(false);
  });

  test("says of every other GPU why it lost", () => {
    const lost = full.otherHardware;
    expect(lost).toHaveLength(desk.book.gpus.length - 1);
    for (const { gpu, reason } of lost)
      expect([gpu, reason]).toEqual([
        gpu,
        expect.stringMatching(/more than|have .* to use|per token|no on-demand price/),
      ]);
  });

  test("has points for a chart, with the volume that was asked for among them", () => {
    const { requestsPerDay, series } = full.chart;
    expect(requestsPerDay).toContain(50_000);
    expect(requestsPerDay.length).toBeGreaterThan(8);
    for (const { option: id, usdPerMonth: usd } of series) {
      expect(usd[requestsPerDay.indexOf(50_000)]).toBeCloseTo(option(full, id).monthlyUsd.expected, 6);
      for (const [i, point] of usd.entries()) expect(point).toBeGreaterThanOrEqual((usd[i - 1] ?? 0) - 1e-9);
    }
  });

  test("carries the caveat of quality, and that of old prices", () => {
    expect(full.caveats[0]).toMatch(/^Models are not equal in quality/);
    expect(full.caveats.join("\n")).toMatch(/prices were read over 90 days ago, the oldest (?:on|in) 2026/);
  });

  test("shows both prices where two sources differ", () => {
    const { caveats, options } = summary({ ...asked, api: ["deepseek/deepseek-v4-pro"] });
    expect(caveats.join("\n")).toMatch(
      /A million tokens of DeepSeek V4 Pro cost \$0\.435 to \$1\.74 in, \$0\.87 to \$3\.48 out.*: llm-prices of 2026-08-05 and models\.dev of 2026-07-01 differ by 300%\./,
    );
    const { low, expected } = options.find(({ id }) => id.endsWith("deepseek-v4-pro"))?.monthlyUsd ?? {
      low: 0,
      expected: 0,
    };
    expect(low).toBeLessThan(0.8 * expected);
  });
});

describe("what can't be", () => {
  const asked = { requestsPerDay: 50_000, inputTokens: 1_500, outputTokens: 400 };

  test("a model whose dimensions nobody checked is not hosted, and its hosts are still shown", () => {
    const { options, caveats } = summary({ ...asked, model: "Gemma 4 31B" });
    expect(options.map(({ kind }) => kind)).not.toContain("self-hosted");
    expect(options.map(({ id }) => id)).toContain("hosted:deepinfra/google/gemma-4-31B-it");
    expect(caveats.join("\n")).toMatch(/Gemma 4 31B can't be sized: nobody has checked its dimensions/);
  });

  test("a model that fits no GPU says which, and why", () => {
    const { options, caveats } = summary({ ...asked, model: "Llama 3.1 405B", gpu: "L4" });
    expect(options.map(({ kind }) => kind)).not.toContain("self-hosted");
    expect(caveats.join("\n")).toMatch(
      /NVIDIA L4 does not run Llama 3\.1 405B within these limits\. The weights .* take 406 GB/,
    );
  });

  test("a limit that nothing keeps says how near it comes", () => {
    const { caveats } = summary({ ...asked, model: "Llama 3.1 405B", gpu: "H100", tpotLimitS: 0.001 });
    expect(caveats.join("\n")).toMatch(
      /even a single request takes \d+ ms per token|Even a single request takes \d+ ms per token/,
    );
  });

  test("a request that is longer than a model takes is not costed at it", () => {
    const { options, caveats } = summary({ ...asked, inputTokens: 300_000 });
    expect(options.map(({ id }) => id)).not.toContain("api:anthropic/claude-haiku-4-5");
    expect(caveats.join("\n")).toMatch(/Claude Haiku 4\.5 takes 200,000 tokens at once, and a request has 300,400\./);
    expect(caveats.join("\n")).toMatch(/Llama 3\.3 70B takes 131,072 tokens at once/);
  });

  test("more replicas than there are lie beyond capacity", () => {
    const { breakEven } = summary({ ...example, requestsPerDay: 20_000, api: ["gemini-3.5-flash"], maxReplicas: 4 });
    expect(breakEven.find(({ machines }) => machines === self)).toMatchObject({
      kind: "beyond_capacity",
      reason: expect.stringMatching(
        /^Machines would pay from 41\d,\d{3} requests a day on, and those that can be had serve 139,\d{3}\.$/,
      ) as string,
    });
  });

  test("a price that nobody read is a reason, and no free machine", () => {
    const { options, caveats } = summary({ ...asked, gpu: "H200 NVL" });
    expect(options.map(({ kind }) => kind)).not.toContain("self-hosted");
    expect(caveats.join("\n")).toMatch(/I have no on-demand price of NVIDIA H200 NVL; an admin can add one/);
  });
});

test("no option gets cheaper with more requests", () => {
  const rising = fc.property(
    fc.integer({ min: 1, max: 3_000_000 }),
    fc.double({ min: 1, max: 3, noNaN: true }),
    fc.record({
      inputTokens: fc.integer({ min: 10, max: 8_000 }),
      outputTokens: fc.integer({ min: 10, max: 2_000 }),
      autoscaled: fc.boolean(),
      zones: fc.constantFrom(1, 3),
      gpu: fc.constantFrom("H100", "L40S", "MI300X", "B200"),
    }),
    (requestsPerDay, times, given) => {
      const few = workload({ ...given, requestsPerDay });
      const setting = expectedSetting(few.inputs);
      const more = { ...setting, values: { ...setting.values, requestsPerDay: requestsPerDay * times } };
      return planFor(few, desk).options.every((one) => usdPerMonth(one, more) >= usdPerMonth(one, setting) - 1e-6);
    },
  );
  fc.assert(rising, { numRuns: 150 });
});

test("base load on own replicas with the rest at an API costs no more than either of its ends", () => {
  const between = fc.property(fc.integer({ min: 1_000, max: 20_000_000 }), (requestsPerDay) => {
    const given = workload({ requestsPerDay, inputTokens: 1_500, outputTokens: 400, gpu: "H100", gpus: 2 });
    const { hybrid, apis } = planFor(given, desk);
    const setting = expectedSetting(given.inputs);
    const overflow = apis[0];
    if (!overflow) return false;
    // Where no replica pays beside it, the API alone is the row that is there.
    if (!hybrid) return requestsPerDay < 1_000_000;
    return totalOf(hybrid.parts(setting)) <= usdPerMonth(overflow, setting) + 1e-6;
  });
  fc.assert(between, { numRuns: 60 });
});
