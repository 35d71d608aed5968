/** Bytes: of weights, and of what is kept of each request's context. Cost model, section 2.2. */
import type { Architecture, AttentionLayers, OpenModel, Precision } from "./book.ts";
import type { Layout } from "./layout.ts";

/** A parameter's bytes; four bits with the scales of their groups. */
export const bytesPerParameter: Readonly<Record<Precision, number>> = { bf16: 2, fp8: 1, fp4: 0.5625 };

/** A model that can be sized. */
export type SizedModel = OpenModel & { readonly architecture: Architecture };
export const isSized = (model: OpenModel): model is SizedModel => model.architecture !== undefined;

/** Parameters by what reads them: `P_E` and `A_E` of routed experts, `P_N` and `A_N` of all else. */
export interface Parameters {
  readonly P_E: number;
  readonly P_N: number;
  readonly A_E: number;
  readonly A_N: number;
}

export function parametersOf({ totalParameters, activeParameters, architecture }: SizedModel): Parameters {
  const { experts, hidden } = architecture;
  const ofOne = experts ? 3 * experts.layers * hidden * experts.width : 0;
  const P_E = ofOne * (experts?.count ?? 0);
  const A_E = ofOne * (experts?.perToken ?? 0);
  return { P_E, P_N: totalParameters - P_E, A_E, A_N: activeParameters - A_E };
}

/** Bytes of one parameter, of routed experts and of all else: in some 4-bit releases only the experts have 4 bits. */
export function weightBytes(model: SizedModel, precision: Precision): { readonly w_E: number; readonly w_N: number } {
  const w = bytesPerParameter[precision];
  const beside = precision === "fp4" && model.architecture.experts ? model.besideExperts : undefined;
  return { w_E: w, w_N: beside ? bytesPerParameter[beside] : w };
}

/** All weights of one copy. */
export function weightsBytes(model: SizedModel, precision: Precision): number {
  const { P_E, P_N } = parametersOf(model);
  const { w_E, w_N } = weightBytes(model, precision);
  return P_E * w_E + P_N * w_N;
}

/** Keys and values are kept in 8 bits where weights have 8 or 4. */
export const kvElementBytes = (precision: Precision): number => (precision === "bf16" ? 2 : 1);

const elementsOf = ({ kvHeads = 0, headDim = 0, latent }: AttentionLayers): number => latent ?? 2 * kvHeads * headDim;

/** Elements kept for a context of so many tokens. */
export function kvElements({ attention }: Architecture, tokens: number): number {
  let sum = 0;
  for (const group of attention) {
    const entries = Math.min(tokens, group.window ?? Infinity) / (group.tokensPerEntry ?? 1);
    sum += group.layers * elementsOf(group) * entries;
  }
  return sum;
}

/** Bytes that one decode step reads of a context of so many tokens: sparse attention reads some entries, and an index of all. */
export function kvBytesRead({ attention }: Architecture, tokens: number, elementBytes: number): number {
  let sum = 0;
  for (const group of attention) {
    const entries = Math.min(tokens, group.window ?? Infinity) / (group.tokensPerEntry ?? 1);
    const read = Math.min(entries, group.reads ?? Infinity);
    sum += group.layers * (elementsOf(group) * read * elementBytes + (group.indexBytes ?? 0) * entries);
  }
  return sum;
}

/**
 * Pairs of tokens that prefill compares, summed over layers, in units of `tokens²`: 1 a layer with full attention, less
 * where a window, or how much is read, is shorter than the input.
 */
export function attendedLayers({ attention }: Architecture, tokens: number): number {
  let sum = 0;
  for (const { layers, window, reads, tokensPerEntry = 1 } of attention) {
    const share = Math.min(window ?? Infinity, reads ?? Infinity) / (tokens / tokensPerEntry);
    sum += (layers * (share >= 1 ? 1 : 2 * share - share * share)) / tokensPerEntry;
  }
  return sum;
}

/** How often a replica keeps the same keys and values: under TP heads are shared out, and fewer heads than GPUs are copied. */
export function kvCopies({ attention }: Architecture, { kind, gpus }: Layout): number {
  if (kind !== "TP") return 1;
  const heads = Math.min(...attention.map(({ latent, kvHeads = 1 }) => (latent === undefined ? kvHeads : 1)));
  return Math.max(1, gpus / heads);
}
