import { describe, expect, test } from "vitest";
import { tokenSum } from "../../../src/core/sums/token-sum.ts";

describe("after a bill", () => {
  test.for([
    ["what if output is 10 dollars", 50],
    ["and 4M output?", 90],
    ["and with $2 in and $8 out?", 36],
    ["at $2/$8?", 36],
    ["and 20M in, 4M out?", 120],
  ] as const)("a follow-up changes the side that it names: %s", ([text, amount]) => {
    expect(tokenSum(text, "10M input tokens at $3 and 2M output at $15")?.amount).toBeCloseTo(amount, 9);
  });

  test.for([
    ["and 3000 tokens each?", 180],
    ["and with 5000 requests?", 600],
    ["and 500 requests a week?", (500 * 52 * 2000 * 2) / 12e6],
    ["and at $3?", 180],
    ["and per year?", 1460],
  ] as const)("a follow-up changes how often, or how much each: %s", ([text, amount]) => {
    expect(tokenSum(text, "1000 requests a day, 2000 tokens each at $2 per million")?.amount).toBeCloseTo(amount, 9);
  });

  test("follow-ups add up, a full bill begins anew, and a price keeps the currency before it", () => {
    expect(tokenSum("and for 20M tokens?", "40M tokens at $2.50 per million", "and at $3?")?.amount).toBe(60);
    expect(tokenSum("and at $3?", "1000 tokens a day at $9/M", "40M tokens at $2.50 per million")).toMatchObject({
      amount: 120,
      per: "total",
    });
    expect(tokenSum("and at 3?", "40M tokens at €2.50 per million")).toMatchObject({ amount: 120, currency: "€" });
    expect(tokenSum("what does that cost at $2 per million?", "We send 40M tokens")?.amount).toBe(80);
  });
});

describe("nothing is worked out anew when", () => {
  test.for([
    ["names neither volume nor price nor period", "and for a bank?", "40M tokens at $2.50 per million"],
    ["counts something else", "and for a bank with 300 people?", "40M tokens at $2.50 per million"],
    ["asks for the period of a total", "and per year?", "40M tokens at $2.50 per million"],
    ["names a price of something else", "and support is $50?", "40M tokens at $2.50 per million"],
    ["names a budget", "and is $100 a lot?", "40M tokens at $2.50 per million"],
    ["names one of two prices", "and at $3?", "10M input tokens at $3 and 2M output at $15"],
    ["names one of two volumes", "and for 20M tokens?", "10M input tokens at $3 and 2M output at $15"],
    ["mixes currencies", "and output at €3?", "10M input tokens at $3 and 2M output at $15"],
    ["names a volume that may be each or all", "and 3000 tokens?", "1000 requests a day, 2000 tokens each at $2/M"],
  ] as const)("a follow-up %s", ([, text, before]) => {
    expect(tokenSum(text, before)).toBeUndefined();
  });
});
