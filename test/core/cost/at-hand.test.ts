import { describe, expect, test } from "vitest";
import { option, summary, worked, workload } from "./desk.ts";

const asked = {
  inputTokens: 1_500,
  outputTokens: 400,
  model: "llama-3-3-70b",
  gpu: "H100",
  owned: true,
  api: ["gpt-5.5"],
};
const own = "owned:llama-3-3-70b";
const of = (given: object) => summary({ ...asked, ...given });

describe("GPUs that are there", () => {
  test("serve the whole peak with some of them: only these are counted", () => {
    const made = of({ requestsPerDay: 10_000, gpusAtHand: 8 });
    expect(made.atHand).toEqual({
      gpus: 8,
      gpusNeeded: 2,
      shareOfPeak: 1,
      says: "Of your 8 x NVIDIA H100 SXM 2 serve the whole peak; the other 6 are left for other work, and not counted.",
    });
    const { title, machines } = option(made, own);
    expect(title).toMatch(/, 2 of your 8 GPUs$/);
    expect((machines?.replicasAtPeak ?? 0) * (machines?.gpusPerReplica ?? 0)).toBe(2);
  });

  test("serve a part of it: how much, how many are lacking, and what the rest costs elsewhere", () => {
    const made = of({ requestsPerDay: 400_000, gpusAtHand: 4 });
    const { gpusNeeded = 0, shareOfPeak = 0, says = "" } = made.atHand ?? {};
    expect([gpusNeeded > 4, shareOfPeak > 0.1, shareOfPeak < 0.6]).toEqual([true, true, true]);
    const hybrid = option(made, "hybrid");
    const beyond = hybrid.lines.find(({ item }) => item === "tokens beyond them")?.usd ?? 0;
    expect(says).toMatch(
      new RegExp(
        `^Your 4 x NVIDIA H100 SXM serve ${Math.floor(100 * shareOfPeak)}% of the peak; ${gpusNeeded - 4} more are needed for all of it, and the sums count them; or the rest, \\d+% of all requests, costs about \\$[\\d,]+ a month at GPT-5\\.5 at OpenAI\\.$`,
      ),
    );
    expect(Number(/\$([\d,]+)/.exec(says)?.[1]?.replaceAll(",", ""))).toBeCloseTo(Number(beyond.toPrecision(3)), 0);
    // What stays in the house are the four, bought and not rented.
    expect(hybrid.lines.find(({ item }) => item === "base replicas")?.terms[0]?.value).toBe(4);
    const gpus = (id: string) => option(made, id).lines[0]?.terms.find(({ name }) => name === "gpus")?.value;
    expect(gpus(own)).toBe(gpusNeeded);
  });

  test("serve all of it with nothing to take over when one fails", () => {
    expect(of({ requestsPerDay: 5_000, gpusAtHand: 1 }).atHand?.says).toBe(
      "Your 1 x NVIDIA H100 SXM serves the whole peak, as one replica; 1 more is needed so that 2 replicas stand and one may fail, and the sums count it.",
    );
  });

  test("hold the model in no way: that is said with its memory", () => {
    expect(of({ requestsPerDay: 5_000, gpusAtHand: 2, model: "deepseek-v4-pro" }).atHand?.says).toMatch(
      /^Your 2 x NVIDIA H100 SXM do not serve DeepSeek V4 Pro: the weights of .* in fp4 take 976 GB, and 2 x NVIDIA H100 SXM have 154 GB/,
    );
  });

  test("take a smaller precision where the usual one finds no room on them", () => {
    const made = of({ requestsPerDay: 5_000, gpusAtHand: 1, gpu: "A100" });
    expect(option(made, own).machines?.hardware).toBe("a100-sxm/TP1/fp8");
  });

  test("set the width of a replica: never more GPUs than there are", () => {
    for (const gpusAtHand of [1, 2, 3, 4, 8]) {
      const made = of({ requestsPerDay: 1_000_000, gpusAtHand, tpotLimitS: 0.05 });
      expect(option(made, own).machines?.gpusPerReplica).toBeLessThanOrEqual(gpusAtHand);
    }
  });

  test("are rented where nobody says that they are owned", () => {
    const made = of({ requestsPerDay: 400_000, gpusAtHand: 4, owned: false });
    expect(made.atHand?.says).toMatch(/^4 x NVIDIA H100 SXM serve \d+% of the peak/);
    expect(option(made, own).title).toMatch(/, bought$/);
  });

  test("have formulas that give each line", () => {
    for (const { lines } of of({ requestsPerDay: 400_000, gpusAtHand: 4 }).options)
      for (const { item, usd, formula, terms } of lines)
        expect([item, worked(formula, terms)]).toEqual([item, expect.closeTo(usd, 6)]);
  });

  test("cost no less for more requests, and break even where the sums cross", () => {
    const usd = (requestsPerDay: number, id: string) =>
      option(of({ requestsPerDay, gpusAtHand: 2 }), id).monthlyUsd.expected;
    const volumes = [1e3, 1e4, 3e4, 6e4, 1e5, 3e5, 1e6];
    const sums = volumes.map((volume) => usd(volume, own));
    expect(sums).toEqual(sums.toSorted((a, b) => a - b));
    const even = of({ requestsPerDay: 40_000, gpusAtHand: 2 }).breakEven.find(({ machines }) => machines === own);
    const at = even?.requestsPerDay ?? 0;
    expect(usd(at * 1.001, own)).toBeLessThanOrEqual(usd(at * 1.001, "api:openai/gpt-5.5"));
    expect(usd(at * 0.99, own)).toBeGreaterThan(usd(at * 0.99, "api:openai/gpt-5.5"));
  });
});

test("how many there are is a whole number of GPUs that were named", () => {
  expect(() => workload({ requestsPerDay: 1, gpusAtHand: 2 })).toThrow(/^gpu is missing; write which GPUs/);
  expect(() => workload({ requestsPerDay: 1, gpu: "H100", gpusAtHand: 2.5 })).toThrow(/write a whole number/);
});
