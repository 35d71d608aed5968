/** The one entry: what a workload costs, in every way that it can be done, with all that a reader may ask about it. */
import { atHandSentence } from "./at-hand.ts";
import type { Estimate } from "./book.ts";
import { type BreakEvenReport, breakEvenReport } from "./break-even-report.ts";
import { type Chart, chartOf } from "./chart.ts";
import type { CostDesk } from "./desk.ts";
import { decidesBetween } from "./decides.ts";
import { type Driver, tornado } from "./drivers.ts";
import type { Line } from "./figure.ts";
import { days, expectedSetting, type InputName, type Setting } from "./inputs.ts";
import { Money } from "./money.ts";
import { type CostOption, type OptionKind, totalOf, usdPerMonth } from "./option.ts";
import { type Plan, planFor } from "./plan.ts";
import { type CostRange, drawSettings, modelErrorOf, rangeOf } from "./range.ts";
import { type MachinePlan, machinePlan } from "./machine-plan.ts";
import type { Lost } from "./search.ts";
import { type Assumption, assumptionsOf, caveatsOf, pricesRead } from "./summary-words.ts";
import type { Workload } from "./workload.ts";

export interface OptionSummary {
  readonly id: string;
  readonly kind: OptionKind;
  readonly title: string;
  /** US dollars; low and high are the 10th and 90th percentile. */
  readonly monthlyUsd: CostRange;
  /** What the throughput model's own error adds, apart. */
  readonly modelError?: (Estimate & { readonly sigma: number }) | undefined;
  readonly perThousandRequestsUsd: number;
  /** They sum to what is expected. */
  readonly lines: readonly Line[];
  readonly notes: readonly string[];
  readonly machines?: MachinePlan | undefined;
}

export interface CostSummary {
  readonly requestsPerMonth: number;
  /** The cheapest first. */
  readonly options: readonly OptionSummary[];
  readonly breakEven: readonly BreakEvenReport[];
  /** Of the difference between the two options that are decided between: the largest swings first. */
  readonly drivers: readonly Driver[];
  readonly assumptions: readonly Assumption[];
  readonly caveats: readonly string[];
  /** When the prices were read, the oldest first. */
  readonly priceDates: readonly string[];
  readonly chart: Chart;
  /** Why other hardware was not taken. */
  readonly otherHardware: readonly Lost[];
  readonly hybrid?: { readonly baseReplicas: number; readonly overflowShare: number } | undefined;
  /** Share of escalations above which the router costs more than it saves. */
  /** How far the GPUs go that are there, in a sentence. */
  readonly atHand?:
    | {
        readonly gpus: number;
        readonly gpusNeeded?: number | undefined;
        readonly shareOfPeak?: number | undefined;
        readonly says: string;
      }
    | undefined;
  readonly routerStopsPayingAt?: number | undefined;
}

const mostMarked = 1; // more would crowd the axis

/** Someone who stated none of these gave no facts: then the range is as wide as it can be. */
const facts: readonly InputName[] = ["inputTokens", "outputTokens", "peakToAverage", "cachedShare"];

export function costSummary(workload: Workload, desk: CostDesk): CostSummary {
  const plan = planFor(workload, desk);
  const setting = expectedSetting(workload.inputs);
  const money = new Money(workload);
  const byCost = plan.options.toSorted((a, b) => usdPerMonth(a, setting) - usdPerMonth(b, setting));
  const { drivers, corners } = tornado(plan.options, workload.inputs, decidesBetween(byCost, workload));
  const draws = drawSettings(workload.inputs);
  const isVague = facts.every((name) => workload.inputs[name].origin === "assumed");
  const options = plan.options.map((option): OptionSummary => {
    const expected = totalOf(option.parts(setting));
    const range = rangeOf(option, expected, draws);
    const corner = isVague ? corners.get(option.id) : undefined;
    return {
      ...described(option, plan, setting),
      monthlyUsd: corner ? { ...range, ...corner, basis: "corners" } : range,
      modelError: modelErrorOf(option, setting),
      perThousandRequestsUsd: (1_000 * expected) / (days * setting.values.requestsPerDay),
    };
  });
  // Those that are there already are what the chart's break-even is of.
  const both = workload.owned ? [plan.owned, plan.rented] : [plan.rented, plan.owned];
  const machines = both.flatMap((one) => one ?? []);
  const breakEven = machines.flatMap((one) => plan.apis.map((api) => breakEvenReport(api, one, { setting, money })));
  return {
    requestsPerMonth: days * setting.values.requestsPerDay,
    options: options.sort((a, b) => a.monthlyUsd.expected - b.monthlyUsd.expected),
    breakEven,
    drivers,
    assumptions: assumptionsOf(workload, plan),
    caveats: caveatsOf(workload, plan, setting, desk.book.constants),
    priceDates: [...new Set(pricesRead(plan).map(({ asOf }) => asOf))].sort(),
    chart: chartOf(
      plan.options,
      setting,
      breakEven
        .flatMap(({ kind, requestsPerDay = 0 }) => (kind === "reached" && requestsPerDay > 0 ? requestsPerDay : []))
        .slice(0, mostMarked),
    ),
    otherHardware: plan.search.lost,
    hybrid: plan.hybrid && { baseReplicas: plan.hybrid.baseReplicas, overflowShare: plan.hybrid.overflowShare },
    atHand: plan.atHand && {
      gpus: workload.gpusAtHand ?? 0,
      gpusNeeded: plan.atHand.found?.gpusNeeded,
      shareOfPeak: plan.atHand.found?.shareOfPeak,
      says: atHandSentence(plan.atHand, {
        workload,
        setting,
        hybrid: plan.hybrid,
        money,
        hasMachines: machines.length > 0,
      }),
    },
    routerStopsPayingAt: plan.router?.stopsPayingAt,
  };
}

function described(option: CostOption, { rented, owned }: Plan, setting: Setting) {
  const { id, kind, title, notes } = option;
  const machine = [rented, owned].find((one) => one === option);
  return { id, kind, title, notes, lines: option.lines(setting), machines: machine && machinePlan(machine, setting) };
}
