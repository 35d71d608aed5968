/** What of a workload somebody stated, so that they can see that nothing was lost or read otherwise. */
import { bounds, inputNames } from "../core/cost/inputs.ts";
import { labels } from "../core/cost/labels.ts";
import { Money } from "../core/cost/money.ts";
import type { Workload } from "../core/cost/workload.ts";

const shown = (n: number): string => n.toLocaleString("en-US", { maximumSignificantDigits: 4 });

export function saidSentence(workload: Workload): string | undefined {
  const { inputs, tpotLimitS, ttftLimitS, terms, autoscaled, zones, precision, gpu } = workload;
  const money = new Money(workload);
  const stated = inputNames
    .filter((name) => name !== "requestsPerDay" && inputs[name].origin === "measured")
    .map((name) => {
      const { low, expected, high } = inputs[name];
      const isShare = bounds[name].unit.startsWith("share");
      const amount = (n: number): string => (isShare ? `${shown(100 * n)}%` : shown(money.input(name, n)));
      const range = low === high ? "" : ` (${amount(low)} to ${amount(high)})`;
      return `${money.label(labels[name])} ${amount(expected)}${range}`;
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
