/** "Budget $500", "at most $2k a month": what a workload may cost. */
import { days } from "../inputs.ts";
import { per, perDay } from "./amounts.ts";

export interface BudgetRead {
  /** US dollars a month. */
  readonly usdPerMonth: number | undefined;
  readonly rest: string;
}
const budget = new RegExp(
  String.raw`\b(?:budget(?:ed)?|limit|cap|at most|no more than|not more than|up to|under|below|less than|max(?:imum)?)(?: (?:of|is|to|at|for|be|spend|pay|us|only))*[ :=]+(?:(?:us)?\$ ?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?) ?(?:us )?(?:\$|dollars?|usd))(?:${per})?(?! ?(?:\/|per|an?) ?\w*tok)`,
);

/** @param plain what `plainAmounts` made */
export function budgetIn(plain: string): BudgetRead {
  const [match, sum, otherSum, period = "month"] = budget.exec(plain) ?? [];
  if (match === undefined) return { usdPerMonth: undefined, rest: plain };
  const amount = sum ?? otherSum;
  const perMonth = period.startsWith("mo") ? 1 : (perDay[period] ?? 1 / days) * days;
  return { usdPerMonth: Number(amount) * perMonth, rest: plain.replace(match, " , ") };
}
