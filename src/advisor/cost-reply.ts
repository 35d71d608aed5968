/** A cost summary as a reply: the answer in a sentence, then table, charts, what moves it, what was assumed. */
import { machinesOf } from "../core/cost/decides.ts";
import type { InputName } from "../core/cost/inputs.ts";
import { labels } from "../core/cost/labels.ts";
import { onDate } from "../core/cost/dates.ts";
import { Money } from "../core/cost/money.ts";
import { countText } from "../core/cost/sentences.ts";
import type { CostSummary, OptionSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import type { Block, Reply } from "../core/reply.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { costCharts } from "./cost-charts.ts";
import { driversOf } from "./cost-drivers.ts";
import { cheapestLead, type Need } from "./cost-cheapest.ts";
import { loadSentence, usualLoad } from "./cost-load.ts";
import { amountText, saidSentence, spanText } from "./cost-said.ts";
import { leadOf } from "./cost-lead.ts";

const mostCaveats = 8;
const mostRows = 9;
const mostAssumptions = 5;

export interface CostReplyOptions {
  readonly given: Given;
  /** What was read otherwise than somebody may have meant. */
  readonly remarks?: readonly string[];
  readonly version: string;
  /** What was just changed, and what it did. */
  readonly change?: string | undefined;
  /** Everything that was assumed, every caveat, and why other hardware lost: where there is room for it. */
  readonly inFull?: boolean;
  /** Somebody asked for the cheapest of what meets this. */
  readonly need?: Need | undefined;
}

const text = (words: string): Block => ({ kind: "text", text: words, cites: [] });
const points = (all: readonly string[]): Block[] =>
  all.length === 0 ? [] : [{ kind: "points", points: all.map((words) => ({ text: words, cites: [] })) }];
const headed = (title: string, all: readonly string[]): Block[] =>
  all.length === 0 ? [] : [text(`**${title}**`), ...points(all)];

export function costReply(summary: CostSummary, workload: Workload, options: CostReplyOptions): Reply {
  const { given, remarks = [], version, change, inFull = false, need } = options;
  const most = (n: number): number => (inFull ? Infinity : n);
  const money = new Money(workload);
  const r = workload.inputs.requestsPerDay.expected;
  const load = loadSentence(summary, workload);
  const moved = driversOf(summary, workload);
  return {
    kind: "cost",
    title: `Cost of ${countText(r)} requests a day`,
    blocks: [
      ...(need ? [text(cheapestLead(summary, { workload, given, need }))] : []),
      text(leadOf(summary, workload, { cheapest: need === undefined })),
      ...(summary.atHand ? [text(summary.atHand.says)] : []),
      ...(change === undefined ? [] : [text(change)]),
      ...remarks.map(text),
      ...(load === undefined ? [] : [text(load)]),
      tableOf(summary, money, workload),
      ...modelErrors(summary, money),
      ...costCharts(summary, workload),
      ...headed(moved.title, moved.points),
      ...headed("Break-even of machines of your own", breakEvens(summary, workload)),
      ...headed("To bear in mind", summary.caveats.slice(0, most(mostCaveats))),
      ...(inFull ? headed("Other hardware", hardwareThatLost(summary)) : []),
      ...notes(summary, workload, most(mostAssumptions)),
    ],
    citations: [],
    knowledgeVersion: version,
    workload: given,
  };
}

/** What may do the work stands before what is only there to compare with; each by what it costs. */
function tableOf(summary: CostSummary, money: Money, { staysInside }: Workload): Block {
  const isBeside = ({ kind }: OptionSummary): boolean => staysInside && kind !== "owned" && kind !== "self-hosted";
  return {
    kind: "table",
    caption: `${money.code} a month`,
    columns: ["Way", "low", "expected", "high", "per 1,000 requests"],
    rows: [...summary.options]
      .sort((a, b) => Number(isBeside(a)) - Number(isBeside(b)))
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

/** What the throughput model's own error does to machines, apart from the range of the inputs. */
const modelErrors = ({ options }: CostSummary, money: Money): Block[] =>
  options
    .filter(({ kind }) => kind === "self-hosted" || kind === "owned")
    .flatMap(({ title, modelError }): Block[] =>
      modelError && modelError.low < modelError.high
        ? [
            {
              kind: "note",
              text: `Were the predicted throughput off, “${title}” would cost ${money.of(modelError.low)} to ${money.of(modelError.high)} a month; this is apart from the range above.`,
            },
          ]
        : [],
    );

/** Why the search did not take it, a sentence each. */
export const hardwareThatLost = ({ otherHardware }: CostSummary): string[] =>
  otherHardware.map(({ gpu, reason }) => `${gpu}: ${reason}`);

export const shown = (n: number): string => n.toLocaleString("en-US", { maximumSignificantDigits: 3 });

const loadNames: ReadonlySet<string> = new Set(["peakToAverage", "hourly"]);

/** Against closed models first: that is what people ask about. */
function breakEvens({ breakEven, options }: CostSummary, workload: Workload): string[] {
  const titles = new Map(options.map(({ id, title }) => [id, title]));
  const own = machinesOf(options, workload);
  return breakEven
    .filter(({ machines }) => machines === own?.id)
    .sort((a, b) => Number(b.against.startsWith("api:")) - Number(a.against.startsWith("api:")))
    .slice(0, 3)
    .map(({ against, reason }) => `${titles.get(against) ?? against}: ${reason}`);
}

function notes(summary: CostSummary, workload: Workload, mostAssumed: number): Block[] {
  const { assumptions, options, drivers } = summary;
  const money = new Money(workload);
  // What moves the sums most first: nobody reads thirty.
  const swing = new Map(drivers.map(({ name, swingUsd }) => [name as string, swingUsd]));
  // How the load is spread is said by itself.
  const others = assumptions.filter(({ name }) => !loadNames.has(name));
  const byWeight = others.toSorted((a, b) => (swing.get(b.name) ?? 0) - (swing.get(a.name) ?? 0));
  const rest = byWeight.length - mostAssumed;
  const assumed = byWeight.slice(0, mostAssumed).map(({ name, value, low, high }) => {
    const amount = (n: number): string => amountText(name as InputName, n, money);
    const range =
      low === undefined || high === undefined || low === high
        ? ""
        : ` (${spanText(name as InputName, low, high, money)})`;
    return `${labels[name].replace(/ \(FTE\)$/, "")} ${typeof value === "number" ? amount(value) : value}${range}`;
  });
  if (workload.tpotLimitS === undefined)
    assumed.unshift("nobody waits for single tokens (say, for example, 50 ms per token)");
  const load = usualLoad(summary, workload);
  if (load !== undefined) assumed.unshift(load);
  const { currency } = workload;
  const said = saidSentence(workload);
  return [
    ...(said === undefined ? [] : [{ kind: "note", text: said } as const]),
    ...(assumed.length > 0
      ? [
          {
            kind: "note",
            text: `Taken as usual, for you said nothing of it; say another and I reckon again: ${assumed.join("; ")}.${rest > 0 ? ` ${rest} more, with their ranges and sources, stand in the formula.` : ""} These are assumptions of ours; an admin can change them.`,
          } as const,
        ]
      : []),
    {
      kind: "note",
      text: `Prices are list prices in US dollars, read ${datesOf(summary)}.${currency ? ` Shown in ${currency.code} at ${currency.usdPerUnit} USD, the rate that you gave.` : ""} Low and high are the 10th and 90th percentile of 1,000 draws${options.some(({ monthlyUsd }) => monthlyUsd.basis === "corners") ? ", or everything at its cheaper and at its dearer end where you stated only a volume" : ""}.`,
    },
  ];
}

/** From the oldest price to the newest; a release or a stated number is no price. */
export function datesOf({ priceDates }: Pick<CostSummary, "priceDates">): string {
  const [first, last] = [priceDates[0], priceDates.at(-1)];
  return first === last
    ? first === undefined
      ? "on no known day"
      : onDate(first)
    : // A source may tell no more than the year.
      `${(first ?? "").length < 10 ? `from ${first ?? ""} to` : `between ${first ?? ""} and`} ${last ?? ""}`;
}
