/**
 * The few rates that the decision engine reckons costs with, thousands of times a verdict: worked out once by the cost engine, for
 * a usual request on reference hardware, so that a verdict and a cost summary rest on the same prices and the same throughput.
 */
import { type ApiOption, apiOption } from "./api-option.ts";
import type { CostBook, RentTerms } from "./book.ts";
import { prepareCosts } from "./desk.ts";
import { days, expectedSetting, type Setting } from "./inputs.ts";
import type { MachineOption } from "./machine-option.ts";
import type { Staircase } from "./option.ts";
import { planFor } from "./plan.ts";
import { readWorkload } from "./read-workload.ts";

/** What the rates are read off: an endpoint of a closed model, an open model, and the GPUs that one replica of it takes. */
export interface Reference {
  readonly api: string;
  readonly openModel: string;
  readonly gpu: string;
  readonly gpus: number;
  /** 99th percentile of seconds per output token. */
  readonly tpotLimitS: number;
  readonly terms: RentTerms;
}

export interface Rates {
  /** Input and output blended. */
  readonly apiUsdPerMTok: number;
  /** The middle of the model's hosts. */
  readonly hostedUsdPerMTok: number;
  readonly replicaUsdPerMonth: number;
  readonly ownReplicaUsdPerMonth: number;
}
export interface RateCard extends Rates {
  /** Day of the oldest price in it. */
  readonly asOf: string;
  /** What was read, by name. */
  readonly basis?: string | undefined;
  /** The same at the lowest and at the highest price that sources state today. */
  readonly range?: { readonly low: Rates; readonly high: Rates } | undefined;
  /** Input and output together, were the mean load as high as the peak. */
  readonly replicaTokensPerMonth: number;
}
export type RateCardRead =
  | { readonly ok: true; readonly card: RateCard }
  /** Sentences, each with what to write. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Enough that machines are what is paid for, and not how many must stand at least. */
const requestsPerDay = 100_000;

export function rateCard(book: CostBook, { api, openModel, gpu, gpus, tpotLimitS, terms }: Reference): RateCardRead {
  const desk = prepareCosts(book);
  const given = { requestsPerDay, api: [api], model: openModel, gpu, gpus, tpotLimitS, terms };
  const read = readWorkload(given, desk, newestDay(book));
  if (!read.ok) return read;
  const { workload } = read;
  const plan = planFor(workload, desk);
  const setting = expectedSetting(workload.inputs);
  const tokens = setting.values.inputTokens + setting.values.outputTokens;
  const closed = plan.apis.find(({ endpoint }) => workload.endpoints.includes(endpoint));
  const hosts = desk.hostsOf(workload.model.id).map((endpoint) => apiOption(endpoint, workload, desk));
  const { rented, owned } = plan;
  if (!closed || hosts.length === 0 || !rented || !owned) {
    const lacks = closed
      ? hosts.length === 0
        ? `${openModel} has no host`
        : "the hardware has no price"
      : `${api} can't`;
    return { ok: false, problems: [[`${lacks} to take rates from`, ...plan.leftOut].join(": ")] };
  }
  const ratesAt = (at: Setting): Rates & { rent: Staircase } => {
    const perMTok = (option: ApiOption): number => (1e6 * option.usdPerRequest(at)) / tokens;
    const [rent, bought] = [rented, owned].map((option) => option.staircase(at)) as [Staircase, Staircase];
    return {
      apiUsdPerMTok: perMTok(closed),
      hostedUsdPerMTok: middle(hosts.map(perMTok)),
      replicaUsdPerMonth: rent.g,
      // A bought server may hold several replicas.
      ownReplicaUsdPerMonth: (bought.g * rent.q) / bought.q,
      rent,
    };
  };
  const end = (name: "low" | "high"): Rates => {
    const { rent: _, ...rates } = ratesAt({
      ...setting,
      gpuPrice: (price) => price[name],
      tokenPrice: (price) => price[name],
    });
    return rates;
  };
  const { rent, ...expected } = ratesAt(setting);
  const dates = [closed, ...hosts].map(({ bill }) => bill.current.price.asOf);
  return {
    ok: true,
    card: {
      asOf: [...dates, ...priceDates(rented), ...priceDates(owned)].sort()[0] ?? "",
      basis: `${closed.title}, ${workload.model.name} at its hosts and on ${rented.hardware.title}, ${terms}`,
      ...expected,
      range: { low: end("low"), high: end("high") },
      replicaTokensPerMonth: rent.q * setting.values.peakToAverage * days * tokens,
    },
  };
}

/** Core has no clock: prices are read as of the last day that the book knows of. */
function newestDay({ providers, gpus, constants }: CostBook): string {
  const prices = [
    ...providers.flatMap(({ endpoints }) => endpoints.flatMap((one) => one.usdPerMTok)),
    ...gpus.flatMap((one) => one.usdPerHour),
  ];
  return (
    [constants.asOf, ...prices.map(({ asOf }) => asOf)]
      .filter((day) => day.length === 10)
      .sort()
      .at(-1) ?? ""
  );
}

const priceDates = ({ tenure }: MachineOption): string[] => [
  tenure.kind === "rented" ? tenure.price.asOf : tenure.capexUsd.asOf,
];

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2;
}
