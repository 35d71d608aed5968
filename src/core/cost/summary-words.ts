/** What a summary says besides its sums: what was assumed, what is old, what the model can't do. */
import { generalCaveats } from "./caveats.ts";
import type { CostConstants } from "./constants.ts";
import { ageInDays, onDate } from "./dates.ts";
import { type InputName, inputNames, type Setting } from "./inputs.ts";
import { Money } from "./money.ts";
import type { CostOption } from "./option.ts";
import type { Plan } from "./plan.ts";
import { modelErrorOf } from "./range.ts";
import type { Workload } from "./workload.ts";

/** A default that we filled in, with how far it may be off. */
export interface Assumption {
  readonly name: InputName | "hourly" | "precision";
  readonly value: number | string;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly unit: string;
  readonly asOf: string;
  readonly source: string;
}

/** Which inputs an option of a kind looks at: what plays no part is not said to be assumed. */
const apiInputs: readonly InputName[] = [
  "inputTokens",
  "outputTokens",
  "reasoningMultiple",
  "cachedShare",
  "cacheWriteTokens",
  "batchShare",
  "retryShare",
  "tokenizerFactor",
  "apiPeopleFte",
  "usdPerFteYear",
];
const machineInputs: readonly InputName[] = [
  "inputTokens",
  "outputTokens",
  "reasoningMultiple",
  "prefixHitShare",
  "peakToAverage",
  "retryShare",
  "stackFactor",
  "u_max",
  "floorReplicas",
  "selfHostedPeopleFte",
  "usdPerFteYear",
];
const inputsOf: Readonly<Record<CostOption["kind"], readonly InputName[]>> = {
  api: apiInputs,
  hosted: apiInputs,
  "self-hosted": [...machineInputs, "rentExtrasShare"],
  owned: [
    ...machineInputs,
    "serverOverheadTimes",
    "networkAndSparesShare",
    "lifeMonths",
    "residualShare",
    "averagePowerShare",
    "usdPerKwh",
    "pue",
    "colocationUsdPerKwMonth",
  ],
  hybrid: [...machineInputs, "rentExtrasShare"],
  router: [...apiInputs, "smallModelShare", "escalationShare", "routerUsdPerRequest"],
};

export function assumptionsOf(
  { inputs, hourlyOrigin, load, autoscaled, precision, owned }: Workload,
  plan: Plan,
): Assumption[] {
  const used = new Set<InputName>(plan.options.flatMap(({ kind }) => inputsOf[kind]));
  const assumed = inputNames.flatMap((name): Assumption[] => {
    const { origin, expected, low, high, unit, asOf, source } = inputs[name];
    const isLoad = name === "peakToAverage" && load !== undefined; // named as a whole, below
    return origin === "assumed" && used.has(name) && !isLoad && name !== "cacheWriteTokens"
      ? [{ name, value: expected, low, high, unit, asOf, source }]
      : [];
  });
  const { peakToAverage } = inputs;
  const shaped = plan.hybrid !== undefined || autoscaled;
  if (load && (plan.rented ?? plan.owned))
    assumed.push({
      name: "hourly",
      value: `${load.name} (the busiest hour has ${peakToAverage.expected.toPrecision(2)} times the average)`,
      unit: "load over the day",
      asOf: load.asOf,
      source: load.source,
    });
  else if (shaped && hourlyOrigin === "assumed")
    assumed.push({
      name: "hourly",
      value: "a bell around 14 o'clock",
      unit: "load over the day",
      asOf: inputs.peakToAverage.asOf,
      source: "shaped after peakToAverage",
    });
  const replica = (owned ? plan.owned : plan.rented)?.hardware.replica;
  if (replica && precision === undefined)
    assumed.push({
      name: "precision",
      value: replica.precision,
      unit: "of weights",
      asOf: replica.model.architecture.checked.asOf,
      source: `released in ${replica.model.native}`,
    });
  return assumed;
}

/** Sentences, the most important first. */
export function caveatsOf(workload: Workload, plan: Plan, setting: Setting, constants: CostConstants): string[] {
  const [speculative, quality] = generalCaveats;
  const caveats: string[] = [quality];
  const first = (workload.owned ? plan.owned : undefined) ?? plan.rented ?? plan.owned;
  const money = new Money(workload);
  if (first) {
    const { utilisation, N_avg } = first.fleet(setting);
    const { peakToAverage, u_max, floorReplicas, selfHostedPeopleFte, usdPerFteYear } = setting.values;
    if (selfHostedPeopleFte * usdPerFteYear === 0)
      caveats.push(
        "Nobody who runs the machines is counted, as you said; those who do it name at least a tenth of a person.",
      );
    const why =
      N_avg <= floorReplicas
        ? `the ${floorReplicas} replicas that must stand would serve more`
        : `the peak is ${peakToAverage.toPrecision(2)} times the mean, and a replica is filled to ${u_max} at most`;
    caveats.push(
      `Machines of your own would be busy ${(100 * utilisation).toFixed(0)}% of the time: ${why}. This is the main lever.`,
    );
    const error = modelErrorOf(first, setting);
    const factor = Math.exp(1.2816 * (error?.sigma ?? 0)).toFixed(2);
    const [low, high] = [error?.low ?? 0, error?.high ?? 0].map((usd) => money.of(usd));
    const then = low === high ? "that changes nothing here" : `machines of your own cost ${low} to ${high} a month`;
    caveats.push(
      `Throughput is predicted, not measured: in one case of ten it is off by more than ${factor} times. With all else as expected, ${then}; low and high above leave this out.`,
    );
  }
  // What is wrong with these figures comes before what no figure of ours takes in.
  caveats.push(...staleness(workload, plan, constants), ...plan.options.flatMap(({ notes }) => notes));
  if (first) caveats.push(speculative);
  return [...new Set([...caveats, ...plan.leftOut])];
}

/** What each price is of, and when it was read: every sentence about dates rests on these. */
export const pricesRead = (plan: Plan): { readonly what: string; readonly asOf: string }[] => [
  ...plan.apis.map(({ title, bill }) => ({ what: title, asOf: bill.current.price.asOf })),
  ...[plan.rented, plan.owned].flatMap((one) => {
    if (!one) return [];
    const { tenure, hardware } = one;
    return [
      { what: hardware.replica.gpu.name, asOf: tenure.kind === "rented" ? tenure.price.asOf : tenure.capexUsd.asOf },
    ];
  }),
];

/** Prices that were read long ago: shown, and said to be old. */
function staleness({ today }: Workload, plan: Plan, { staleAfterDays }: CostConstants): string[] {
  const rows = pricesRead(plan);
  const old = rows.filter(({ asOf }) => ageInDays(asOf, today) > staleAfterDays);
  if (old.length === 0) return [];
  const oldest = old.reduce((a, b) => (a.asOf <= b.asOf ? a : b));
  const fresh = `Ask whoever runs me for fresh ones (knowledge import-prices).`;
  const are = old.length === rows.length ? `All ${rows.length} prices` : `${old.length} of ${rows.length} prices`;
  return [
    `${are} were read over ${staleAfterDays} days ago, the oldest ${onDate(oldest.asOf)} (${oldest.what}). ${fresh}`,
  ];
}
