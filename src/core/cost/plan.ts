/** The ways to get a workload done that are put side by side. */
import { type AtHand, type AtHandSearch, searchAtHand } from "./at-hand.ts";
import { type ApiOption, apiOption, tooLongFor } from "./api-option.ts";
import type { CostDesk } from "./desk.ts";
import type { Fleet } from "./fleet.ts";
import type { Hardware } from "./hardware.ts";
import { type HybridOption, hybridOption } from "./hybrid-option.ts";
import { expectedSetting, type Setting } from "./inputs.ts";
import { machineOption, type MachineOption } from "./machine-option.ts";
import { isSized } from "./memory.ts";
import { type CostOption, totalOf, usdPerMonth } from "./option.ts";
import { gpuPriceOf } from "./prices.ts";
import { routerOption, type RouterOption } from "./router-option.ts";
import { type MachineCost, type Search, searchHardware } from "./search.ts";
import { whyUnsized } from "./size.ts";
import { gpuMonth, gpusPaid, type Tenure } from "./tenure.ts";
import type { Workload } from "./workload.ts";

export interface Plan {
  /** In no order. */
  readonly options: readonly CostOption[];
  readonly apis: readonly ApiOption[];
  readonly rented: MachineOption | undefined;
  readonly owned: MachineOption | undefined;
  readonly hybrid: HybridOption | undefined;
  readonly router: RouterOption | undefined;
  readonly search: Search;
  /** Where it was said how many GPUs there are. */
  readonly atHand: AtHandSearch | undefined;
  /** What was left out, a sentence each. */
  readonly leftOut: readonly string[];
}

const mostHosts = 3;
const nothingFound: Search = { best: undefined, lost: [], tried: 0 };

export function planFor(workload: Workload, desk: CostDesk): Plan {
  const { inputs } = workload;
  const setting = expectedSetting(inputs);
  const leftOut: string[] = [];
  const apis = apisFor(workload, desk, setting, leftOut);
  const context = { workload, desk, inputs };
  const tenureOf = (terms: "rented" | "owned", { replica: { gpu } }: Hardware): Tenure | string => {
    if (terms === "owned")
      return gpu.capexUsd
        ? { kind: "owned", capexUsd: gpu.capexUsd, counted: atHand?.found !== undefined && workload.owned }
        : `I have no price to buy ${gpu.name} at; an admin can add one.`;
    const price = gpuPriceOf(gpu, workload.terms, workload.today);
    return price
      ? { kind: "rented", price }
      : `I have no ${workload.terms} price of ${gpu.name}; an admin can add one.`;
  };
  const gpus = workload.gpusAtHand;
  const atHand =
    gpus !== undefined && isSized(workload.model)
      ? searchAtHand(workload.model, setting, { workload, desk, gpus })
      : undefined;
  const given = workload.owned ? "owned" : "rented";
  const look = (terms: "rented" | "owned"): { search: Search; option: MachineOption | undefined } => {
    if (!isSized(workload.model)) return { search: nothingFound, option: undefined };
    const costOf: MachineCost = (hardware, fleet: Fleet) => {
      const tenure = tenureOf(terms, hardware);
      if (typeof tenure === "string") return tenure;
      return totalOf(gpuMonth(hardware, tenure, setting)) * gpusPaid(hardware, tenure, fleet);
    };
    const search = searchHardware(workload.model, setting, { workload, desk, costOf });
    const there = terms === given ? atHand?.found : undefined;
    const best = there?.hardware ?? search.best;
    const tenure = best && tenureOf(terms, best);
    const bought = there && boughtText(there);
    const option =
      best && tenure && typeof tenure !== "string"
        ? machineOption(best, tenure, { ...context, ...(bought ? { bought } : {}) })
        : undefined;
    return { search, option };
  };
  const [rented, owned] = [look("rented"), look("owned")];
  const tooLong = tooLongFor(workload.model, setting);
  if (!isSized(workload.model)) leftOut.push(whyUnsized(workload.model));
  else if (tooLong) leftOut.push(tooLong);
  else if (!rented.option) leftOut.push(noHardware(workload, rented.search));
  const machines = tooLong ? [] : [rented.option, owned.option];
  const [first, second] = machines;
  // What the GPUs that are there leave goes to the API: that is what somebody who counts them asks.
  const there = atHand?.found;
  const lacks = there && there.shareOfPeak < 1 && there.replicas > 0 ? there.replicas : undefined;
  const base = lacks !== undefined && workload.owned ? second : first;
  const mixed = base && hybridFor(base, apis, { workload, desk, setting, lacks });
  // Without a replica it is the API alone, which has its own row.
  const hybrid = mixed && mixed.baseReplicas > 0 ? mixed : undefined;
  if (mixed && !hybrid) leftOut.push("No replica beside an API pays at this volume, so there is no mixed row.");
  const router = routerFor(apis, { workload, desk, setting });
  const options: CostOption[] = [...apis, ...machines.filter((one) => one !== undefined)];
  if (hybrid) options.push(hybrid);
  if (router) options.push(router);
  return { options, apis, rented: first, owned: second, hybrid, router, search: rented.search, atHand, leftOut };
}

/** "Your 2 GPUs and 4 more", "2 of your 8 GPUs". */
function boughtText({ gpus, gpusNeeded }: AtHand): string {
  const name = (n: number): string => `${n} GPU${n === 1 ? "" : "s"}`;
  if (gpusNeeded > gpus) return `your ${name(gpus)} and ${gpusNeeded - gpus} more`;
  return gpusNeeded < gpus ? `${gpusNeeded} of your ${name(gpus)}` : `your ${name(gpus)}`;
}

/** The endpoints that were named, and the cheapest hosts of the model beside them. */
function apisFor(workload: Workload, desk: CostDesk, setting: Setting, leftOut: string[]): ApiOption[] {
  const named = new Map(workload.endpoints.map((endpoint) => [endpoint, apiOption(endpoint, workload, desk)]));
  const hosts = desk
    .hostsOf(workload.model.id)
    .filter((endpoint) => !named.has(endpoint))
    .map((endpoint) => apiOption(endpoint, workload, desk));
  const able = (option: ApiOption): boolean => {
    const why = tooLongFor(option.endpoint, setting);
    if (why) leftOut.push(why);
    return !why;
  };
  const cheapest = hosts.filter(able).sort((a, b) => usdPerMonth(a, setting) - usdPerMonth(b, setting));
  if (cheapest.length > mostHosts)
    leftOut.push(`Of ${cheapest.length} hosts of ${workload.model.name} the ${mostHosts} cheapest are shown.`);
  return [...[...named.values()].filter(able), ...cheapest.slice(0, mostHosts)];
}

function noHardware({ model }: Workload, { lost }: Search): string {
  const first = lost[0];
  const isAlone = first !== undefined && lost.every(({ gpu }) => gpu === first.gpu); // it was named
  if (isAlone) return `${first.gpu} does not run ${model.name} within these limits. ${first.reason}`;
  const why = first ? ` ${first.gpu}: ${first.reason}` : "";
  return `No GPU that I know runs ${model.name} within these limits.${why}`;
}

interface Context {
  readonly workload: Workload;
  readonly desk: CostDesk;
  readonly setting: Setting;
  /** So many replicas stand, whether that is the cheapest number or not. */
  readonly lacks?: number | undefined;
}

/** What goes beyond the base load is sent to the first closed model that was named, or else to the cheapest host. */
function hybridFor(
  { hardware, tenure }: MachineOption,
  apis: readonly ApiOption[],
  context: Context,
): HybridOption | undefined {
  const { workload, setting, lacks } = context;
  const hosts = apis.filter(({ endpoint }) => endpoint.openModel === workload.model.id);
  const [cheapest] = hosts.sort((a, b) => a.usdPerRequest(setting) - b.usdPerRequest(setting));
  const overflow = apis.find(({ kind }) => kind === "api") ?? cheapest;
  if (!overflow) return undefined;
  const { gpu } = hardware.replica;
  const committed = gpuPriceOf(gpu, "committed", workload.today);
  const base: Tenure = committed && tenure.kind === "rented" ? { kind: "rented", price: committed } : tenure;
  return hybridOption(setting, { hardware, tenure: base, overflow, workload, inputs: workload.inputs }, lacks);
}

function routerFor(apis: readonly ApiOption[], { workload, desk, setting }: Context): RouterOption | undefined {
  const [big] = apis;
  const endpoint = workload.smallEndpoint;
  if (!big || !endpoint || endpoint === big.endpoint || tooLongFor(endpoint, setting)) return undefined;
  const small = apis.find((one) => one.endpoint === endpoint) ?? apiOption(endpoint, workload, desk);
  return routerOption({ small, big }, setting, workload.inputs);
}
