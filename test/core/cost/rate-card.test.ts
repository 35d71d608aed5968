import { describe, expect, test } from "vitest";
import { rateCard, type Reference } from "../../../src/core/cost/rate-card.ts";
import { desk, option, summary } from "./desk.ts";

const reference: Reference = {
  api: "openai/gpt-5.4",
  openModel: "llama-3-3-70b",
  gpu: "h100-sxm",
  gpus: 2,
  tpotLimitS: 0.05,
  terms: "committed",
};
const card = (change: Partial<Reference> = {}) => rateCard(desk.book, { ...reference, ...change });

describe("the rates that verdicts reckon with", () => {
  const read = card();
  if (!read.ok) throw new Error(read.problems.join("; "));
  const rates = read.card;

  test("are those of a cost summary of the same workload", () => {
    const asked = { requestsPerDay: 100_000, api: ["openai/gpt-5.4"], model: "llama-3-3-70b", gpu: "H100", gpus: 2 };
    const found = summary({ ...asked, tpotLimitS: 0.05, terms: "committed", apiPeopleFte: 0, selfHostedPeopleFte: 0 });
    const mTok = (100_000 * 30.44 * 1_900) / 1e6;
    expect(rates.apiUsdPerMTok).toBeCloseTo(option(found, "api:openai/gpt-5.4").monthlyUsd.expected / mTok, 9);
    const own = option(found, "self-hosted:llama-3-3-70b");
    const replicas = own.machines?.replicasPaid ?? 0;
    expect(rates.replicaUsdPerMonth).toBeCloseTo(own.monthlyUsd.expected / replicas, 6);
  });

  test("blend input and output by the usual request, to the cent by hand", () => {
    // 1,500 tokens in, of which 30 % cached, and 400 out, at 2.50, 0.25 and 15 USD per million
    const byHand = (1_500 * 0.7 * 2.5 + 1_500 * 0.3 * 0.25 + 400 * 15) / 1_900;
    expect(rates.apiUsdPerMTok).toBeCloseTo(byHand, 9);
  });

  test("have a low and a high end where sources differ, and none where they agree", () => {
    const { range } = rates;
    expect(range?.low.replicaUsdPerMonth).toBeLessThan(rates.replicaUsdPerMonth);
    expect(range?.high.replicaUsdPerMonth).toBeGreaterThan(rates.replicaUsdPerMonth);
    expect([range?.low.apiUsdPerMTok, range?.high.apiUsdPerMTok]).toEqual([rates.apiUsdPerMTok, rates.apiUsdPerMTok]);
    // DeepSeek V4 Pro stands at 0.435 / 0.87 and at 1.74 / 3.48: four times.
    const other = card({ openModel: "deepseek-v4-pro", gpu: "b200-sxm", gpus: 8, api: "deepseek/deepseek-v4-pro" });
    if (!other.ok) throw new Error(other.problems.join("; "));
    const { low, high } = other.card.range ?? { low: rates, high: rates };
    expect(high.apiUsdPerMTok / low.apiUsdPerMTok).toBeGreaterThan(3.5);
  });

  test("are dated by their oldest price, and in an order that anybody would expect", () => {
    expect(rates.asOf).toMatch(/^2026/);
    expect(rates.hostedUsdPerMTok).toBeLessThan(rates.apiUsdPerMTok);
    expect(rates.ownReplicaUsdPerMonth).toBeLessThan(rates.replicaUsdPerMonth);
    expect(rates.replicaTokensPerMonth).toBeGreaterThan(1e9);
  });
});

test.for([
  [{ api: "openai/gpt-0" }, /^there is no endpoint "openai\/gpt-0"/],
  [{ openModel: "gemma-4-31b" }, /has no price|nobody has checked/],
  [{ gpu: "l4", gpus: 1 }, /NVIDIA L4 does not run Llama 3\.3 70B/],
] as const)("a reference that leads nowhere is a sentence: %j", ([change, says]) => {
  const read = card(change);
  expect(read.ok ? "" : read.problems.join("; ")).toMatch(says);
});
