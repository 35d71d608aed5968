/** What of a cost summary a budget pays for, in a sentence. */
import type { Money } from "../core/cost/money.ts";
import type { CostSummary } from "../core/cost/summary.ts";
import type { Budget } from "../core/cost/words/budget.ts";

export function budgetSentence(
  { options, requestsPerMonth }: CostSummary,
  { usd, each }: Budget,
  money: Money,
): string | undefined {
  const [cheapest] = options;
  if (!cheapest) return undefined;
  const { expected } = cheapest.monthlyUsd;
  const usdPerMonth = each === "request" ? usd * requestsPerMonth : usd;
  const share = each === "request" ? `${money.small(usd)} a request, ` : "";
  const budget = `**Of ${share}${money.of(usdPerMonth)} a month:**`;
  if (expected > usdPerMonth)
    return `${budget} nothing here fits. The cheapest, ${cheapest.title}, costs ${money.of(expected)}, ${money.of(expected - usdPerMonth)} more.`;
  const fits = options.filter(({ monthlyUsd }) => monthlyUsd.expected <= usdPerMonth);
  const sure = options.filter(({ monthlyUsd }) => monthlyUsd.high <= usdPerMonth);
  return `${budget} ${fits.length} of ${options.length} ways fit, ${sure.length === fits.length ? "also" : `${sure.length === 0 ? "none" : sure.length} of them also`} at the high end of what they may cost. The cheapest, ${cheapest.title}, leaves ${money.of(usdPerMonth - expected)}.`;
}
