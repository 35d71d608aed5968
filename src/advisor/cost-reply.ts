/** A cost summary as a reply: the answer in a sentence, then table, charts, what moves it, what was assumed. */
import { labels } from "../core/cost/labels.ts";
import { onDate } from "../core/cost/dates.ts";
import { countText } from "../core/cost/sentences.ts";
import type { CostSummary, OptionSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import type { Block, Reply } from "../core/reply.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { costCharts } from "./cost-charts.ts";
import { leadOf, Money } from "./cost-lead.ts";

const mostDrivers = 3;
const mostCaveats = 8;
const mostRows = 9;

export interface CostReplyOptions {
  readonly given: Given;
  /** What was read otherwise than somebody may have meant. */
  readonly remarks?: readonly string[];
  readonly version: string;
  /** What was just changed, and what it did. */
  readonly change?: string | undefined;
}

const text = (words: string): Block => ({ kind: "text", text: words, cites: [] });
const points = (all: readonly string[]): Block[] =>
  all.length === 0 ? [] : [{ kind: "points", points: all.map((words) => ({ text: words, cites: [] })) }];
const headed = (title: string, all: readonly string[]): Block[] =>
  all.length === 0 ? [] : [text(`**${title}**`), ...points(all)];

export function costReply(summary: CostSummary, workload: Workload, options: CostReplyOptions): Reply {
  const { given, remarks = [], version, change } = options;
  const money = new Money(workload);
  const r = workload.inputs.requestsPerDay.expected;
  return {
    kind: "cost",
    title: `Cost of ${countText(r)} requests a day`,
    blocks: [
      text(leadOf(summary, workload)),
      ...(change === undefined ? [] : [text(change)]),
      ...remarks.map(text),
      tableOf(summary, money),
      ...costCharts(summary, workload),
      ...headed("What moves the sums most", driversOf(summary, money)),
      ...headed("Break-even of machines of your own", breakEvens(summary)),
      ...headed("To bear in mind", summary.caveats.slice(0, mostCaveats)),
      ...notes(summary, workload),
    ],
    citations: [],
    knowledgeVersion: version,
    workload: given,
  };
}

/** A mix in which no replica pays is the API alone, which stands there by itself. */
export const shownOptions = ({ options, hybrid }: CostSummary): readonly OptionSummary[] =>
  hybrid?.baseReplicas === 0 ? options.filter(({ kind }) => kind !== "hybrid") : options;

function tableOf(summary: CostSummary, money: Money): Block {
  return {
    kind: "table",
    caption: `${money.code} a month`,
    columns: ["Way", "low", "expected", "high", "per 1,000 requests"],
    rows: shownOptions(summary)
      .slice(0, mostRows)
      .map(({ title, monthlyUsd: { low, expected, high }, perThousandRequestsUsd }) => [
        title,
        money.of(low),
        money.of(expected),
        money.of(high),
        money.small(perThousandRequestsUsd),
      ]),
  };
}

function driversOf({ drivers, options }: CostSummary, money: Money): string[] {
  const titles = new Map(options.map(({ id, title }) => [id, title]));
  return drivers.slice(0, mostDrivers).map(({ name, from, to, option, swingUsd, flips }) => {
    const ends = from === undefined || to === undefined ? "" : ` (${shown(from)} to ${shown(to)})`;
    const turns = flips
      ? `; at its ${flips.at} end ${titles.get(flips.cheapest) ?? flips.cheapest} is the cheapest`
      : "";
    return `${labels[name]}${ends}: ${money.of(swingUsd)} a month between its ends, for ${titles.get(option) ?? option}${turns}`;
  });
}

export const shown = (n: number): string => n.toLocaleString("en-US", { maximumSignificantDigits: 3 });

/** Against closed models first: that is what people ask about. */
function breakEvens({ breakEven, options }: CostSummary): string[] {
  const titles = new Map(options.map(({ id, title }) => [id, title]));
  return breakEven
    .filter(({ machines }) => machines.startsWith("self-hosted"))
    .sort((a, b) => Number(b.against.startsWith("api:")) - Number(a.against.startsWith("api:")))
    .slice(0, 3)
    .map(({ against, reason }) => `${titles.get(against) ?? against}: ${reason}`);
}

function notes(summary: CostSummary, workload: Workload): Block[] {
  const { assumptions, options } = summary;
  const assumed = assumptions.map(({ name, value, low, high }) => {
    const range = low === undefined || high === undefined || low === high ? "" : ` (${shown(low)} to ${shown(high)})`;
    return `${labels[name]} ${typeof value === "number" ? shown(value) : value}${range}`;
  });
  if (workload.tpotLimitS === undefined)
    assumed.unshift("nobody waits for single tokens (say, for example, 50 ms per token)");
  const { currency } = workload;
  return [
    ...(assumed.length > 0
      ? [
          {
            kind: "note",
            text: `Taken as usual, for you said nothing of it; say another and I reckon again: ${assumed.join("; ")}.`,
          } as const,
        ]
      : []),
    {
      kind: "note",
      text: `Prices are list prices in US dollars, read ${datesOf(options)}.${currency ? ` Shown in ${currency.code} at ${currency.usdPerUnit} USD, the rate that you gave.` : ""} Low and high are the 10th and 90th percentile of 1,000 draws${options.some(({ monthlyUsd }) => monthlyUsd.basis === "corners") ? ", or everything at its cheaper and at its dearer end where you stated only a volume" : ""}.`,
    },
  ];
}

const isPrice = /^usdPer(?:MTok|Request|GpuHour|GpuMonth|Card)$/;
/** From the oldest price to the newest: what we assume is no price. */
export function datesOf(options: readonly OptionSummary[]): string {
  const dates = options.flatMap(({ lines }) =>
    lines.flatMap((line) => line.terms.flatMap(({ name, asOf = line.asOf }) => (isPrice.test(name) ? [asOf] : []))),
  );
  const sorted = [...new Set(dates)].filter(Boolean).sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first === last
    ? first === undefined
      ? "on no known day"
      : onDate(first)
    : `between ${first ?? ""} and ${last ?? ""}`;
}
