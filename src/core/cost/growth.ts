/** When growth reaches a break-even, while prices of tokens fall; and when a migration is paid back. */
import { breakEven } from "./break-even.ts";
import type { Staircase } from "./option.ts";

export interface Growth {
  /** Months until the volume is there, prices staying: `ln(r* / r) / ln(1 + G)`. */
  readonly months: number | undefined;
  /** The same while tokens get cheaper; undefined when falling prices outrun the growth. */
  readonly monthsWithFallingPrices: number | undefined;
  /** Months until what is saved has paid for the migration. */
  readonly paybackMonths: number | undefined;
}

const horizonMonths = 120;

export interface Growing {
  readonly stairs: Staircase;
  /** US dollars of tokens for one request, today. */
  readonly a: number;
  readonly apiFixed: number;
  readonly requestsPerDay: number;
  /** Share a month. */
  readonly G: number;
  readonly priceFallPerYear: number;
  readonly migrationUsd: number;
}

export const monthsToReach = (wanted: number, now: number, G: number): number | undefined =>
  wanted <= now ? 0 : G > 0 ? Math.log(wanted / now) / Math.log(1 + G) : undefined;

export function growth(given: Growing, usdSaved: (requestsPerDay: number, a: number) => number): Growth {
  const { stairs, a, apiFixed, requestsPerDay: r, G, priceFallPerYear, migrationUsd } = given;
  const now = breakEven(stairs, a, apiFixed);
  const months = now.kind === "reached" ? monthsToReach(now.first, r, G) : undefined;
  let falling: number | undefined;
  let payback: number | undefined;
  let saved = 0;
  for (let month = 0; month <= horizonMonths && (falling === undefined || payback === undefined); month += 1) {
    const price = a * (1 - priceFallPerYear) ** (month / 12);
    const volume = r * (1 + G) ** month;
    const then = breakEven(stairs, price, apiFixed);
    if (falling === undefined && then.kind === "reached" && then.first <= volume) falling = month;
    saved += usdSaved(volume, price);
    if (payback === undefined && saved >= migrationUsd) payback = month + 1;
  }
  return { months, monthsWithFallingPrices: falling, paybackMonths: payback };
}
