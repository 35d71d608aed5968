/** How much of the physical rate the serving software reaches. Cost model, section 2.4. */
import type { Efficiency } from "./constants.ts";

/**
 * What a stack loses, it loses on each sequence: scheduling, sampling, kernels that are not fused. Reading weights, for which
 * a step of few sequences waits, takes every stack equally long. So nothing is lost on a single one, and from `b_stack` on
 * everything that the factor says.
 * @param stackFactor at many sequences
 */
export function stackFactorAt(stackFactor: number, batch: number, { b_stack }: Pick<Efficiency, "b_stack">): number {
  const share = Math.log(Math.max(1, batch)) / Math.log(Math.max(2, b_stack));
  return 1 - (1 - stackFactor) * Math.min(1, share);
}
