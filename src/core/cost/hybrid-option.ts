/** Base load on committed replicas of one's own, and what goes beyond it to an API. Cost model, section 2.8. */
import type { ApiOption } from "./api-option.ts";
import { daysTerm, inputTerms, type Line, type Term } from "./figure.ts";
import { hourlyLoads } from "./fleet.ts";
import { type Hardware, plannedRequestsPerS } from "./hardware.ts";
import type { Inputs, Setting } from "./inputs.ts";
import { machineRunning } from "./machine-option.ts";
import { type CostOption, runningLines, runningParts, totalOf } from "./option.ts";
import { countText } from "./sentences.ts";
import { gpuMonth, type Tenure } from "./tenure.ts";
import type { Workload } from "./workload.ts";

interface Pieces {
  readonly hardware: Hardware;
  readonly tenure: Tenure;
  readonly overflow: ApiOption;
  readonly workload: Workload;
  readonly inputs: Inputs;
}

export interface HybridOption extends CostOption {
  readonly baseReplicas: number;
  /** Share of requests that goes to the API. */
  readonly overflowShare: number;
  /** What goes to the API, US dollars of tokens a month. */
  readonly overflowUsd: (setting: Setting) => number;
  readonly overflowTitle: string;
}

/** Requests a day that are beyond what so many replicas serve, hour by hour. */
export function overflowPerDay(
  replicas: number,
  setting: Setting,
  { hardware, workload }: Omit<Pieces, "inputs">,
): number {
  const { values: v } = setting;
  const perHour = v.u_max * plannedRequestsPerS(hardware, setting) * 3_600 * replicas;
  const meanPerHour = (v.requestsPerDay * (1 + v.retryShare)) / 24;
  let sum = 0;
  const hourly = hourlyLoads(v.peakToAverage, workload);
  for (const share of hourly) sum += Math.max(0, share * meanPerHour - perHour);
  return (sum * 24) / hourly.length / (1 + v.retryShare);
}

/**
 * The number of replicas at which the sum is least. Each further replica saves less than the one before (cost is convex in
 * their number), so the first that does not pay ends the search.
 * @returns 0 where the API alone is cheaper than the first replica with the people who run it
 */
export function bestBase(setting: Setting, pieces: Pieces): number {
  const cost = (N: number): number => totalOf(partsOf(N, setting, pieces));
  let N = 1;
  const { values: v } = setting;
  const perHour = v.u_max * plannedRequestsPerS(pieces.hardware, setting) * 3_600;
  const peakPerHour =
    (Math.max(...hourlyLoads(v.peakToAverage, pieces.workload)) * v.requestsPerDay * (1 + v.retryShare)) / 24;
  const most = Math.ceil(peakPerHour / perHour);
  let step = Math.max(1, Math.floor(most / 8));
  // Great strides first, for a fleet may have thousands.
  while (step > 0) {
    while (N + step <= most && cost(N + step) < cost(N)) N += step;
    while (N - step >= 1 && cost(N - step) < cost(N)) N -= step;
    step = step === 1 ? 0 : Math.floor(step / 2);
  }
  return cost(0) <= cost(N) ? 0 : N;
}

function partsOf(N: number, setting: Setting, pieces: Pieces): number[] {
  const { hardware, tenure, overflow } = pieces;
  const gpus = N * hardware.replica.layout.gpus;
  const machines = gpuMonth(hardware, tenure, setting).map((usd) => usd * gpus);
  const running = runningParts(machineRunning, setting.values);
  const share = N === 0 ? 1 : overflowPerDay(N, setting, pieces) / setting.values.requestsPerDay;
  const tokens = totalOf(overflow.bill.parts(setting)) * share;
  const apiRunning = runningParts({ fte: "apiPeopleFte", withSoftware: false }, setting.values);
  return [...machines, tokens, ...(N > 0 ? running : [0, 0, 0]), apiRunning[0] ?? 0];
}

/** @param base the number of replicas where it is not to be looked for */
export function hybridOption(setting: Setting, pieces: Pieces, base?: number): HybridOption {
  const { hardware, tenure, overflow, inputs, workload } = pieces;
  const N = base ?? bestBase(setting, pieces);
  const overflowShare = N === 0 ? 1 : overflowPerDay(N, setting, pieces) / setting.values.requestsPerDay;
  const title =
    N === 0
      ? `${overflow.title} alone: no replica beside it pays`
      : `${countText(N)} ${N === 1 ? "replica" : "replicas"} of ${hardware.title}, and ${overflow.title} for what goes beyond`;
  return {
    id: "hybrid",
    kind: "hybrid",
    title,
    baseReplicas: N,
    overflowShare,
    overflowUsd: (at) => totalOf(overflow.bill.parts(at)) * (overflowPerDay(N, at, pieces) / at.values.requestsPerDay),
    overflowTitle: overflow.title,
    parts: (at) => partsOf(N, at, pieces),
    lines: (at) => hybridLines(N, at, { hardware, tenure, overflow, inputs, workload }),
    notes: [],
    modelSigma: undefined,
  };
}

function hybridLines(N: number, setting: Setting, pieces: Pieces): Line[] {
  const { hardware, tenure, overflow, inputs } = pieces;
  const parts = partsOf(N, setting, pieces);
  const perGpu = gpuMonth(hardware, tenure, setting);
  const { asOf, source } = tenure.kind === "rented" ? tenure.price : tenure.capexUsd;
  const machines = parts.slice(0, perGpu.length);
  const gpus: Term = { name: "gpus", value: N * hardware.replica.layout.gpus, unit: `GPUs of ${N} replicas` };
  const month: Term = { name: "usdPerGpuMonth", value: totalOf(perGpu), unit: "USD, extras included", asOf, source };
  const beyond: Term = {
    name: "overflowPerDay",
    value: N === 0 ? setting.values.requestsPerDay : overflowPerDay(N, setting, pieces),
    unit: "requests a day beyond what the replicas serve, summed over the hours",
  };
  const perRequest: Term = {
    name: "usdPerRequest",
    value: overflow.usdPerRequest(setting),
    unit: `USD of tokens at ${overflow.title}`,
    asOf: overflow.bill.current.price.asOf,
    source: overflow.bill.current.price.source,
  };
  const people: Line[] = N > 0 ? runningLines(machineRunning, inputs, setting) : [];
  const api = inputTerms(["apiPeopleFte", "usdPerFteYear"], inputs, setting);
  const lines: Line[] = [
    {
      item: "base replicas",
      usd: totalOf(machines),
      formula: "gpus * usdPerGpuMonth",
      terms: [gpus, month],
      asOf,
      source,
    },
    {
      item: "tokens beyond them",
      usd: parts[perGpu.length] ?? 0,
      formula: "overflowPerDay * days * usdPerRequest",
      terms: [beyond, daysTerm, perRequest],
      asOf: perRequest.asOf ?? "",
      source: perRequest.source ?? "",
    },
    ...people,
    {
      item: "people for the API",
      usd: parts.at(-1) ?? 0,
      formula: "apiPeopleFte * usdPerFteYear / 12",
      terms: api,
      asOf: api[0]?.asOf ?? "",
      source: api[0]?.source ?? "",
    },
  ];
  return lines.filter(({ usd }) => usd !== 0);
}
