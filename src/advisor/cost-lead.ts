/** The first sentence of a cost summary. */
import { Money } from "../core/cost/money.ts";
import { countText } from "../core/cost/sentences.ts";
import type { CostSummary, OptionSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";

const tokens = ["api", "hosted"] as const;
const isTokens = ({ kind }: OptionSummary): boolean => tokens.some((one) => one === kind);

/** "At 40,000 requests a day … costs about … a month; … starts to pay at about …" */
export function leadOf({ options, breakEven }: CostSummary, workload: Workload, says = { cheapest: true }): string {
  const money = new Money(workload);
  const at = `At ${countText(workload.inputs.requestsPerDay.expected)} requests a day`;
  const closed = firstNamed(options, workload) ?? options.find(isTokens);
  const cheapest = options[0];
  const machines = machinesOf(options, workload);
  if (!closed || !cheapest) return `${at} there is nothing that I could reckon.`;
  const sum = (option: OptionSummary): string => `about **${money.about(option.monthlyUsd.expected)}** a month`;
  const own =
    machines?.kind === "owned"
      ? `your machines (${machines.title})`
      : `machines of your own with ${workload.model.name}`;
  if (workload.staysInside && machines)
    return `${at} ${own} cost ${sum(machines)}, people included. Your data may not leave, so ${closed.title} is only there to compare with: ${sum(closed)}${peopleIn(closed, money)}. The models differ in quality: try yours on your own task first.`;
  // Whoever names several asks how they differ.
  const others = namedBeside(closed, options, workload).map((one) => `${one.title} ${sum(one)}`);
  const parts = [[`${closed.title} costs ${sum(closed)}${peopleIn(closed, money)}`, ...others].join("; ")];
  if (machines) {
    const found = breakEven.find(({ against, machines: by }) => against === closed.id && by === machines.id);
    const pays =
      found?.kind === "reached" && found.requestsPerDay !== undefined
        ? found.requestsPerDay === 0
          ? "they cost less at any volume"
          : `${others.length > 0 ? `against ${closed.title} they pay` : "they pay"} from about ${countText(round(found.requestsPerDay))} requests a day`
        : found?.kind === "beyond_capacity"
          ? "they would pay only at more than those that can be had serve"
          : "no volume makes them pay";
    parts.push(`${own}${workload.owned ? " cost" : ""} ${sum(machines)}, people included, and ${pays}`);
  }
  const best =
    !says.cheapest || cheapest === closed || cheapest === machines
      ? ""
      : ` The cheapest is ${cheapest.title}: ${sum(cheapest)}.`;
  // Whoever has machines asks about them first.
  if (workload.owned && parts.length > 1) parts.reverse();
  const stays = workload.staysInside ? " Your data may not leave, so this is only there to compare with." : "";
  return `${at} ${parts.join("; ")}.${best}${stays} The models differ in quality: compare them on your own task first.`;
}

/** Those that are there already, else rented ones. */
export const machinesOf = (options: readonly OptionSummary[], { owned }: Workload): OptionSummary | undefined =>
  (owned ? options.find(({ kind }) => kind === "owned") : undefined) ??
  options.find(({ kind }) => kind === "self-hosted");

/** Nobody takes a price list's sum to hold salaries: that it does is said. */
function peopleIn({ lines }: OptionSummary, money: Money): string {
  const usd = lines.filter(({ item }) => item.includes("people")).reduce((sum, line) => sum + line.usd, 0);
  return usd >= 0.5 ? `, ${money.of(usd)} of it for people who look after it` : "";
}

const mostNamed = 4;
const namedBeside = (
  first: OptionSummary,
  options: readonly OptionSummary[],
  { endpoints, endpointsAreNamed }: Workload,
): OptionSummary[] =>
  endpointsAreNamed
    ? endpoints
        .flatMap(({ provider, modelId }) => options.find(({ id }) => id.endsWith(`:${provider}/${modelId}`)) ?? [])
        .filter((one) => one !== first)
        .slice(0, mostNamed - 1)
    : [];

const firstNamed = (options: readonly OptionSummary[], { endpoints }: Workload): OptionSummary | undefined => {
  const [first] = endpoints;
  return first && options.find(({ id }) => id.endsWith(`:${first.provider}/${first.modelId}`));
};

/** Two digits: nobody knows a break-even better. */
const round = (n: number): number => Number(n.toPrecision(2));
