/** One way to run a model, and how it does under a workload. */
import type { CostDesk } from "./desk.ts";
import type { Gpu, Precision } from "./book.ts";
import type { Setting, Values } from "./inputs.ts";
import { type Layout, layoutName } from "./layout.ts";
import type { SizedModel } from "./memory.ts";
import { type Replica, replicaOf } from "./replica.ts";
import { stackFactorAt } from "./stack.ts";
import { leastRate, type Load, type Rate, serve, type Served } from "./throughput.ts";
import type { Workload } from "./workload.ts";

export interface Hardware {
  /** `h100-sxm/TP2/fp8` */
  readonly id: string;
  /** `2 x NVIDIA H100 SXM (TP2, fp8)` */
  readonly title: string;
  readonly replica: Replica;
  /** What a replica serves under a setting; the last answer is kept, for most settings differ elsewhere. */
  readonly served: (values: Values) => Served;
  /** What it serves at the least, one request at a time. */
  readonly least: (values: Values) => Rate;
  /** What of the physical rate is reached with so many sequences at once. */
  readonly reached: (values: Values, batch: number) => number;
}

export const loadOf = (values: Values): Load => ({
  inputTokens: values.inputTokens,
  outputTokens: values.outputTokens * (1 + values.reasoningMultiple),
  hit: values.prefixHitShare,
});

export function hardwareOf(
  model: SizedModel,
  gpu: Gpu,
  { layout, precision }: { layout: Layout; precision: Precision },
  { desk, workload }: { desk: CostDesk; workload: Pick<Workload, "tpotLimitS" | "inputs"> },
): Hardware {
  const c = desk.efficiency;
  const replica = replicaOf(model, gpu, { layout, precision, efficiency: c });
  const limits = {
    batch: c.b_max * (layout.kind === "DEP" ? layout.gpus : 1),
    tpotLimitS: workload.tpotLimitS,
  };
  let last: { readonly load: Load; readonly served: Served } | undefined;
  const served = (values: Values): Served => {
    const load = loadOf(values);
    const same =
      last?.load.inputTokens === load.inputTokens &&
      last.load.outputTokens === load.outputTokens &&
      last.load.hit === load.hit;
    last = same && last ? last : { load, served: serve(replica, load, limits, c) };
    return last.served;
  };
  return {
    id: `${gpu.id}/${layoutName(layout)}/${precision}`,
    title: `${layout.gpus} x ${gpu.name} (${layoutName(layout)}, ${precision})`,
    replica,
    served,
    least: (values) => leastRate(replica, loadOf(values), c),
    // Who has measured a factor has measured it of this very workload.
    reached: ({ stackFactor }, batch) =>
      workload.inputs.stackFactor.origin === "measured" ? stackFactor : stackFactorAt(stackFactor, batch, c),
  };
}

/** Requests per second that one replica is planned for: what it serves, as far as the serving software gets. */
export function plannedRequestsPerS(hardware: Hardware, { values, throughput }: Setting): number {
  const served = hardware.served(values);
  const { requestsPerS, batch } = served.kind === "served" ? served.rate : hardware.least(values);
  return requestsPerS * hardware.reached(values, batch) * throughput;
}

/** Seconds until the first token when a replica is as full as it may be: the queue adds its share. */
export function ttftS(hardware: Hardware, { values }: Setting): number {
  const served = hardware.served(values);
  if (served.kind !== "served") return Infinity;
  const { prefillS, step } = served.rate;
  return prefillS / (1 - Math.min(0.99, values.u_max)) + step.step;
}
