/** Finds the cheapest hardware that keeps the limits, and says why the rest lost. Cost model, section 2.4. */
import type { Gpu, Precision } from "./book.ts";
import type { CostDesk } from "./desk.ts";
import { type Fleet, fleetOf } from "./fleet.ts";
import { type Hardware, hardwareOf, plannedRequestsPerS, ttftS } from "./hardware.ts";
import type { Setting } from "./inputs.ts";
import type { Layout } from "./layout.ts";
import type { SizedModel } from "./memory.ts";
import { Money } from "./money.ts";
import { whyNoRoom, whyTooSlow } from "./size.ts";
import type { Workload } from "./workload.ts";

export interface Lost {
  readonly gpu: string;
  /** A sentence. */
  readonly reason: string;
  /** What its best layout would cost, machines alone. */
  readonly usdPerMonth?: number | undefined;
  readonly hardware?: string | undefined;
}
export interface Search {
  readonly best: Hardware | undefined;
  readonly lost: readonly Lost[];
  /** How many ways of running it were worked out. */
  readonly tried: number;
}

/** US dollars a month for the machines of a fleet; a sentence where there is no price to reckon with. */
export type MachineCost = (hardware: Hardware, fleet: Fleet) => number | string;

const widths = [1, 2, 4, 8] as const;

export function layoutsOf(model: SizedModel, gpu: Gpu): Layout[] {
  const joined = widths.filter((n) => n <= gpu.linkGpus);
  const wide = joined.filter((n) => n > 1);
  return [
    ...joined.map((gpus): Layout => ({ kind: "TP", gpus })),
    ...(model.architecture.experts ? wide.map((gpus): Layout => ({ kind: "DEP", gpus })) : []),
    ...(gpu.link === "pcie" ? wide.map((gpus): Layout => ({ kind: "PP", gpus })) : []),
  ];
}

/** As released in 4 bits; else 8 bits where the chip computes in them, which loses little; else as released. */
export const usualPrecision = ({ native }: SizedModel, gpu: Gpu): Precision =>
  native === "bf16" && gpu.fp8Tflops !== undefined ? "fp8" : native;

export function searchHardware(
  model: SizedModel,
  setting: Setting,
  { workload, desk, costOf }: { workload: Workload; desk: CostDesk; costOf: MachineCost },
): Search {
  const money = new Money(workload);
  const gpus = workload.gpu ? [workload.gpu] : desk.book.gpus;
  const results = gpus.map((gpu) => bestOn(gpu, model, setting, { workload, desk, costOf }));
  const able = results.flatMap(({ best }) => best ?? []).sort((a, b) => a.usd - b.usd || a.gpus - b.gpus);
  const winner = able[0];
  const lost = results.flatMap(({ gpu, best, reason }): Lost[] => {
    if (best && best === winner) return [];
    if (!best || !winner) return [{ gpu: gpu.name, reason: reason ?? "It was not considered." }];
    const more = money.of(best.usd - winner.usd);
    const says = `${best.gpus} GPUs of it, as ${best.hardware.title}, cost ${money.of(best.usd)} a month, ${more} more than ${winner.hardware.title}.`;
    return [{ gpu: gpu.name, reason: says, usdPerMonth: best.usd, hardware: best.hardware.id }];
  });
  return { best: winner?.hardware, lost, tried: results.reduce((sum, { tried }) => sum + tried, 0) };
}

interface Able {
  readonly hardware: Hardware;
  readonly usd: number;
  readonly gpus: number;
}
interface OnGpu {
  readonly gpu: Gpu;
  readonly best?: Able | undefined;
  readonly reason?: string | undefined;
  readonly tried: number;
}

function bestOn(
  gpu: Gpu,
  model: SizedModel,
  setting: Setting,
  { workload, desk, costOf }: { workload: Workload; desk: CostDesk; costOf: MachineCost },
): OnGpu {
  const layouts = workload.layout ? [workload.layout] : layoutsOf(model, gpu);
  const precision = workload.precision ?? usualPrecision(model, gpu);
  let best: Able | undefined;
  let [memory, latency]: [string | undefined, { s: number; says: string } | undefined] = [undefined, undefined];
  let priceless: string | undefined;
  for (const layout of layouts) {
    const hardware = hardwareOf(model, gpu, { layout, precision }, { desk, workload });
    const served = hardware.served(setting.values);
    if (served.kind === "memory") memory = whyNoRoom(served, `${layout.gpus} x ${gpu.name}`, model.name, precision);
    else if (served.kind === "latency") {
      if (!latency || served.bestTpotS < latency.s)
        latency = { s: served.bestTpotS, says: whyTooSlow(served.bestTpotS, workload.tpotLimitS ?? 0) };
    } else if (ttftS(hardware, setting) > (workload.ttftLimitS ?? Infinity)) {
      const first = ttftS(hardware, setting);
      const says = `the first token comes after ${first.toFixed(1)} s, and the limit is ${workload.ttftLimitS ?? 0} s`;
      if (!latency || first < latency.s) latency = { s: first, says };
    } else {
      const fleet = fleetOf(setting.values, plannedRequestsPerS(hardware, setting), hardware.replica.W / 1e9, workload);
      const usd = costOf(hardware, fleet);
      if (typeof usd === "string") priceless = usd;
      else if (fleet.N_peak > (workload.maxReplicas ?? Infinity))
        priceless = `The peak takes ${fleet.N_peak} replicas of ${hardware.title}, and there are ${workload.maxReplicas ?? 0}.`;
      else if (!best || usd < best.usd) best = { hardware, usd, gpus: fleet.N_peak * layout.gpus };
    }
  }
  const why = latency?.says ?? memory;
  const reason = priceless ?? (why && `${why.replace(/^\w/, (letter) => letter.toUpperCase())}.`);
  return { gpu, best, reason, tried: layouts.length };
}
