/** The first sentence of a cost summary. */
import { machinesOf, namedBeside, tokensOf } from "../core/cost/decides.ts";
import { Money } from "../core/cost/money.ts";
import { countText } from "../core/cost/sentences.ts";
import type { CostSummary, OptionSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";

/** "At 40,000 requests a day … costs about … a month; … starts to pay at about …" */
export function leadOf({ options, breakEven }: CostSummary, workload: Workload, says = { cheapest: true }): string {
  const money = new Money(workload);
  const at = `At ${countText(workload.inputs.requestsPerDay.expected)} requests a day`;
  const closed = tokensOf(options, workload);
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
  const others = namedBeside(closed, options, workload)
    .slice(0, mostNamed - 1)
    .map((one) => `${one.title} ${sum(one)}`);
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

/** Nobody takes a price list's sum to hold salaries: that it does is said. */
function peopleIn({ lines }: OptionSummary, money: Money): string {
  const usd = lines.filter(({ item }) => item.includes("people")).reduce((sum, line) => sum + line.usd, 0);
  return usd >= 0.5 ? `, ${money.of(usd)} of it for people who look after it` : "";
}

const mostNamed = 4;
/** Two digits: nobody knows a break-even better. */
const round = (n: number): number => Number(n.toPrecision(2));
