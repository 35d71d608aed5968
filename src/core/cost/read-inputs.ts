/** Reads the numbers of a workload; what is not stated gets its default, and says so. */
import { didYouMean } from "../did-you-mean.ts";
import type { CostConstants, Constant, EfficiencyName, OwnershipName, WorkloadName } from "./constants.ts";
import { bounds, type Input, type InputName, inputNames, type Inputs } from "./inputs.ts";

export type Given = Readonly<Record<string, unknown>>;

/** Names as people write them: `requests_per_day`, `requests-per-day`, and the letters of the formulas. */
const letters: Readonly<Record<string, string>> = {
  r: "requestsPerDay",
  requests: "requestsPerDay",
  i: "inputTokens",
  isl: "inputTokens",
  o: "outputTokens",
  osl: "outputTokens",
  rho_r: "reasoningMultiple",
  c: "cachedShare",
  i_w: "cacheWriteTokens",
  hit: "prefixHitShare",
  b: "batchShare",
  p: "peakToAverage",
  G: "growthPerMonth",
  retry: "retryShare",
  tokenizer: "tokenizerFactor",
  s_stack: "stackFactor",
  N_min: "floorReplicas",
  floor: "floorReplicas",
  q: "smallModelShare",
  e: "escalationShare",
};
const keyOf = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();

/** Brings the names of a given object into ours; a name that nobody knows is a problem. */
export function withOurNames(given: Given, others: readonly string[], problems: string[]): Given {
  const known = [...inputNames, ...others];
  const byKey = new Map(known.map((name) => [keyOf(name), name]));
  const entries = Object.entries(given).flatMap(([written, value]): [string, unknown][] => {
    const name = letters[written] ?? byKey.get(keyOf(written));
    if (name !== undefined) return [[name, value]];
    const near = didYouMean(written, known);
    problems.push(
      `there is no field ${JSON.stringify(written.slice(0, 60))}; ${near ? `did you mean ${near}?` : `there are ${known.join(", ")}`}`,
    );
    return [];
  });
  return Object.fromEntries(entries);
}

/** How whoever reads a problem writes fields: as JSON's keys, or as flags. */
export interface Dialect {
  readonly field: (name: string) => string;
  /** Whether a field may have low, expected and high. */
  readonly takesRange: (name: string) => boolean;
  readonly listOfEndpoints: string;
  /** Whole sentences for those who wrote no fields; without them fields are named. */
  readonly plain?: {
    readonly outOfBounds: (
      name: string,
      value: number,
      bounds: { readonly least: number; readonly most: number },
    ) => string;
    readonly noVolume: string;
    readonly noRate: (code: string, usualUsd: number | undefined) => string;
    readonly noGpu: string;
  };
}
export const jsonDialect: Dialect = {
  field: (name) => name,
  takesRange: () => true,
  listOfEndpoints: '["gpt-5.5", "claude-haiku-4-5"]',
};
/** 10000000000 is read by nobody. */
export const bareNumber = (n: number): string =>
  Math.abs(n) >= 1e6 ? n.toExponential().replace("e+", "e") : String(n);

interface Context {
  readonly dialect: Dialect;
  readonly constants: CostConstants;
  readonly today: string;
  readonly stack: EfficiencyName;
  readonly problems: string[];
}

export function readInputs(given: Given, { constants, today, stack, problems, dialect }: Context): Inputs {
  const assumed = (name: InputName): Input => {
    const constant = defaultOf(name, constants, stack);
    const { unit } = bounds[name];
    return { ...constant, unit, origin: "assumed", asOf: constants.asOf, source: constant.evidence };
  };
  return Object.fromEntries(
    inputNames.map((name) => {
      const value = given[name];
      if (value === undefined || value === null) return [name, assumed(name)];
      const read = rangeOf(name, value, dialect);
      if (typeof read === "string") problems.push(read);
      const range = typeof read === "string" ? assumed(name) : read;
      const { unit } = bounds[name];
      return [name, { ...range, unit, origin: "measured", asOf: today, source: "stated" } satisfies Input];
    }),
  ) as unknown as Inputs;
}

function defaultOf(name: InputName, constants: CostConstants, stack: EfficiencyName): Constant {
  if (name === "stackFactor") return constants.efficiency[stack];
  if (name in constants.workload) return constants.workload[name as WorkloadName];
  if (name in constants.ownership) return constants.ownership[name as OwnershipName];
  return { low: 0, expected: 0, high: 0, unit: "", evidence: "none unless it is stated" };
}

/** A number, or one with its range; a sentence when it is neither, or out of bounds. */
function rangeOf(
  name: InputName,
  value: unknown,
  { field, takesRange, plain }: Dialect,
): { low: number; expected: number; high: number } | string {
  const { min, max, unit } = bounds[name];
  const ends = typeof value === "object" && value !== null ? Object.values(value) : [value];
  const numbers = ends.filter((end) => typeof end === "number");
  const outside = numbers.find((end) => !(end >= min)) ?? numbers.findLast((end) => end > max);
  if (plain && outside !== undefined) return plain.outOfBounds(name, outside, { least: min, most: max });
  const orRange = takesRange(name) ? ', or {"low": …, "expected": …, "high": …}' : "";
  const remedy = `write ${unit} as a number from ${bareNumber(min)} to ${bareNumber(max)}${orRange}`;
  const given =
    typeof value === "number" && Number.isFinite(value)
      ? bareNumber(value)
      : (JSON.stringify(value)?.slice(0, 60) ?? "that");
  const wrong = `${field(name)} can't be ${given}; ${remedy}`;
  const isIn = (n: unknown): n is number => typeof n === "number" && n >= min && n <= max;
  if (isIn(value)) return { low: value, expected: value, high: value };
  if (typeof value !== "object" || value === null) return wrong;
  const { low, expected, high } = value as Given;
  if (!isIn(low) || !isIn(expected) || !isIn(high)) return wrong;
  return low <= expected && expected <= high
    ? { low, expected, high }
    : `${field(name)}: low, expected and high must rise; ${remedy}`;
}
