/** "On our two H100s": how far the GPUs that are there go, and what their number decides: layout first, then what is lacking. */
import { precisions } from "./book.ts";
import type { CostDesk } from "./desk.ts";
import { type Fleet, fleetOf } from "./fleet.ts";
import { type Hardware, hardwareOf, plannedRequestsPerS, ttftS } from "./hardware.ts";
import type { HybridOption } from "./hybrid-option.ts";
import { secondsPerDay, type Setting } from "./inputs.ts";
import type { SizedModel } from "./memory.ts";
import type { Money } from "./money.ts";
import { layoutsOf, usualPrecision } from "./search.ts";
import { whyNoRoom, whyTooSlow } from "./size.ts";
import type { Workload } from "./workload.ts";

export interface AtHand {
  readonly gpus: number;
  readonly hardware: Hardware;
  /** That there is room for on these GPUs. */
  readonly replicas: number;
  /** That the peak takes, and those that stand at least. */
  readonly fleet: Fleet;
  readonly gpusNeeded: number;
  /** What the replicas serve of the peak, at most 1. */
  readonly shareOfPeak: number;
}
/** The reason is a sentence. */
export type AtHandSearch = { readonly found: AtHand } | { readonly found: undefined; readonly reason: string };

/**
 * The layout by which these GPUs serve the whole peak with the fewest of them; else the one by which they serve most of it.
 * Precisions below the usual one are tried only where that finds no room: nobody swaps GPUs that are there.
 */
export function searchAtHand(
  model: SizedModel,
  setting: Setting,
  { workload, desk, gpus }: { workload: Workload; desk: CostDesk; gpus: number },
): AtHandSearch {
  const { gpu } = workload;
  if (!gpu) return { found: undefined, reason: "which GPUs these are was not said." };
  const layouts = (workload.layout ? [workload.layout] : layoutsOf(model, gpu)).filter((one) => one.gpus <= gpus);
  const usual = usualPrecision(model, gpu);
  const tried = workload.precision ? [workload.precision] : precisions.slice(precisions.indexOf(usual));
  const many = `${gpus} x ${gpu.name}`;
  let reason = `a replica is to have ${workload.layout?.gpus ?? 0} GPUs, and there are ${gpus}.`;
  for (const precision of tried) {
    const able = layouts.flatMap((layout): AtHand[] => {
      const hardware = hardwareOf(model, gpu, { layout, precision }, { desk, workload });
      const served = hardware.served(setting.values);
      if (served.kind === "served" && ttftS(hardware, setting) <= (workload.ttftLimitS ?? Infinity))
        return [atHand(hardware, setting, { workload, gpus })];
      const name = `${layout.gpus} x ${gpu.name}`;
      const why =
        served.kind === "memory"
          ? whyNoRoom(served, layout.gpus === gpus ? many : name, model.name, precision)
          : served.kind === "latency"
            ? whyTooSlow(served.bestTpotS, workload.tpotLimitS ?? 0)
            : `the first token comes after ${ttftS(hardware, setting).toFixed(1)} s`;
      reason = `${why}.`;
      return [];
    });
    const [best] = able.sort(
      (a, b) =>
        Number(b.gpusNeeded <= gpus) - Number(a.gpusNeeded <= gpus) ||
        (a.gpusNeeded <= gpus ? a.gpusNeeded - b.gpusNeeded : b.shareOfPeak - a.shareOfPeak),
    );
    if (best) return { found: best };
  }
  return { found: undefined, reason };
}

function atHand(
  hardware: Hardware,
  setting: Setting,
  { workload, gpus }: { workload: Workload; gpus: number },
): AtHand {
  const { values: v } = setting;
  const X = plannedRequestsPerS(hardware, setting);
  const fleet = fleetOf(v, X, hardware.replica.W / 1e9, workload);
  const { gpus: each } = hardware.replica.layout;
  const replicas = Math.floor(gpus / each);
  // Of three zones one may be lost, and the rest has to do.
  const left = workload.zones >= 3 ? (replicas * 2) / 3 : replicas;
  const peak = (v.peakToAverage * v.requestsPerDay * (1 + v.retryShare)) / secondsPerDay;
  const shareOfPeak = Math.min(1, (left * v.u_max * X) / peak);
  return { gpus, hardware, replicas, fleet, gpusNeeded: fleet.N_peak * each, shareOfPeak };
}

/** Whose they are, and how many, before a verb. */
const theGpus = ({ gpu, owned }: Workload, gpus: number): string =>
  `${owned ? "Your " : ""}${gpus} x ${gpu?.name ?? "GPU"}`;

export function atHandSentence(
  search: AtHandSearch,
  { workload, setting, hybrid, money, hasMachines }: AtHandContext,
): string {
  const { found } = search;
  const given = workload.gpusAtHand ?? 0;
  const one = given === 1;
  if (!found)
    return `${theGpus(workload, given)} ${one ? "does" : "do"} not serve ${workload.model.name}: ${search.reason}${hasMachines ? " The sums are for as many as it takes." : ""}`;
  const { gpus, gpusNeeded, replicas, fleet, shareOfPeak } = found;
  const more = gpusNeeded - gpus;
  if (more <= 0) {
    const free = gpus - gpusNeeded;
    if (free === 0) return `${theGpus(workload, gpus)} ${one ? "serves" : "serve"} the whole peak.`;
    return `Of ${theGpus(workload, gpus).replace(/^Your/, "your")} ${gpusNeeded} ${gpusNeeded === 1 ? "serves" : "serve"} the whole peak; the other ${free === 1 ? "one is" : `${free} are`} left for other work, and not counted.`;
  }
  const need = `${more} more ${more === 1 ? "is" : "are"} needed`;
  if (shareOfPeak >= 1)
    return `${theGpus(workload, gpus)} ${one ? "serves" : "serve"} the whole peak, as ${replicas === 1 ? "one replica" : `${replicas} replicas`}; ${need} so that ${fleet.N_peak} replicas stand and one may fail, and the sums count ${more === 1 ? "it" : "them"}.`;
  const rest = hybrid
    ? `; or the rest, ${percent(hybrid.overflowShare)} of all requests, costs about ${money.about(hybrid.overflowUsd(setting))} a month at ${hybrid.overflowTitle}`
    : "";
  return `${theGpus(workload, gpus)} ${one ? "serves" : "serve"} ${percent(shareOfPeak)} of the peak; ${need} for all of it, and the sums count ${more === 1 ? "it" : "them"}${rest}.`;
}

interface AtHandContext {
  readonly workload: Workload;
  readonly setting: Setting;
  readonly hybrid: HybridOption | undefined;
  readonly money: Money;
  /** Some number of them does. */
  readonly hasMachines: boolean;
}

/** Rounded down: what falls short of all is not said to be 100%. */
const percent = (share: number): string => (share < 0.01 ? "under 1%" : `${Math.floor(100 * share + 1e-9)}%`);
