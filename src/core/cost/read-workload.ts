/** Reads a workload from JSON or flags; every mistake becomes a sentence that says what to write. */
import { type Endpoint, type OpenModel, type Precision, rentTerms } from "./book.ts";
import { type CostConstants, stacks } from "./constants.ts";
import type { CostDesk, Found } from "./desk.ts";
import { bounds, days, type Inputs } from "./inputs.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { type Load, loadOf } from "./load.ts";
import { overMean, profileFor } from "./profile.ts";
import { bareNumber, type Dialect, type Given, jsonDialect, readInputs, withOurNames } from "./read-inputs.ts";
import { precisionOf } from "./size-request.ts";
import type { Workload } from "./workload.ts";

export type WorkloadRead =
  | { readonly ok: true; readonly workload: Workload }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Fields that are no plain number with a range; an `id` is whoever asks' own. */
export const otherFields = [
  "id",
  "tokensPerMonth",
  "tpotLimitS",
  "ttftLimitS",
  "hourly",
  "profile",
  "autoscaled",
  "owned",
  "gpusAtHand",
  "staysInside",
  "zones",
  "terms",
  "stack",
  "model",
  "gpu",
  "gpus",
  "parallelism",
  "precision",
  "maxReplicas",
  "api",
  "smallModel",
  "currency",
  "usdPerUnit",
] as const;

export const workloadShape = '{"id": …, "requestsPerDay": 20000, "inputTokens": 1500, "outputTokens": 400}';

/** @param dialect how whoever wrote it writes fields */
export function readWorkload(written: Given, desk: CostDesk, today: string, dialect = jsonDialect): WorkloadRead {
  const problems: string[] = [];
  const given = withOurNames(written, otherFields, problems);
  const field = reader(given, problems, dialect);
  const { constants } = desk.book;
  const stack = field.choice("stack", stacks) ?? "default";
  const hourly = field.hours("hourly");
  const volume = withVolume(given, hourly, { field, constants, problems, dialect });
  const load = hourly ? undefined : field.load(constants, today);
  const read = readInputs(volume, { constants, today, stack: `s_${stack}`, problems, dialect });
  const inputs = load ? withLoad(read, load) : read;
  const model = field.named("model", desk.model) ?? defaultModel(desk);
  const endpoints = field.several("api", desk.endpoint);
  const gpus = field.number("gpus", 1, 576);
  const workload: Workload = {
    inputs,
    tpotLimitS: field.number("tpotLimitS", 1e-4, 100),
    ttftLimitS: field.number("ttftLimitS", 1e-3, 3_600),
    hourly: hourly ? overMean(hourly) : (load?.hourly ?? profileFor(inputs.peakToAverage.expected)),
    hourlyOrigin: hourly ? "measured" : (load?.hourlyOrigin ?? "assumed"),
    load,
    autoscaled: field.flag("autoscaled"),
    owned: field.flag("owned"),
    gpusAtHand: field.gpusAtHand(),
    staysInside: field.flag("staysInside"),
    zones: field.number("zones", 1, 3) ?? 1,
    terms: field.choice("terms", rentTerms) ?? "on-demand",
    stack,
    model,
    gpu: field.named("gpu", desk.gpu),
    layout: field.layout(gpus),
    precision: field.precision(),
    maxReplicas: field.number("maxReplicas", 1, 1e6),
    endpoints: endpoints ?? defaultEndpoints(desk),
    endpointsAreNamed: endpoints !== undefined,
    smallEndpoint: field.named("smallModel", desk.endpoint) ?? known(desk.endpoint(constants.compare.smallClosed)),
    currency: field.currency(),
    today,
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, workload };
}

const known = <T>(found: Found<T>): T | undefined => (found.ok ? found.found : undefined);
const defaultEndpoints = (desk: CostDesk): Endpoint[] =>
  desk.book.constants.compare.closed.flatMap((id) => known(desk.endpoint(id)) ?? []);
/** The check of the files holds that it is there. */
const defaultModel = (desk: CostDesk): OpenModel =>
  known(desk.model(desk.book.constants.compare.openModel)) ?? (desk.book.models[0] as OpenModel);

/** A peak that was stated counts where it is higher: within an hour there are peaks, too. */
function withLoad(inputs: Inputs, { peakToAverage, hourlyOrigin, asOf, source }: Load): Inputs {
  const { peakToAverage: stated } = inputs;
  const isStated = stated.origin === "measured" && (hourlyOrigin === "assumed" || stated.high > peakToAverage.high);
  if (isStated) return inputs;
  return { ...inputs, peakToAverage: { ...stated, ...peakToAverage, origin: "assumed", asOf, source } };
}

/** The volume as requests a day: stated, summed over the hours, or from tokens a month. */
function withVolume(
  given: Given,
  hourly: readonly number[] | undefined,
  {
    field,
    constants,
    problems,
    dialect,
  }: { field: Fields; constants: CostConstants; problems: string[]; dialect: Dialect },
): Given {
  const peak = hourly && Math.max(...overMean(hourly));
  const withPeak = peak === undefined ? given : { ...given, peakToAverage: peak };
  if (given["requestsPerDay"] !== undefined) return withPeak;
  if (hourly && given["tokensPerMonth"] === undefined)
    return { ...withPeak, requestsPerDay: (hourly.reduce((sum, n) => sum + n, 0) * 24) / hourly.length };
  const tokens = field.number("tokensPerMonth", 1, 1e17);
  if (tokens === undefined) {
    if (given["tokensPerMonth"] === undefined)
      problems.push(
        `${dialect.field("requestsPerDay")} is missing; write ${bounds.requestsPerDay.unit}, or ${dialect.field("tokensPerMonth")} with ${dialect.field("inputTokens")} and ${dialect.field("outputTokens")}`,
      );
    return withPeak;
  }
  const { inputTokens, outputTokens } = constants.workload;
  const i = given["inputTokens"] ?? inputTokens.expected;
  const o = given["outputTokens"] ?? outputTokens.expected;
  if (typeof i !== "number" || typeof o !== "number") return withPeak;
  return { ...withPeak, requestsPerDay: tokens / days / (i + o) };
}

interface Fields {
  readonly number: (name: string, least: number, most: number) => number | undefined;
  readonly choice: <T extends string>(name: string, choices: readonly T[]) => T | undefined;
  readonly flag: (name: string) => boolean;
  readonly gpusAtHand: () => number | undefined;
  readonly named: <T>(name: string, find: (spelling: string) => Found<T>) => T | undefined;
  readonly several: <T>(name: string, find: (spelling: string) => Found<T>) => T[] | undefined;
  readonly hours: (name: string) => number[] | undefined;
  readonly load: (constants: CostConstants, today: string) => Load | undefined;
  readonly layout: (gpus: number | undefined) => Layout | undefined;
  readonly precision: () => Precision | undefined;
  readonly currency: () => Workload["currency"];
}

function reader(given: Given, problems: string[], { field, listOfEndpoints }: Dialect): Fields {
  const wrong = (name: string, remedy: string): undefined => {
    problems.push(`${field(name)} can't be ${JSON.stringify(given[name])?.slice(0, 60) ?? "that"}; ${remedy}`);
    return undefined;
  };
  const number = (name: string, least: number, most: number): number | undefined => {
    const value = given[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === "number" && value >= least && value <= most) return value;
    return wrong(name, `write a number from ${bareNumber(least)} to ${bareNumber(most)}`);
  };
  const text = (name: string): string | undefined => {
    const value = given[name];
    if (value === undefined || value === null) return undefined;
    return typeof value === "string" && value !== "" ? value : wrong(name, "write a text");
  };
  const look = <T>(spelling: string, find: (spelling: string) => Found<T>): T[] => {
    const found = find(spelling);
    if (found.ok) return [found.found];
    problems.push(found.sentence);
    return [];
  };
  return {
    number,
    choice: (name, choices) => {
      const value = given[name];
      if (value === undefined || value === null) return undefined;
      return choices.find((one) => one === value) ?? wrong(name, `write ${choices.join(", ")}`);
    },
    flag: (name) => {
      const value = given[name] ?? false;
      return typeof value === "boolean" ? value : (wrong(name, "write true or false") ?? false);
    },
    gpusAtHand: () => {
      const many = number("gpusAtHand", 1, 1e6);
      if (many === undefined) return undefined;
      if (!Number.isInteger(many)) return wrong("gpusAtHand", "write a whole number");
      if (given["gpu"] !== undefined) return many;
      problems.push(`${field("gpu")} is missing; write which GPUs there are, e.g. H100`);
      return undefined;
    },
    named: (name, find) => {
      const spelling = text(name);
      return spelling === undefined ? undefined : look(spelling, find)[0];
    },
    several: (name, find) => {
      const value = given[name];
      if (value === undefined || value === null) return undefined;
      const list = typeof value === "string" ? value.split(",").map((one) => one.trim()) : value;
      if (!Array.isArray(list) || !list.every((one): one is string => typeof one === "string" && one !== ""))
        return wrong(name, `write a list of endpoints, e.g. ${listOfEndpoints}`);
      return list.flatMap((one) => look(one, find));
    },
    hours: (name) => {
      const value = given[name];
      if (value === undefined || value === null) return undefined;
      const isLoad = (n: unknown): n is number => typeof n === "number" && n >= 0 && n <= 1e10;
      const isSpan = Array.isArray(value) && (value.length === 24 || value.length === 168);
      if (isSpan && value.every(isLoad) && value.some((n) => n > 0)) return value;
      return wrong(name, "write 24 numbers, the requests of each hour of a day, or 168, those of a week");
    },
    load: (constants, today) => {
      const said = text("profile");
      if (said === undefined) return undefined;
      const ids = constants.profiles.map(({ id }) => id).join(", ");
      return (
        loadOf(said, constants, today) ?? wrong("profile", `write ${ids}; or hours, e.g. 8-18 weekdays or 75% 9-17`)
      );
    },
    layout: (gpus) => {
      const value = text("parallelism");
      if (value === undefined) return gpus === undefined ? undefined : { kind: "TP", gpus };
      const layout = layoutOf(/^[a-z]+$/i.test(value) ? `${value}${gpus ?? ""}` : value);
      if (!layout) return wrong("parallelism", "write TPn, PPn or DEPn, n being the GPUs of one replica");
      if (gpus !== undefined && gpus !== layout.gpus)
        return wrong("gpus", `write ${layout.gpus}, as ${field("parallelism")} says`);
      return layout;
    },
    precision: () => {
      const value = text("precision");
      return value === undefined ? undefined : (precisionOf(value) ?? wrong("precision", "write bf16, fp8 or fp4"));
    },
    currency: () => {
      const code = text("currency")?.toUpperCase();
      const usdPerUnit = number("usdPerUnit", 1e-6, 1e4);
      if (code === undefined || code === "USD") return undefined;
      if (!/^[A-Z]{3}$/.test(code)) return wrong("currency", "write its three letters, e.g. EUR");
      if (usdPerUnit !== undefined) return { code, usdPerUnit };
      problems.push(
        `all prices are US dollars, and I know no rate for ${code}; write ${field("usdPerUnit")}, the dollars that one ${code} buys, or leave ${field("currency")} out`,
      );
      return undefined;
    },
  };
}
