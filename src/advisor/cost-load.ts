/** What a cost summary says of when the requests come. */
import type { CostSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";

const hasMachines = ({ options }: CostSummary): boolean => options.some(({ machines }) => machines !== undefined);

/** How the load is spread, where somebody said so, and what that does to machines: an API costs the same. */
export function loadSentence(summary: CostSummary, workload: Workload): string | undefined {
  const { load, inputs } = workload;
  if (!load) return undefined;
  const peak = inputs.peakToAverage.expected.toPrecision(2);
  const of = `**When the requests come:** ${load.name}.`;
  if (!hasMachines(summary)) return `${of} For tokens that are bought it makes no difference.`;
  const stand = workload.autoscaled
    ? "replicas follow the hours"
    : "machines stand for that day and night (say “autoscaled”, and they follow the hours)";
  return `${of} The busiest hour has ${peak} times the average; ${stand}. For tokens that are bought it makes no difference.`;
}

/** The usual spread, and how to say another. */
export function usualLoad(summary: CostSummary, { load, inputs, hourlyOrigin }: Workload): string | undefined {
  const { origin, low, expected, high } = inputs.peakToAverage;
  if (load || origin !== "assumed" || hourlyOrigin !== "assumed" || !hasMachines(summary)) return undefined;
  return `the busiest hour has ${expected} times the average load (${low} to ${high}; say, for example, “office hours only”, “round the clock” or “80% of it between 9 and 17”)`;
}
