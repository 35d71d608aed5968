/** "How much per ticket?", "and a year?": the sums in the unit that somebody asked for. */
import { machinesOf, tokensOf } from "../core/cost/decides.ts";
import { Money } from "../core/cost/money.ts";
import { countText } from "../core/cost/sentences.ts";
import type { CostSummary, OptionSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import { digitsOnly } from "../core/sums/digits.ts";
import { counted } from "../core/cost/words/amounts.ts";

const perThing = new RegExp(
  String.raw`\b(?:costs?|price|pay|much|bill|and|what|spend)\b[^.?!]{0,60}?(?<!(?:tokens?|words?|pages?|minutes?|messages?) )\b(?:per|for each|for every|for one|for a single) (single )?(${counted})\b(?! ?(?:per|an?|\/) )`,
);
const aYear =
  /\b(?:yearly|annual(?:ly)?|per year|per annum)\b|\b(?:costs?|pay|bill|spend|much)\b[^.?!\d]{0,30}\ba year\b|^(?:and |so )?(?:a|for a|over a|in a) year\b/;

const thousand = new RegExp(
  String.raw`\b(?:per|for|for each|for every) (?:1[.,]?000|1k|thousand|a thousand) (${counted})\b`,
);
const years = /\b(?:over|for|in|within) (\d{1,2}) years\b/;

/** What sums are told in: so many months, or so many requests that go by a name. */
export type Unit =
  | { readonly name: string; readonly months: number }
  | { readonly name: string; readonly requests: number };

/** What a message asks the sums in; undefined where it asks for no unit of its own. */
export function unitIn(lower: string): Unit | undefined {
  const many = years.exec(digitsOnly(lower))?.[1];
  if (many !== undefined) return { name: `${many} years`, months: 12 * Number(many) };
  const ofThousand = thousand.exec(lower)?.[1];
  if (ofThousand !== undefined) return { name: `1,000 ${ofThousand}`, requests: 1_000 };
  const thing = perThing.exec(lower)?.[2];
  if (thing !== undefined) return { name: thing.replace(/(?<!s)s$/, "").replace(/ie$/, "y"), requests: 1 };
  return aYear.test(lower) ? { name: "a year", months: 12 } : undefined;
}

export function inUnit(summary: CostSummary, workload: Workload, unit: Unit): string | undefined {
  const money = new Money(workload);
  const { options, requestsPerMonth } = summary;
  const all = [...new Set([tokensOf(options, workload), machinesOf(options, workload), options[0]])];
  const shown = all.flatMap((one) => one ?? []);
  if (shown.length === 0) return undefined;
  const name = ({ machines, title }: OptionSummary): string => (machines ? "machines of your own" : title);
  if ("months" in unit) {
    const sums = shown.map((one) => `${name(one)} ${money.about(unit.months * one.monthlyUsd.expected)}`);
    return `**In ${unit.name}:** ${sums.join("; ")}. These are ${unit.months} such months, at today's prices and volume.`;
  }
  const each = (usd: number): string => money.small((unit.requests * usd) / requestsPerMonth);
  const sums = shown.map((one) => {
    const people = one.lines.filter(({ item }) => item.includes("people")).reduce((sum, { usd }) => sum + usd, 0);
    const { expected } = one.monthlyUsd;
    return `${name(one)} ${each(expected)}${people > 0 ? ` (${each(expected - people)} without people)` : ""}`;
  });
  return `**For each ${unit.name}:** ${sums.join("; ")}. That is the month's sum over ${countText(requestsPerMonth)} requests.`;
}
