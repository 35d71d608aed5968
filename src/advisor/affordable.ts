/** "Our budget is $5,000 a month, what can we afford?": which volume of which models the money buys, by the cost engine. */
import { affordable as bought, type Affordable, tokensPerMonth } from "../core/cost/afford.ts";
import type { CostDesk } from "../core/cost/desk.ts";
import { expectedSetting, type Setting } from "../core/cost/inputs.ts";
import { labels } from "../core/cost/labels.ts";
import { machinePlan } from "../core/cost/machine-plan.ts";
import { type Plan, planFor } from "../core/cost/plan.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { readWorkload } from "../core/cost/read-workload.ts";
import { countText, usdText } from "../core/cost/sentences.ts";
import { assumptionsOf } from "../core/cost/summary-words.ts";
import { readCostWords } from "../core/cost/words/read.ts";
import { countsWithoutStops, digitsOnly } from "../core/sums/digits.ts";
import type { Block, Reply } from "../core/reply.ts";
import type { Advisor } from "./asked.ts";
import { plainReply } from "./compose.ts";
import { shown } from "./cost-reply.ts";
import { restsOn } from "./figure-sources.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const isBudget =
  /\bbudgets?\b|\bafford\w*|\bspend(?:ing)?\b|\bcan pay\b|\b(?:we|i)(?: only)? have\b|\bbuys?\b|\bget (?:us|me)?\b/;
const asksWhat =
  /\bafford\w*|\bwhat (?:can|could|do|does|will|would)\b.*\b(?:get|buy|run|use|do|afford|have)\b|\bhow (?:much|many|far)\b|\bwhich (?:models?|llms?)\b|\bhow far\b|\benough for\b/;
/** These ask for advice, or bring prices of their own. */
const isElse =
  /\bper (?:million|1m|m?tok\w*)\b|\bwhich way\b|\bopen or closed\b|\bshould (?:we|i)\b|\btrain\w*|\bfine-?tun\w*/;
const money =
  /(?:(us ?)?(?<sign>[$€£]) ?(?<a>\d[\d.,]*) ?(?<ka>k|m|thousand|million)?\b|(?<b>\d[\d.,]*) ?(?<kb>k|m|thousand|million)? ?(?<word>dollars?|usd|euros?|eur|pounds|gbp)\b)(?: ?(?:\/|per|an?|each|every) ?(?<period>day|week|month|mo|quarter|year|yr)\b| (?<adverb>daily|weekly|monthly|yearly|annually))?/;
const months: Readonly<Record<string, number>> = {
  day: 1 / 30.44,
  daily: 1 / 30.44,
  week: 7 / 30.44,
  weekly: 7 / 30.44,
  quarter: 3,
  year: 12,
  yr: 12,
  yearly: 12,
  annually: 12,
};
const longest = 45; // words
const reference = 10_000; // requests a day: hardware is chosen for some volume
const mostPlans = 3;
const mostRows = 8;
const mostAssumed = 12;

export const affordable: Advisor = {
  name: "affordable",
  summary:
    "Name a budget and I say which volume of which models it buys, and whether machines of your own are in reach.",
  example: "Our budget is $5,000 a month, what can we afford?",
  reply({ lower }, kb) {
    if (!kb.costs || !isBudget.test(lower) || !asksWhat.test(lower) || isElse.test(lower)) return undefined;
    const found = money.exec(lower);
    if (!found || money.test(lower.replace(found[0], " ")) || lower.split(/\s+/).length > longest) return undefined;
    return { reply: replyTo(lower, found, kb, kb.costs), entries: [], confidence: 1 };
  },
};

function replyTo(lower: string, found: RegExpExecArray, kb: KnowledgeBase, desk: CostDesk): Reply {
  const { sign, a, ka = "", b = "", kb: scale = "", word = "", period, adverb } = found.groups ?? {};
  const amount = Number(digitsOnly(countsWithoutStops(`${a ?? b}${a === undefined ? scale : ka}`)));
  const say = (kind: "help" | "abstain", sentences: readonly string[]): Reply =>
    plainReply(kind, "What a budget buys", sentences, kb.catalog);
  const isForeign = (sign ?? "$") !== "$" || /^(?:eur|pound|gbp)/.test(word);
  const [, rate] = /\b(?:at|rate(?: of)?) (\d+\.\d+)\b/.exec(lower) ?? [];
  if (isForeign && rate === undefined)
    return say("help", [
      "All prices that I hold are US dollars, and I know no rate: say the budget in dollars, or add one, for example “at 1.08”, the dollars that one of yours buys.",
    ]);
  if (!(amount > 0)) return say("help", ["Say the budget as a number above 0, for example $5,000 a month."]);
  const usd = (amount * (isForeign ? Number(rate) : 1)) / (months[period ?? adverb ?? ""] ?? 1);
  const words = readCostWords(lower.replace(found[0], " "), desk);
  if (words.problems.length > 0) return say("help", words.problems);
  const { requestsPerDay: wanted, tokensPerMonth: _, ...given } = words.given;
  const made = planned(usd, given, desk, kb.today());
  if (!made.ok) return say("help", made.problems);
  const { workload, plan, setting, rows } = made;
  if (rows.length === 0) return say("abstain", ["There is nothing that I could reckon with."]);
  const { inputTokens: i, outputTokens: o } = setting.values;
  const blocks: Block[] = [
    text(leadOf(rows, usd, typeof wanted === "number" ? wanted : undefined)),
    text(machinesSentence(rows, plan, setting, usd)),
    ...words.remarks.map(text),
    {
      kind: "table",
      caption: `Requests a day for ${usdText(usd)} a month`,
      columns: ["Way", "people paid from it", "people paid otherwise", "million tokens a month, people paid from it"],
      rows: rows
        .slice(0, mostRows)
        .map(({ option, requestsPerDay, peopleAside }) => [
          option.title,
          about(requestsPerDay),
          about(peopleAside),
          about(tokensPerMonth(requestsPerDay, setting) / 1e6),
        ]),
    },
    text(
      `Reckoned with ${countText(i)} tokens in and ${countText(o)} out a request, and list prices in US dollars${period === undefined && adverb === undefined ? "; you named no period, so the budget is taken as a month's" : ""}. Models are not equal in quality: compare them on your own task first.`,
    ),
    ...headed("Taken as usual, for you said nothing of it", assumedIn(plan, workload)),
    ...headed("What these figures rest on", basisOf(rows, plan, setting)),
    {
      kind: "next",
      label: "Ask next",
      questions: [`What would ${about(rows[0]?.requestsPerDay ?? reference)} requests a day cost?`],
    },
  ];
  return {
    kind: "table",
    title: `What ${usdText(usd)} a month buys`,
    blocks,
    citations: [],
    knowledgeVersion: kb.catalog.version,
  };
}

/** Other hardware is the cheapest for more: it is chosen anew for what the money buys, until it buys no more. */
function planned(usd: number, given: Given, desk: CostDesk, today: string) {
  const planAt = (requestsPerDay: number) => {
    const read = readWorkload({ ...given, requestsPerDay }, desk, today);
    if (!read.ok) return read;
    const plan = planFor(read.workload, desk);
    const setting = expectedSetting(read.workload.inputs);
    const rows = bought(plan, setting, usd);
    const own = rows.find(({ option }) => option.kind === "self-hosted");
    return { ok: true, workload: read.workload, plan, setting, rows, own } as const;
  };
  const served = (own: Affordable | undefined): number => own?.requestsPerDay || (own?.peopleAside ?? 0);
  let best = planAt(reference);
  for (let i = 0; best.ok && i < mostPlans; i += 1) {
    const more = served(best.own) > 1 ? planAt(served(best.own)) : best;
    if (!more.ok || served(more.own) <= served(best.own)) break;
    best = more;
  }
  return best;
}

const text = (words: string): Block => ({ kind: "text", text: words, cites: [] });
const headed = (title: string, all: readonly string[]): Block[] =>
  all.length === 0
    ? []
    : [text(`**${title}**`), { kind: "points", points: all.map((one) => ({ text: one, cites: [] })) }];
/** Two digits, rounded down: more would not be paid for. */
function about(n: number): string {
  if (n < 1) return "none";
  const step = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1);
  return countText(Math.floor(n / step + 1e-9) * step);
}

function leadOf(rows: readonly Affordable[], usd: number, wanted: number | undefined): string {
  const tokens = rows.filter(({ option }) => option.kind === "api" || option.kind === "hosted");
  // A small budget pays for tokens and not for whoever looks after them.
  const paysPeople = tokens.some(({ requestsPerDay }) => requestsPerDay >= 1);
  const many = (one: Affordable): number => (paysPeople ? one.requestsPerDay : one.peopleAside);
  const [hosted] = tokens.filter(({ option }) => option.kind === "hosted");
  const closed = tokens.filter(({ option }) => option.kind === "api").slice(0, 2);
  const each = [...(hosted ? [hosted] : []), ...closed].map(
    (one) => `about **${about(many(one))}** of ${one.option.title}`,
  );
  const [first] = tokens;
  const people = first ? first.leastUsd - first.leastUsdPeopleAside : 0;
  const condition = paysPeople
    ? "people included"
    : `were people paid otherwise (${usdText(people)} a month for those who look after an API)`;
  const goal =
    wanted === undefined ? "" : ` Your ${countText(wanted)} a day ${enough(rows.filter((one) => many(one) >= wanted))}`;
  return `${usdText(usd)} a month buys, ${condition}, so many requests a day: ${each.join("; ")}.${goal}`;
}
const enough = (able: readonly Affordable[]): string =>
  able.length === 0
    ? "are out of reach in every way compared here."
    : `are in reach with ${able.map(({ option }) => option.title).join("; ")}.`;

function machinesSentence(rows: readonly Affordable[], plan: Plan, setting: Setting, usd: number): string {
  const own = rows.find(({ option }) => option.kind === "self-hosted");
  if (!own || !plan.rented) return `Machines of your own: ${plan.leftOut[0] ?? "none that I could reckon"}`;
  const { option, requestsPerDay, peopleAside, leastUsd, leastUsdPeopleAside } = own;
  if (requestsPerDay >= 1)
    return `Machines of your own are in reach: ${option.title} serve up to about **${about(requestsPerDay)}** requests a day, people included.`;
  const least = `${option.title}, ${setting.values.floorReplicas} replicas at the least, cost ${usdText(leastUsd)} a month, ${usdText(leastUsd - leastUsdPeopleAside)} of it for people`;
  return peopleAside >= 1
    ? `Machines of your own are **out of reach with the people who run them**: ${least}. Were these paid otherwise, the machines alone serve up to about ${about(peopleAside)} requests a day for ${usdText(usd)}.`
    : `Machines of your own are **out of reach**, people or not: ${least}.`;
}

function assumedIn(plan: Plan, workload: Parameters<typeof assumptionsOf>[0]): string[] {
  return assumptionsOf(workload, plan)
    .slice(0, mostAssumed)
    .map(({ name, value, low, high, unit }) => {
      const range = low === undefined || high === undefined || low === high ? "" : ` (${shown(low)} to ${shown(high)})`;
      return `${labels[name]}: ${typeof value === "number" ? shown(value) : value}${range}, ${unit}`;
    });
}

function basisOf(rows: readonly Affordable[], plan: Plan, setting: Setting): string[] {
  return restsOn(
    rows.slice(0, mostRows).map(({ option }) => ({
      title: option.title,
      lines: option.lines(setting),
      machines: option === plan.rented ? machinePlan(plan.rented, setting) : undefined,
    })),
  );
}
