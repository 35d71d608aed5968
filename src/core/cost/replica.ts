/** One replica: a model on so many GPUs. Everything that a step needs is worked out once. Cost model, sections 2.2 to 2.4. */
import type { Gpu, Precision } from "./book.ts";
import type { Efficiency } from "./constants.ts";
import type { Layout } from "./layout.ts";
import {
  attendedLayers,
  kvBytesRead,
  kvCopies,
  kvElementBytes,
  kvElements,
  parametersOf,
  type SizedModel,
  weightBytes,
} from "./memory.ts";

/** Seconds of one decode step of the whole replica, by what takes them. */
export interface Step {
  /** Reading weights alone, and computing alone: the longer of the two counts, for experts and the rest apart. */
  readonly t_weights: number;
  readonly t_compute: number;
  readonly t_N: number;
  readonly t_E: number;
  readonly t_kv: number;
  readonly t_c: number;
  readonly t_f: number;
  readonly step: number;
}

export interface Replica {
  readonly model: SizedModel;
  readonly gpu: Gpu;
  readonly layout: Layout;
  readonly precision: Precision;
  /** Bytes of weights on all its GPUs, copies counted. */
  readonly W: number;
  /** Bytes that are left for contexts. */
  readonly freeBytes: number;
  /** Bytes of a context of so many tokens, copies counted. */
  readonly kvBytes: (tokens: number) => number;
  /** @param batch sequences at once @param context tokens of each, on average */
  readonly step: (batch: number, context: number) => Step;
  /** Seconds until a prompt is read. @param hit share of it that is cached */
  readonly prefill: (inputTokens: number, hit: number) => number;
}

const GB = 1e9;
const GiB = 2 ** 30;

/** Peak FLOP/s of experts and of all else. */
function peaks(gpu: Gpu, model: SizedModel, precision: Precision, c: Efficiency) {
  const times = 1e12 * (gpu.vendor === "AMD" ? c.f_amd : 1);
  const bf16 = gpu.bf16Tflops * times;
  const fp8 = (gpu.fp8Tflops ?? gpu.bf16Tflops) * times;
  const isBlackwell = gpu.fp4Tflops !== undefined;
  // Releases whose experts alone have 4 bits compute them in 8 bits where the chip can work on 4, and the rest in 16.
  if (precision === "fp4" && model.besideExperts && model.architecture.experts)
    return { bf16, F_E: isBlackwell ? fp8 : bf16, F_N: model.besideExperts === "fp8" ? fp8 : bf16 };
  const fp4 = isBlackwell ? (gpu.fp4Tflops ?? 0) * times * c.fp4_f : bf16;
  const F = { bf16, fp8, fp4 }[precision];
  return { bf16, F_E: F, F_N: F };
}

export function replicaOf(
  model: SizedModel,
  gpu: Gpu,
  { layout, precision, efficiency: c }: { layout: Layout; precision: Precision; efficiency: Efficiency },
): Replica {
  const { architecture: a } = model;
  const { gpus: n, kind } = layout;
  const dep = kind === "DEP";
  const { P_E, P_N, A_E, A_N } = parametersOf(model);
  const { w_E, w_N } = weightBytes(model, precision);
  const { bf16, F_E, F_N } = peaks(gpu, model, precision, c);
  const q = kvElementBytes(precision);
  const R = kvCopies(a, layout);
  const nBW = n * gpu.memoryTbPerS * 1e12;
  const isPcie = gpu.link === "pcie";
  const alpha = isPcie ? c.alpha_pcie_s : c.alpha_nvlink_s;
  const link = gpu.linkGbPerS * GB * (isPcie ? c.e_link_pcie : c.e_link_nvlink);
  const { count: E = 1, perToken: k = 0, layers: L_moe = 0 } = a.experts ?? {};
  const [r, s] = dep ? [n, c.ep_imb] : [1, 1];
  const W = P_E * w_E + r * P_N * w_N;

  // What a sequence adds to the seconds of a step, and what every step takes.
  const readN = (r * P_N * w_N) / (nBW * c.e_bw);
  const readE = (P_E * w_E) / (nBW * c.e_bw);
  const flopsN = (2 * A_N) / (n * F_N * c.e_dec);
  const flopsE = (2 * A_E) / (n * F_E * c.e_dec);
  const kvPerByte = R / (nBW * c.e_kv);
  const across = n > 1 ? (n - 1) / n / link : 0;
  const exchanges = n === 1 || kind === "PP" ? 0 : dep ? 2 * L_moe : 2 * a.layers;
  const bytesExchanged = dep ? (1.5 * a.hidden * Math.min(k, n)) / n : 4 * a.hidden;

  const stepOf = (batch: number, context: number): Step => {
    const touched = a.experts ? 1 - (1 - k / E) ** batch : 1;
    const t_N = Math.max(readN, batch * flopsN);
    const t_E = s * Math.max(readE * touched, batch * flopsE);
    const t_kv = batch * kvPerByte * kvBytesRead(a, context, q);
    const t_c = exchanges * (alpha + batch * bytesExchanged * across);
    const t_f = c.t0_s + a.layers * c.t_layer_s + (c.t_seq_s * batch) / (dep ? n : 1);
    return {
      t_weights: readN + readE * touched,
      t_compute: batch * (flopsN + flopsE),
      t_N,
      t_E,
      t_kv,
      t_c,
      t_f,
      step: t_N + t_E + t_kv + t_c + t_f,
    };
  };
  /** Each of n stages works on an n-th of the sequences; a token has passed when all have. */
  const piped = (batch: number, context: number): Step => {
    const stage = stepOf(batch / n, context);
    return Object.fromEntries(Object.entries(stage).map(([name, t]) => [name, n * t])) as unknown as Step;
  };

  const prefill = (i: number, hit: number): number => {
    const computed = (2 * i * (1 - hit) * (A_N / F_N + A_E / (F_E * c.e_moe))) / (n * c.e_pf);
    const attended = (2 * a.queryHeads * a.headDim * attendedLayers(a, i) * i * i) / (n * bf16 * c.e_attn);
    return computed + attended + exchanges * i * bytesExchanged * across;
  };
  return {
    model,
    gpu,
    layout,
    precision,
    W,
    freeBytes: n * (gpu.usableGib * GiB * c.util - c.act_gb * GB) - W,
    kvBytes: (tokens) => R * q * kvElements(a, tokens),
    step: kind === "PP" ? piped : stepOf,
    prefill,
  };
}
