/** The numbers that a month's cost is worked out from: each with a range and where it comes from. */
import type { Estimate } from "./book.ts";
import { ownershipNames, type OwnershipName, workloadNames, type WorkloadName } from "./constants.ts";

/** Those that have no usual value in `costs.yaml`. */
const ownNames = ["requestsPerDay", "cacheWriteTokens", "growthPerMonth", "stackFactor"] as const;
export const inputNames = [...ownNames, ...workloadNames, ...ownershipNames] as const;
export type InputName = (typeof ownNames)[number] | WorkloadName | OwnershipName;

/** Measured: somebody stated it of this workload. Published: read in a source. Assumed: a default of ours. */
export type Origin = "measured" | "published" | "assumed";

export interface Input extends Estimate {
  readonly unit: string;
  readonly origin: Origin;
  readonly asOf: string;
  readonly source: string;
}
export type Inputs = Readonly<Record<InputName, Input>>;
export type Values = Readonly<Record<InputName, number>>;

/** One way in which everything uncertain could be. */
export interface Setting {
  readonly values: Values;
  /** Where in its range the price of GPU hours and cards lies. */
  readonly gpuPrice: (price: Estimate) => number;
  /** Where in its range a price per token lies, where sources differ. */
  readonly tokenPrice: (price: Estimate) => number;
  /** How far the throughput model is off; 1 as a rule. */
  readonly throughput: number;
}

export const days = 30.44; // a month
export const hours = 730.5; // a month
export const secondsPerDay = 86_400;

type End = keyof Estimate;
export const valuesAt = (inputs: Inputs, end: End): Values =>
  Object.fromEntries(inputNames.map((name) => [name, inputs[name][end]])) as Values;

/** Everything as it is expected. */
export const expectedSetting = (inputs: Inputs): Setting => ({
  values: valuesAt(inputs, "expected"),
  gpuPrice: ({ expected }) => expected,
  tokenPrice: ({ expected }) => expected,
  throughput: 1,
});

/** What a number may be: below and above it is a slip, or not a workload. */
export const bounds: Readonly<
  Record<InputName, { readonly min: number; readonly max: number; readonly unit: string }>
> = {
  requestsPerDay: { min: 0.03, max: 1e10, unit: "requests a day" },
  inputTokens: { min: 1, max: 1e7, unit: "tokens" },
  outputTokens: { min: 1, max: 1e6, unit: "tokens" },
  cacheWriteTokens: { min: 0, max: 1e7, unit: "tokens" },
  reasoningMultiple: { min: 0, max: 100, unit: "times the output" },
  cachedShare: { min: 0, max: 1, unit: "share of the input" },
  prefixHitShare: { min: 0, max: 0.99, unit: "share of the input" },
  batchShare: { min: 0, max: 1, unit: "share of requests" },
  peakToAverage: { min: 1, max: 100, unit: "times" },
  growthPerMonth: { min: -0.5, max: 2, unit: "share a month" },
  retryShare: { min: 0, max: 5, unit: "share of requests" },
  tokenizerFactor: { min: 0.2, max: 5, unit: "times" },
  stackFactor: { min: 0.05, max: 2, unit: "share" },
  u_max: { min: 0.05, max: 1, unit: "share of capacity" },
  floorReplicas: { min: 0, max: 1_000, unit: "replicas" },
  loadGbPerS: { min: 0.01, max: 1_000, unit: "GB/s" },
  apiPriceFallPerYear: { min: 0, max: 0.99, unit: "share a year" },
  smallModelShare: { min: 0, max: 1, unit: "share of requests" },
  escalationShare: { min: 0, max: 1, unit: "share of those" },
  selfHostedPeopleFte: { min: 0, max: 1_000, unit: "FTE" },
  apiPeopleFte: { min: 0, max: 1_000, unit: "FTE" },
  usdPerFteYear: { min: 0, max: 5e6, unit: "USD a year" },
  rentExtrasShare: { min: 0, max: 5, unit: "share of rent" },
  serverOverheadTimes: { min: 1, max: 5, unit: "times the cards" },
  networkAndSparesShare: { min: 0, max: 2, unit: "share of servers" },
  lifeMonths: { min: 6, max: 240, unit: "months" },
  residualShare: { min: 0, max: 0.95, unit: "share of the price" },
  averagePowerShare: { min: 0, max: 1, unit: "share of provisioned power" },
  usdPerKwh: { min: 0, max: 5, unit: "USD per kWh" },
  pue: { min: 1, max: 4, unit: "times" },
  colocationUsdPerKwMonth: { min: 0, max: 5_000, unit: "USD per kW and month" },
  softwareUsdPerMonth: { min: 0, max: 1e7, unit: "USD a month" },
  migrationUsd: { min: 0, max: 1e9, unit: "USD once" },
  evaluationUsdPerMonth: { min: 0, max: 1e7, unit: "USD a month" },
  routerUsdPerRequest: { min: 0, max: 1, unit: "USD per request" },
};
