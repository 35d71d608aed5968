import type { Estimate, Evidence } from "./book.ts";
import type { LoadProfile } from "./profile.ts";

/** A constant of `knowledge/costs.yaml`: its default, how far it may be off, and what it rests on. */
export interface Constant extends Estimate {
  readonly unit: string;
  readonly evidence: string;
}

/** How much of a chip's peak is reached, and what a step costs besides. Names as in the cost model's table. */
export const efficiencyNames = [
  "e_bw",
  "e_kv",
  "e_dec",
  "e_pf",
  "e_moe",
  "e_attn",
  "fp4_f",
  "f_amd",
  "alpha_nvlink_s",
  "alpha_pcie_s",
  "e_link_nvlink",
  "e_link_pcie",
  "t_layer_s",
  "t0_s",
  "t_seq_s",
  "ep_imb",
  "util",
  "act_gb",
  "rho",
  "b_max",
  "p99_margin",
  "s_tuned",
  "s_default",
  "s_day0",
  "b_stack",
] as const;
export type EfficiencyName = (typeof efficiencyNames)[number];
/** The defaults alone, for formulas. */
export type Efficiency = Readonly<Record<EfficiencyName, number>>;

export const stacks = ["tuned", "default", "day0"] as const;
export type Stack = (typeof stacks)[number];

/** People, power, floor space, and what else a month costs. */
export const ownershipNames = [
  "selfHostedPeopleFte",
  "apiPeopleFte",
  "usdPerFteYear",
  "rentExtrasShare",
  "serverOverheadTimes",
  "networkAndSparesShare",
  "lifeMonths",
  "residualShare",
  "averagePowerShare",
  "usdPerKwh",
  "pue",
  "colocationUsdPerKwMonth",
  "softwareUsdPerMonth",
  "migrationUsd",
  "evaluationUsdPerMonth",
  "routerUsdPerRequest",
] as const;
export type OwnershipName = (typeof ownershipNames)[number];

/** What a workload is taken to be where it does not say. */
export const workloadNames = [
  "inputTokens",
  "outputTokens",
  "reasoningMultiple",
  "cachedShare",
  "prefixHitShare",
  "batchShare",
  "peakToAverage",
  "retryShare",
  "tokenizerFactor",
  "u_max",
  "floorReplicas",
  "loadGbPerS",
  "apiPriceFallPerYear",
  "smallModelShare",
  "escalationShare",
] as const;
export type WorkloadName = (typeof workloadNames)[number];

/** A currency that sums may be shown in. Its usual worth only tells which way round a rate is meant. */
export interface Currency extends Evidence {
  readonly code: string;
  readonly names: readonly string[];
  readonly usualUsd: number;
}

export interface CostConstants {
  readonly asOf: string;
  readonly efficiency: Readonly<Record<EfficiencyName, Constant>>;
  readonly ownership: Readonly<Record<OwnershipName, Constant>>;
  readonly workload: Readonly<Record<WorkloadName, Constant>>;
  /** Ways that load is spread over the hours, by name. */
  readonly profiles: readonly LoadProfile[];
  readonly currencies: readonly Currency[];
  /** Spread of the logarithm of predicted over measured throughput. */
  readonly modelError: { readonly measured: Constant; readonly unmeasured: Constant };
  /** Rows of prices older than this are named. */
  readonly staleAfterDays: number;
  /** What is put side by side when nobody says what to compare: ids of endpoints, and of one open model. */
  readonly compare: {
    readonly closed: readonly string[];
    readonly openModel: string;
    readonly smallClosed: string;
  };
  /** Families and GPU vendors whose throughput was checked against published tables. */
  readonly measured: { readonly models: readonly string[]; readonly vendors: readonly string[] };
}
