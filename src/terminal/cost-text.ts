/** A cost summary as people read it at a terminal. */
import { countText, usdText } from "../core/cost/sentences.ts";
import type { CostSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import { type Look, paragraph } from "./layout.ts";
import { table } from "./table.ts";

const mostDrivers = 3;

export function costText(summary: CostSummary, workload: Workload, look: Look): string {
  const { options, breakEven, drivers, caveats, assumptions, otherHardware } = summary;
  const { currency } = workload;
  const money = (usd: number): string => {
    return currency ? `${currency.code} ${countText(usd / currency.usdPerUnit)}` : usdText(usd);
  };
  const rows = options.map(({ title, monthlyUsd: { low, expected, high }, perThousandRequestsUsd }) => [
    title,
    money(expected),
    `${money(low)} to ${money(high)}`,
    (currency ? perThousandRequestsUsd / currency.usdPerUnit : perThousandRequestsUsd).toFixed(2),
  ]);
  const head = ["", "a month", "range", "1,000 requests"];
  const points = (all: readonly string[]): string[] => all.map((text) => paragraph(text, look, "• "));
  const titles = new Map(options.map(({ id, title }) => [id, title]));
  const about = `${countText(workload.inputs.requestsPerDay.expected)} requests a day, ${countText(workload.inputs.inputTokens.expected)} tokens in and ${countText(workload.inputs.outputTokens.expected)} out`;
  const moved = drivers.slice(0, mostDrivers).map(({ name, option, swingUsd, flips }) => {
    const turns = flips
      ? `; at its ${flips.at} end ${titles.get(flips.cheapest) ?? flips.cheapest} is the cheapest`
      : "";
    return `${name}: ${money(swingUsd)} a month between its ends, for ${titles.get(option) ?? option}${turns}`;
  });
  const taken = assumptions.map(({ name, value }) => `${name} ${value}`);
  const rented = breakEven.filter(({ machines }) => machines.startsWith("self-hosted"));
  const parts: readonly [string, readonly string[]][] = [
    [`What ${about} cost`, table({ kind: "table", caption: "", columns: head, rows }, look)],
    [
      "Break-even of machines of your own",
      points(rented.map(({ against, reason }) => `${titles.get(against) ?? against}: ${reason}`)),
    ],
    ["What moves the sums most", points(moved)],
    ["Other hardware", points(otherHardware.map(({ gpu, reason }) => `${gpu}: ${reason}`))],
    ["To bear in mind", points(caveats)],
    ["Taken as usual, for you said nothing of it", taken.length > 0 ? [paragraph(taken.join(", "), look)] : []],
  ];
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [paragraph(`**${title}**`, look), ...lines].join("\n"))
    .join("\n\n");
}
