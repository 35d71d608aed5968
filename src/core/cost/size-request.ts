/** Reads what is to be sized, from JSON as scripts write it. */
import { type Gpu, type OpenModel, precisions, type Precision } from "./book.ts";
import { type Stack, stacks } from "./constants.ts";
import type { CostDesk } from "./desk.ts";
import { type Layout, layoutOf } from "./layout.ts";

export interface SizeRequest {
  readonly model: OpenModel;
  readonly gpu: Gpu;
  readonly layout: Layout;
  readonly precision: Precision;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Requests that are offered at once; else as many as one replica takes by default. */
  readonly concurrency: number | undefined;
  readonly tpotLimitS: number | undefined;
  readonly stack: Stack;
}
export type SizeRead =
  | { readonly ok: true; readonly request: SizeRequest }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Other words for a precision, as tables of measurements use them. */
const precisionWords: Readonly<Record<string, Precision>> = {
  fp16: "bf16",
  int8: "fp8",
  nvfp4: "fp4",
  mxfp4: "fp4",
  int4: "fp4",
  awq: "fp4",
  gptq: "fp4",
};
export const precisionOf = (word: string): Precision | undefined => {
  const lower = word.toLowerCase();
  return precisions.find((one) => one === lower) ?? precisionWords[lower];
};

export const sizeShape =
  '{"id": …, "model": "Llama 3.3 70B", "gpu": "H100", "gpus": 2, "precision": "fp8", "parallelism": "TP2", "isl": 1500, "osl": 400}';
const mostTokens = 10_000_000;

export function readSizeRequest(given: Readonly<Record<string, unknown>>, desk: CostDesk): SizeRead {
  const problems: string[] = [];
  const text = (name: string): string | undefined => {
    const value = given[name];
    if (typeof value === "string" && value.trim() !== "") return value;
    problems.push(`${name} ${value === undefined ? "is missing" : "is no text"}; write e.g. ${examples[name] ?? ""}`);
    return undefined;
  };
  const number = (name: string, least: number, most: number, optional = false): number | undefined => {
    const value = given[name];
    if (optional && (value === undefined || value === null)) return undefined;
    if (typeof value === "number" && value >= least && value <= most) return value;
    const what = value === undefined ? "is missing" : `can't be ${JSON.stringify(value)?.slice(0, 40)}`;
    problems.push(`${name} ${what}; write a number from ${least} to ${most}`);
    return undefined;
  };
  const look = <T>(
    spelling: string | undefined,
    find: (word: string) => { ok: true; found: T } | { ok: false; sentence: string },
  ): T | undefined => {
    if (spelling === undefined) return undefined;
    const found = find(spelling);
    if (found.ok) return found.found;
    problems.push(found.sentence);
    return undefined;
  };
  const model = look(text("model"), desk.model);
  const gpu = look(text("gpu"), desk.gpu);
  const word = text("precision");
  const precision = word === undefined ? undefined : precisionOf(word);
  if (word !== undefined && !precision)
    problems.push(`precision can't be ${JSON.stringify(word)}; write bf16, fp8 or fp4`);
  const layout = readLayout(given, number, problems);
  const inputTokens = number("isl", 1, mostTokens);
  const outputTokens = number("osl", 1, mostTokens);
  const concurrency = number("concurrency", 1, 1_000_000, true);
  const tpotLimitS = number("tpot_limit_s", 1e-4, 100, true);
  const stack = given["stack"] ?? "tuned";
  if (!isStack(stack))
    problems.push(`stack can't be ${JSON.stringify(stack)}; write ${stacks.join(", ")}, or leave it out`);
  if (
    problems.length > 0 ||
    !model ||
    !gpu ||
    !precision ||
    !layout ||
    !inputTokens ||
    !outputTokens ||
    !isStack(stack)
  )
    return { ok: false, problems };
  const request = { model, gpu, layout, precision, inputTokens, outputTokens, concurrency, tpotLimitS, stack };
  return { ok: true, request };
}

const examples: Readonly<Record<string, string>> = { model: "Llama 3.3 70B", gpu: "H100", precision: "fp8" };
const isStack = (value: unknown): value is Stack => stacks.some((one) => one === value);

/** `TP4` says how many GPUs there are, and so does `gpus`; where only one of them is given, it is enough. */
function readLayout(
  { parallelism, gpus }: Readonly<Record<string, unknown>>,
  number: (name: string, least: number, most: number, optional?: boolean) => number | undefined,
  problems: string[],
): Layout | undefined {
  const count = number("gpus", 1, 576, parallelism !== undefined);
  if (count !== undefined && !Number.isInteger(count)) problems.push(`gpus can't be ${count}; write a whole number`);
  if (parallelism === undefined) return count === undefined ? undefined : layoutOf(`TP${count}`);
  const written = typeof parallelism === "string" ? parallelism : "";
  const layout = layoutOf(/^[a-z]+$/i.test(written) ? `${written}${count ?? ""}` : written);
  if (!layout) {
    problems.push(
      `parallelism can't be ${JSON.stringify(parallelism)}; write TPn, PPn or DEPn, n being the GPUs of one replica`,
    );
    return undefined;
  }
  if (gpus !== undefined && count !== undefined && count !== layout.gpus)
    problems.push(`gpus is ${count} and parallelism ${written}; write the GPUs of one replica, the same in both`);
  return layout;
}
