/** "Budget $500", "at most $2k a month", "up to 2 cents a ticket": what a workload may cost. */
import { days } from "../inputs.ts";
import { counted, per, perDay } from "./amounts.ts";

export interface Budget {
  readonly usd: number;
  readonly each: "month" | "request";
}
export interface BudgetRead {
  readonly budget: Budget | undefined;
  readonly rest: string;
}

const number = String.raw`(\d+(?:\.\d+)?)(?![\d.]*\d)`;
const sum = String.raw`(?:(?:us)?\$ ?${number}|${number} ?(?:us )?(?:\$|dollars?\b|usd\b|(?<cents>cents?\b|¢)))`;
const request = String.raw`(?: ?\/ ?| per | an? | each | every | for each | for every | for an? )(?:single )?(?<many>1000 )?(?<request>${counted})\b`;
/** "$500 per user", "$2 an hour for each GPU", "$3 per million tokens" are no sums of a month. */
const ofOthers = String.raw`(?! ?(?:\/|per\b|for (?:each|every|an?)\b|an?\b|each\b|every\b))`;
const said = new RegExp(
  String.raw`\b(?:budget(?:ed)?|limit|cap|at most|no more than|not more than|up to|under|below|less than|max(?:imum)?)(?: (?:of|is|to|at|for|be|spend|pay|us|only))*[ :=]+${sum}(?:${per}|${request})?${ofOthers}`,
);

/** @param plain what `plainAmounts` made */
export function budgetIn(plain: string): BudgetRead {
  const found = said.exec(plain);
  if (!found) return { budget: undefined, rest: plain };
  const [match, before, behind, , period = "month"] = found;
  const { cents, many, request: isEach } = found.groups ?? {};
  const usd = Number(before ?? behind) / (cents === undefined ? 1 : 100);
  const rest = plain.replace(match, " , ");
  if (isEach !== undefined) return { budget: { usd: usd / (many === undefined ? 1 : 1_000), each: "request" }, rest };
  const perMonth = period.startsWith("mo") ? 1 : (perDay[period] ?? 1 / days) * days;
  return { budget: { usd: usd * perMonth, each: "month" }, rest };
}
