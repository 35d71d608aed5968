/** Reads a workload from JSON or flags; every mistake becomes a sentence that says what to write. */
import { type Endpoint, type OpenModel, rentTerms } from "./book.ts";
import { type CostConstants, stacks } from "./constants.ts";
import type { CostDesk, Found } from "./desk.ts";
import { bounds, days, type Inputs } from "./inputs.ts";
import type { Load } from "./load.ts";
import { overMean, profileFor } from "./profile.ts";
import { type Fields, reader } from "./read-fields.ts";
import { type Dialect, type Given, jsonDialect, readInputs, withOurNames } from "./read-inputs.ts";
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
  const { constants } = desk.book;
  const field = reader(given, problems, dialect, constants);
  const stack = field.choice("stack", stacks) ?? "default";
  const hourly = field.hours("hourly");
  const volume = withVolume(given, hourly, { field, constants, problems, dialect });
  const load = hourly ? undefined : field.load(today);
  const read = readInputs(volume, { constants, today, stack: `s_${stack}`, problems, dialect });
  const inputs = load ? withLoad(read, load) : read;
  const named = field.named("model", desk.model);
  const model = named ?? defaultModel(desk);
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
    modelIsNamed: named !== undefined,
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
        dialect.plain?.noVolume ??
          `${dialect.field("requestsPerDay")} is missing; write ${bounds.requestsPerDay.unit}, or ${dialect.field("tokensPerMonth")} with ${dialect.field("inputTokens")} and ${dialect.field("outputTokens")}`,
      );
    return withPeak;
  }
  const { inputTokens, outputTokens } = constants.workload;
  const expected = (value: unknown): unknown =>
    typeof value === "object" && value !== null ? (value as Given)["expected"] : value;
  const i = expected(given["inputTokens"]) ?? inputTokens.expected;
  const o = expected(given["outputTokens"]) ?? outputTokens.expected;
  if (typeof i !== "number" || typeof o !== "number") return withPeak;
  return { ...withPeak, requestsPerDay: tokens / days / (i + o) };
}
