/** What one replica serves, with every term of its step. */
import { architectureCaveats } from "./caveats.ts";
import type { CostDesk } from "./desk.ts";
import { layoutName } from "./layout.ts";
import { isSized } from "./memory.ts";
import { replicaOf } from "./replica.ts";
import type { SizeRequest } from "./size-request.ts";
import { stackFactorAt } from "./stack.ts";
import { type Rate, serve } from "./throughput.ts";

export type Sizing =
  | {
      readonly kind: "fits";
      readonly rate: Rate;
      readonly weightGb: number;
      /** What of the physical rate the serving software reaches. */
      readonly stackFactor: number;
      readonly caveats: readonly string[];
    }
  | { readonly kind: "no"; readonly reason: string }
  /** The model's dimensions were not read: nothing is guessed. */
  | { readonly kind: "refused"; readonly reason: string };

export function size(request: SizeRequest, desk: CostDesk): Sizing {
  const { model, gpu, layout, precision, stack } = request;
  if (!isSized(model)) return { kind: "refused", reason: whyUnsized(model) };
  const c = desk.efficiency;
  const replica = replicaOf(model, gpu, { layout, precision, efficiency: c });
  const load = { inputTokens: request.inputTokens, outputTokens: request.outputTokens, hit: 0 };
  const cap = request.concurrency ?? c.b_max * (layout.kind === "DEP" ? layout.gpus : 1);
  const served = serve(replica, load, { batch: cap, tpotLimitS: request.tpotLimitS }, c);
  if (served.kind === "memory")
    return { kind: "no", reason: whyNoRoom(served, `${layout.gpus} x ${gpu.name}`, model.name, precision) };
  if (served.kind === "latency") return { kind: "no", reason: whyTooSlow(served.bestTpotS, request.tpotLimitS ?? 0) };
  const caveats = architectureCaveats(model, gpu, request.tpotLimitS);
  if (layout.kind !== "PP" && layout.gpus > gpu.linkGpus)
    caveats.push(
      `${layoutName(layout)} is wider than the ${gpu.linkGpus} GPUs that ${gpu.name}'s link joins: the network between servers is not modelled, so this is too high.`,
    );
  return {
    kind: "fits",
    rate: served.rate,
    weightGb: replica.W / 1e9,
    stackFactor: stackFactorAt(c[`s_${stack}`], served.rate.batch, c),
    caveats,
  };
}

export function whyTooSlow(bestTpotS: number, limitS: number): string {
  const [best, limit] = [bestTpotS, limitS].map((seconds) => `${(1e3 * seconds).toFixed(0)} ms`);
  return `even a single request takes ${best} per token at the 99th percentile, and the limit is ${limit}; spread the model over more GPUs, take faster ones, or allow more`;
}

export const whyUnsized = ({
  name,
  unchecked,
}: {
  readonly name: string;
  readonly unchecked?: string | undefined;
}): string =>
  `${name} can't be sized: nobody has checked its dimensions. ${unchecked ?? ""} An admin can add them to its file.`;

/** Why memory is too small, with the numbers that show it. */
export function whyNoRoom(
  {
    weightGb,
    usableGb,
    contextGb,
  }: { readonly weightGb: number; readonly usableGb: number; readonly contextGb: number },
  gpus: string,
  model: string,
  precision: string,
): string {
  const gb = (n: number): string => `${n.toFixed(n < 10 ? 1 : 0)} GB`;
  return weightGb >= usableGb
    ? `the weights of ${model} in ${precision} take ${gb(weightGb)}, and ${gpus} have ${gb(Math.max(0, usableGb))} to use; take more GPUs, larger ones, or a smaller precision`
    : `beside ${gb(weightGb)} of weights, ${gpus} have ${gb(usableGb - weightGb)} left, and one request's context takes ${gb(contextGb)}; take more GPUs, or shorter requests`;
}
