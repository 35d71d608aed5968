/** The two pictures of a summary: what a month costs by volume, and what machines of one's own consist of. */
import { machinesOf } from "../core/cost/decides.ts";
import { Money } from "../core/cost/money.ts";
import { countText } from "../core/cost/sentences.ts";
import type { CostSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import type { Block } from "../core/reply.ts";
import { distinct, legendOf, longestLabel } from "./chart-names.ts";

const mostSeries = 4;
/** A chart with even steps would press all small volumes into its corner. */
const span = { below: 20, above: 10 };

export function costCharts(summary: CostSummary, workload: Workload): Block[] {
  return [...byVolume(summary, workload), ...makeUp(summary, workload)];
}

const isBeside = (volume: number, mark: number): boolean =>
  Math.abs(volume / mark - 1) > 0.01 && Math.abs(volume / mark - 1) < 0.15;

function byVolume({ chart, options, breakEven }: CostSummary, workload: Workload): Block[] {
  const { inputs } = workload;
  const money = new Money(workload);
  const r = inputs.requestsPerDay.expected;
  const machines = machinesOf(options, workload);
  const shown = [...options.filter(({ kind }) => kind === "api" || kind === "hosted"), ...(machines ? [machines] : [])];
  const dear = shown.filter(({ kind }) => kind === "api").slice(-2);
  const chosen = new Set([machines, ...dear, ...shown].flatMap((one) => one?.id ?? []).slice(0, mostSeries));
  const [reached] = breakEven
    .filter(({ kind, machines: by }) => kind === "reached" && by === machines?.id)
    .sort((a, b) => Number(b.against.startsWith("api:")) - Number(a.against.startsWith("api:")));
  const crossing = reached?.requestsPerDay ? Number(reached.requestsPerDay.toPrecision(2)) : undefined;
  const at = chart.requestsPerDay.flatMap((volume, i) => {
    const isIn = volume >= r / span.below && volume <= r * span.above;
    // The axis has even steps: two volumes side by side would draw a plateau that is none.
    const isDouble = crossing !== undefined && volume !== r && isBeside(volume, crossing);
    return isIn && !isDouble ? [i] : [];
  });
  const series = chart.series
    .filter(({ option }) => chosen.has(option))
    .map(({ option, title, usdPerMonth }) => ({
      name: legendOf({ kind: options.find(({ id }) => id === option)?.kind ?? "api", title }),
      values: at.map((i) => Math.round(money.in(usdPerMonth[i] ?? 0))),
    }));
  if (at.length < 2 || series.length === 0) return [];
  const mark = crossing === undefined ? "" : `; break-even near ${countText(crossing)}`;
  return [
    {
      kind: "chart",
      shape: "line",
      caption: `Cost by volume${mark}`,
      x: "requests a day",
      y: `${money.code} a month`,
      categories: at.map((i) => volumeText(chart.requestsPerDay[i] ?? 0)),
      series: distinct(series),
      mark: crossing === undefined ? undefined : { at: volumeText(crossing), label: "break-even" },
    },
  ];
}

function makeUp({ options }: CostSummary, workload: Workload): Block[] {
  const money = new Money(workload);
  const machines = machinesOf(options, workload);
  const lines = machines?.lines.filter(({ usd }) => usd >= 0.5) ?? [];
  if (lines.length < 2) return [];
  return [
    {
      kind: "chart",
      shape: "stack",
      caption: `What self-hosting consists of, ${money.code} a month`,
      x: "part",
      y: "",
      categories: lines.map(({ item }) => shortItem(item)),
      series: [{ name: `${money.code} a month`, values: lines.map(({ usd }) => Math.round(money.in(usd))) }],
    },
  ];
}

/** "storage, egress, management" is longer than a label may be. */
const shortItem = (item: string): string =>
  item.length <= longestLabel ? item : `${item.split(",")[0] ?? item} and more`;

/** "40k", "2.5M": axis labels have little room. */
export function volumeText(n: number): string {
  const [value, unit] = n >= 1e9 ? [n / 1e9, "B"] : n >= 1e6 ? [n / 1e6, "M"] : n >= 1e3 ? [n / 1e3, "k"] : [n, ""];
  return `${Number(value.toPrecision(3))}${unit}`;
}
