/** What of a workload somebody stated, so that they can see that nothing was lost or read otherwise. */
import { bounds, type InputName, inputNames } from "../core/cost/inputs.ts";
import { labels } from "../core/cost/labels.ts";
import { Money } from "../core/cost/money.ts";
import type { Workload } from "../core/cost/workload.ts";

const shown = (n: number): string => n.toLocaleString("en-US", { maximumSignificantDigits: 4 });

/** An input with its unit: "30%", "0.75 FTE", "$220,000", "3 times"; what its label counts already has none. */
export function amountText(name: InputName, value: number, money: Money): string {
  const { unit } = bounds[name];
  if (unit.startsWith("share")) return `${shown(100 * value)}%`;
  if (unit.startsWith("USD")) return value < 10 ? money.small(value) : money.of(value);
  if (unit === "FTE" || unit === "times" || unit === "replicas" || unit === "months") return `${shown(value)} ${unit}`;
  return shown(value);
}

/** "0.25 to 2 FTE": a unit of both ends stands once. */
export function spanText(name: InputName, low: number, high: number, money: Money): string {
  const [from, to] = [amountText(name, low, money), amountText(name, high, money)];
  const unit = / \w+$/.exec(to)?.[0] ?? "";
  return `${unit !== "" && from.endsWith(unit) ? from.slice(0, -unit.length) : from} to ${to}`;
}

export function saidSentence(workload: Workload): string | undefined {
  const { inputs, tpotLimitS, ttftLimitS, terms, autoscaled, zones, precision, gpu } = workload;
  const money = new Money(workload);
  const stated = inputNames
    .filter((name) => name !== "requestsPerDay" && inputs[name].origin === "measured")
    .map((name) => {
      const { low, expected, high } = inputs[name];
      const amount = (n: number): string => amountText(name, n, money);
      const range = low === high ? "" : ` (${spanText(name, low, high, money)})`;
      return `${labels[name].replace(/ \(FTE\)$/, "")} ${amount(expected)}${range}`;
    });
  const others = [
    tpotLimitS === undefined ? [] : `at most ${shown(1_000 * tpotLimitS)} ms a token`,
    ttftLimitS === undefined ? [] : `at most ${shown(ttftLimitS)} seconds until the first token`,
    terms === "on-demand" ? [] : `GPUs at ${terms} prices`,
    autoscaled ? "machines that follow the hours" : [],
    zones > 1 ? `${zones} zones` : [],
    precision === undefined ? [] : `weights in ${precision}`,
    gpu === undefined ? [] : `on ${gpu.name}`,
  ].flat();
  const all = [...stated, ...others];
  return all.length === 0 ? undefined : `Taken from what you said: ${all.join("; ")}.`;
}
