/** What stands behind the number of GPUs, term by term. */
import { inputTerms, type Term } from "./figure.ts";
import { plannedRequestsPerS, ttftS } from "./hardware.ts";
import type { Setting } from "./inputs.ts";
import type { MachineOption } from "./machine-option.ts";

export interface MachinePlan {
  readonly hardware: string;
  readonly title: string;
  readonly gpusPerReplica: number;
  readonly replicasAtPeak: number;
  readonly replicasPaid: number;
  /** Planned, of one replica: the physical rate times the stack factor. */
  readonly requestsPerSecond: number;
  readonly outputTokensPerSecond: number;
  readonly batch: number;
  readonly tpotMs: number;
  readonly ttftMs: number;
  readonly utilisation: number;
  readonly weightsGb: number;
  /** Of one decode step, in milliseconds, and what else the number of replicas rests on. */
  readonly terms: readonly Term[];
}

export function machinePlan(
  { hardware, fleet, tenure, inputs }: MachineOption,
  setting: Setting,
): MachinePlan | undefined {
  const served = hardware.served(setting.values);
  if (served.kind !== "served") return undefined;
  const { rate } = served;
  const { replica, id, title } = hardware;
  const { N_peak, N_avg, utilisation } = fleet(setting);
  const X = plannedRequestsPerS(hardware, setting);
  const { step } = rate;
  const ms = (name: string, seconds: number, unit: string): Term => ({ name, value: 1e3 * seconds, unit });
  const { asOf, source } = replica.gpu.specs;
  const checked = replica.model.architecture.checked;
  return {
    hardware: id,
    title,
    gpusPerReplica: replica.layout.gpus,
    replicasAtPeak: N_peak,
    replicasPaid: tenure.kind === "owned" ? N_peak : N_avg,
    requestsPerSecond: X,
    outputTokensPerSecond: X * (rate.outputTokensPerS / rate.requestsPerS),
    batch: rate.batch,
    tpotMs: 1e3 * rate.tpotS,
    ttftMs: 1e3 * ttftS(hardware, setting),
    utilisation,
    weightsGb: replica.W / 1e9,
    terms: [
      ms("t_N", step.t_N, "ms: weights that every token reads, or computing with them"),
      ms("t_E", step.t_E, "ms: experts"),
      ms("t_kv", step.t_kv, "ms: keys and values of the contexts"),
      ms("t_c", step.t_c, "ms: between GPUs"),
      ms("t_f", step.t_f, "ms: fixed, by layer and by sequence"),
      ms("step", step.step, "ms: one decode step"),
      ms("t_pf", rate.prefillS, "ms: reading a prompt"),
      { name: "memoryTbPerS", value: replica.gpu.memoryTbPerS, unit: "TB/s", asOf, source },
      { name: "usableGib", value: replica.gpu.usableGib, unit: "GiB", asOf, source },
      { name: "totalParameters", value: replica.model.totalParameters, unit: "parameters", ...checked },
      ...inputTerms(["stackFactor", "peakToAverage", "u_max", "floorReplicas"], inputs, setting),
    ],
  };
}
