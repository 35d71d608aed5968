import { describe, expect, test } from "vitest";
import { growth, monthsToReach } from "../../../src/core/cost/growth.ts";
import { days } from "../../../src/core/cost/inputs.ts";
import { summary } from "./desk.ts";

describe("growth", () => {
  const stairs = { F: 10_000, g: 4_000, q: 50_000, N_min: 2 };
  const a = 0.01; // the bills cross at 18,000 / (0.01 * 30.44) = 59,133 requests a day
  const given = { stairs, a, apiFixed: 0, requestsPerDay: 20_000, G: 0.1, priceFallPerYear: 0, migrationUsd: 30_000 };
  const saved = (r: number, price: number): number =>
    price * days * r - (10_000 + 4_000 * Math.max(2, Math.ceil(r / 50_000)));

  test("reaches a break-even after ln(r* / r) / ln(1 + G) months", () => {
    const { months, monthsWithFallingPrices } = growth(given, saved);
    expect(months).toBeCloseTo(Math.log(59_133 / 20_000) / Math.log(1.1), 3);
    expect(monthsWithFallingPrices).toBe(12);
  });

  test("is outrun by prices that fall faster", () => {
    expect(growth({ ...given, priceFallPerYear: 0.3 }, saved).monthsWithFallingPrices).toBeGreaterThan(12);
    expect(growth({ ...given, G: 0.01, priceFallPerYear: 0.5 }, saved).monthsWithFallingPrices).toBeUndefined();
  });

  test("pays a migration back once savings have summed to it", () => {
    const { paybackMonths } = growth({ ...given, requestsPerDay: 200_000, G: 0 }, saved);
    // 60,880 a month for tokens, 26,000 for machines: what is saved passes 30,000 in the first month.
    expect(paybackMonths).toBe(1);
    expect(growth({ ...given, G: 0 }, saved).paybackMonths).toBeUndefined();
  });

  test("is none where there is none", () => {
    expect(monthsToReach(10, 20, 0)).toBe(0);
    expect(monthsToReach(20, 10, 0)).toBeUndefined();
  });

  test("stands in a summary only where somebody stated it", () => {
    const asked = { requestsPerDay: 20_000, inputTokens: 1_500, gpu: "H100", api: ["gpt-5.5"] };
    expect(summary(asked).breakEven[0]?.growth).toBeUndefined();
    const { growth: grown } = summary({ ...asked, growthPerMonth: 0.1 }).breakEven[0] ?? {};
    expect(grown?.months).toBeGreaterThan(0);
    expect(grown?.monthsWithFallingPrices).toBeGreaterThan(grown?.months ?? 0);
  });
});
