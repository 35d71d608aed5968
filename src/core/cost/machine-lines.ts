/** The lines of a bill for machines, each with its formula. */
import { hoursTerm, inputTerms, type Line, type Term } from "./figure.ts";
import type { Fleet } from "./fleet.ts";
import { type Hardware, plannedRequestsPerS } from "./hardware.ts";
import type { Inputs, Setting } from "./inputs.ts";

import { allInKwOf } from "./ownership.ts";
import { gpuMonth, gpusPaid, type Tenure } from "./tenure.ts";
import type { Workload } from "./workload.ts";

interface Context {
  readonly setting: Setting;
  readonly inputs: Inputs;
  readonly workload: Workload;
  readonly fleet: Fleet;
}

export function machineLines(hardware: Hardware, tenure: Tenure, context: Context): Line[] {
  const { setting, inputs, fleet } = context;
  const gpus = gpusPaid(hardware, tenure, fleet);
  const usd = gpuMonth(hardware, tenure, setting).map((each) => each * gpus);
  const { gpu } = hardware.replica;
  const counted: Term[] = [{ name: "gpus", value: gpus, unit: `GPUs paid for: ${sizeOf(hardware, tenure, context)}` }];
  if (tenure.kind === "rented") {
    const { asOf, source } = tenure.price;
    const price: Term = { name: "usdPerGpuHour", value: setting.gpuPrice(tenure.price), unit: "USD", asOf, source };
    const terms = [...counted, price, hoursTerm];
    const extras = inputTerms(["rentExtrasShare"], inputs, setting);
    const share = { asOf: extras[0]?.asOf ?? "", source: extras[0]?.source ?? "" };
    return [
      { item: "GPU rent", usd: usd[0] ?? 0, formula: "gpus * usdPerGpuHour * hours", terms, asOf, source },
      {
        item: "storage, egress, management",
        usd: usd[1] ?? 0,
        formula: "gpus * usdPerGpuHour * hours * rentExtrasShare",
        terms: [...terms, ...extras],
        ...share,
      },
    ];
  }
  const { asOf, source } = tenure.capexUsd;
  const card: Term = { name: "usdPerCard", value: setting.gpuPrice(tenure.capexUsd), unit: "USD", asOf, source };
  const kw: Term = {
    name: "allInKw",
    value: allInKwOf(gpu),
    unit: "kW provisioned for one GPU",
    asOf: gpu.specs.asOf,
    source: gpu.allInKw === undefined ? `assumed: from ${gpu.tdpWatts} W rated power` : gpu.specs.source,
  };
  const power = inputTerms(["averagePowerShare", "usdPerKwh"], inputs, setting);
  const space = inputTerms(["pue", "colocationUsdPerKwMonth"], inputs, setting);
  const wear = inputTerms(
    ["serverOverheadTimes", "networkAndSparesShare", "residualShare", "lifeMonths"],
    inputs,
    setting,
  );
  const dated = (terms: readonly Term[]) => ({ asOf: terms.at(-1)?.asOf ?? "", source: terms.at(-1)?.source ?? "" });
  return [
    {
      item: "servers, network, spares",
      usd: usd[0] ?? 0,
      formula:
        "gpus * usdPerCard * serverOverheadTimes * (1 + networkAndSparesShare) * (1 - residualShare) / lifeMonths",
      terms: [...counted, card, ...wear],
      asOf,
      source,
    },
    {
      item: "power",
      usd: usd[1] ?? 0,
      formula: "gpus * allInKw * averagePowerShare * hours * usdPerKwh",
      terms: [...counted, kw, hoursTerm, ...power],
      ...dated(power),
    },
    {
      item: "colocation",
      usd: usd[2] ?? 0,
      formula: "gpus * allInKw / pue * colocationUsdPerKwMonth",
      terms: [...counted, kw, ...space],
      ...dated(space),
    },
  ];
}

/** How the number of GPUs came about, in one line. */
function sizeOf(hardware: Hardware, tenure: Tenure, { setting, workload, fleet }: Context): string {
  const { values: v } = setting;
  const X = plannedRequestsPerS(hardware, setting);
  const each = `a replica of ${hardware.replica.layout.gpus} is planned for ${X.toPrecision(3)} requests/s`;
  const peak = `${v.peakToAverage.toPrecision(2)} times the mean of ${(v.requestsPerDay / 86_400).toPrecision(3)} requests/s at a load of ${v.u_max}`;
  const floor = `at least ${v.floorReplicas}`;
  const zones = workload.zones >= 3 ? ", half as many again for the loss of a zone" : "";
  const paid =
    tenure.kind === "owned"
      ? `${fleet.N_peak} replicas${tenure.counted ? "" : " in whole servers"}`
      : workload.autoscaled
        ? `${fleet.N_avg.toFixed(1)} replicas on average over the day`
        : `${fleet.N_peak} replicas`;
  return `${paid}; ${each}; ${peak}, ${floor}${zones}`;
}
