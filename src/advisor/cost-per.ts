/** "How much per ticket?", "and a year?": the sums in the unit that somebody asked for. */
import { machinesOf, tokensOf } from "../core/cost/decides.ts";
import { Money } from "../core/cost/money.ts";
import { countText } from "../core/cost/sentences.ts";
import type { CostSummary, OptionSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import { counted } from "../core/cost/words/amounts.ts";

const perThing = new RegExp(
  String.raw`\b(?:costs?|price|pay|much|bill|and|what|spend)\b[^.?!]{0,60}?(?<!(?:tokens?|words?|pages?|minutes?|messages?) )\b(?:per|for each|for every|for one|for a single) (single )?(${counted})\b(?! ?(?:per|an?|\/) )`,
);
const aYear =
  /\b(?:yearly|annual(?:ly)?|per year|per annum)\b|\b(?:costs?|pay|bill|spend|much)\b[^.?!\d]{0,30}\ba year\b|^(?:and |so )?(?:a|for a|over a|in a) year\b/;

/** What a message asks the sums in; undefined where it asks for no unit of its own. */
export function unitIn(lower: string): string | undefined {
  const thing = perThing.exec(lower)?.[2];
  if (thing !== undefined) return thing.replace(/(?<!s)s$/, "").replace(/ie$/, "y");
  return aYear.test(lower) ? "year" : undefined;
}

export function inUnit(summary: CostSummary, workload: Workload, unit: string): string | undefined {
  const money = new Money(workload);
  const { options, requestsPerMonth } = summary;
  const closed = tokensOf(options, workload);
  const shown = [closed, machinesOf(options, workload), options[0]].flatMap((one) => one ?? []);
  const all = [...new Set(shown)];
  if (all.length === 0) return undefined;
  const sum = ({ monthlyUsd: { expected } }: OptionSummary): string =>
    unit === "year" ? money.about(12 * expected) : money.small(expected / requestsPerMonth);
  const tokens = (option: OptionSummary): string => {
    const people = option.lines.filter(({ item }) => item.includes("people")).reduce((all, { usd }) => all + usd, 0);
    return unit === "year" || people <= 0
      ? ""
      : ` (${money.small((option.monthlyUsd.expected - people) / requestsPerMonth)} without people)`;
  };
  const title = unit === "year" ? "A year of it" : `For each ${unit}`;
  return `**${title}:** ${all.map((one) => `${one.machines ? "machines of your own" : one.title} ${sum(one)}${tokens(one)}`).join("; ")}. That is ${unit === "year" ? "twelve such months, at today's prices and volume" : `the month's sum over ${countText(requestsPerMonth)} ${unit}s`}.`;
}
