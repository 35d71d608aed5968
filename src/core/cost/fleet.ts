/** How many replicas a day's load takes. Cost model, section 2.5. */
import { secondsPerDay, type Values } from "./inputs.ts";
import { profileFor } from "./profile.ts";
import type { Workload } from "./workload.ts";

export interface Fleet {
  /** Replicas that stand at the peak. */
  readonly N_peak: number;
  /** Replicas that are paid for, on average over the day. */
  readonly N_avg: number;
  /** Mean load over what the paid replicas could serve. */
  readonly utilisation: number;
}

type Plan = Pick<Workload, "hourly" | "hourlyOrigin" | "autoscaled" | "zones">;

/** @param X_plan requests per second that one replica serves @param weightGb what a new replica has to load */
export function fleetOf(values: Values, X_plan: number, weightGb: number, plan: Plan): Fleet {
  const lambda = (values.requestsPerDay * (1 + values.retryShare)) / secondsPerDay;
  const perReplica = values.u_max * X_plan;
  const inZones = (replicas: number): number => (plan.zones >= 3 ? Math.ceil((replicas * 3) / 2) : replicas);
  const standing = (load: number): number =>
    inZones(Math.max(values.floorReplicas, Math.ceil(load / perReplica - 1e-9)));
  const N_peak = standing(values.peakToAverage * lambda);
  const utilisation = (N: number): number => (N > 0 ? lambda / (N * X_plan) : 0);
  if (!plan.autoscaled) return { N_peak, N_avg: N_peak, utilisation: utilisation(N_peak) };
  // Where nothing comes, the machines are off: that is known beforehand, so nobody waits for them to load.
  const most = plan.hourlyOrigin === "assumed" ? values.peakToAverage : Infinity; // an assumed shape is of a ratio near it
  const hourly = hourlyLoads(values.peakToAverage, plan).map((share) =>
    share === 0 ? 0 : standing(Math.min(share, most) * lambda),
  );
  // A replica is paid for while it loads its weights.
  const warmUpHours = weightGb / values.loadGbPerS / 3_600;
  let [sum, started] = [0, 0];
  for (const [i, N] of hourly.entries()) {
    sum += N;
    started += Math.max(0, N - (hourly.at(i - 1) ?? N));
  }
  const N_avg = (sum + started * warmUpHours) / hourly.length;
  return { N_peak: Math.max(...hourly), N_avg, utilisation: utilisation(N_avg) };
}

const shapes = new Map<number, readonly number[]>();

/** Hours over their mean: as measured or said, or after the ratio of peak to average. */
export function hourlyLoads(peakToAverage: number, { hourly, hourlyOrigin }: Plan): readonly number[] {
  if (hourlyOrigin !== "assumed") return hourly;
  const key = Math.round(peakToAverage * 20) / 20;
  const shape = shapes.get(key) ?? profileFor(key);
  if (shapes.size > 2_000) shapes.clear();
  shapes.set(key, shape);
  return shape;
}
