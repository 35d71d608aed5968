/** What a replica serves: its batch, its steady rate, and how long a user waits for a token. Cost model, sections 2.2 to 2.4. */
import type { Efficiency } from "./constants.ts";
import type { Replica, Step } from "./replica.ts";

/** Requests as a replica sees them. */
export interface Load {
  readonly inputTokens: number;
  /** Hidden reasoning included: it is generated like the rest. */
  readonly outputTokens: number;
  /** Share of the input whose keys and values are there already. */
  readonly hit: number;
}

/** Steady state under continuous batching. */
export interface Rate {
  readonly batch: number;
  /** Contexts that memory has room for. */
  readonly batchMemoryLimit: number;
  readonly requestsPerS: number;
  readonly outputTokensPerS: number;
  /** Mean seconds per output token that a user sees. */
  readonly tpotS: number;
  readonly prefillS: number;
  readonly step: Step;
}

export type Served =
  | { readonly kind: "served"; readonly rate: Rate }
  /** Weights leave too little memory: for none of its contexts, or for not even the weights. */
  | { readonly kind: "memory"; readonly weightGb: number; readonly usableGb: number; readonly contextGb: number }
  /** Even a single request takes longer per token than the limit allows. */
  | { readonly kind: "latency"; readonly bestTpotS: number };

export interface Limits {
  /** At most so many sequences at once. */
  readonly batch: number;
  /** 99th percentile of seconds per output token; none when left out. */
  readonly tpotLimitS?: number | undefined;
}

/** @returns the rate at the largest batch that memory, its cap and the latency limit allow */
export function serve(replica: Replica, load: Load, limits: Limits, c: Efficiency): Served {
  const kept = replica.kvBytes(load.inputTokens + c.rho * load.outputTokens);
  const B_mem = replica.freeBytes / kept;
  if (!(B_mem >= 1)) {
    const usable = replica.freeBytes + replica.W;
    return { kind: "memory", weightGb: replica.W / 1e9, usableGb: usable / 1e9, contextGb: kept / 1e9 };
  }
  const most = Math.min(B_mem, limits.batch);
  const t_pf = replica.prefill(load.inputTokens, load.hit);
  const context = load.inputTokens + load.outputTokens / 2;
  const tpot = (batch: number): number => replica.step(batch, context).step + (batch * t_pf) / load.outputTokens;
  const allowed = (limits.tpotLimitS ?? Infinity) / c.p99_margin;
  const batch = largestBatch(most, allowed, tpot);
  if (batch === undefined) return { kind: "latency", bestTpotS: c.p99_margin * tpot(Math.min(1, most)) };
  return { kind: "served", rate: rateAt(replica, load, batch, { B_mem, t_pf, context }) };
}

/** The rate of one request at a time, limits or not: what is left where a draw asks for more than a replica can do. */
export function leastRate(replica: Replica, load: Load, c: Efficiency): Rate {
  const B_mem = replica.freeBytes / replica.kvBytes(load.inputTokens + c.rho * load.outputTokens);
  const batch = Math.min(1, Math.max(0.05, B_mem));
  const context = load.inputTokens + load.outputTokens / 2;
  return rateAt(replica, load, batch, { B_mem, t_pf: replica.prefill(load.inputTokens, load.hit), context });
}

function rateAt(
  replica: Replica,
  { outputTokens: o }: Load,
  batch: number,
  { B_mem, t_pf, context }: { B_mem: number; t_pf: number; context: number },
): Rate {
  const step = replica.step(batch, context);
  const X = 1 / (t_pf + (o * step.step) / batch);
  return {
    batch,
    batchMemoryLimit: B_mem,
    requestsPerS: X,
    outputTokensPerS: X * o,
    tpotS: step.step + (batch * t_pf) / o,
    prefillS: t_pf,
    step,
  };
}

/** The largest batch up to `most` whose time per token is allowed; it grows with the batch, so halving finds it. */
function largestBatch(most: number, allowed: number, tpot: (batch: number) => number): number | undefined {
  if (tpot(most) <= allowed) return most;
  const least = Math.min(1, most);
  if (tpot(least) > allowed) return undefined;
  let [low, high] = [least, most];
  while (high - low > 1e-4 * low) {
    const middle = (low + high) / 2;
    if (tpot(middle) <= allowed) low = middle;
    else high = middle;
  }
  return low;
}
