/** Published measurements of throughput, and what the cost engine says of them. */
import { join } from "node:path";
import type { CostDesk } from "../../src/core/cost/desk.ts";
import { size } from "../../src/core/cost/size.ts";
import { readSizeRequest, type SizeRequest } from "../../src/core/cost/size-request.ts";
import { csvRows } from "../support/csv.ts";

export interface Measured {
  readonly model: string;
  readonly gpu: string;
  /** Who published it, in which version. */
  readonly publication: string;
  /** The same model, GPUs, layout, precision and lengths have the same. */
  readonly configuration: string;
  readonly isDense: boolean;
  /** All sequences of a batch start and end together. */
  readonly isStatic: boolean;
  readonly request: SizeRequest;
  readonly outputTokensPerS: number;
}

/** `published`: what the constants were fitted on. `unseen`: what was looked up when the engine stood, and fitted nothing. */
export const tables = { published: "published-throughput.csv", unseen: "unseen-throughput.csv" } as const;

/** Engines that were measured at their most ran up to this many sequences a GPU. */
const measuredCap = 2_048;

/** Both tables have the same columns; one that says at how many requests at once, and on which kind of stack, is believed. */
export function measured(table: keyof typeof tables, desk: CostDesk): Measured[] {
  return csvRows(join(import.meta.dirname, tables[table])).map((row) => {
    const { model = "", gpu = "", precision = "", parallelism = "", engine = "", isl = "", osl = "" } = row;
    const gpus = Number(row["gpus"]);
    const concurrency = Number(row["concurrency"]) || measuredCap * (parallelism.startsWith("DEP") ? gpus : 1);
    const stack = row["stack"] || "tuned";
    const given = { model, gpu, precision, parallelism, gpus, concurrency, stack };
    const read = readSizeRequest({ ...given, isl: Number(isl), osl: Number(osl) }, desk);
    if (!read.ok) throw new Error(`${tables[table]}: ${read.problems.join("; ")}`);
    return {
      model,
      gpu,
      publication: `${engine} ${row["as_of"]}`,
      configuration: [model, gpu, precision, parallelism, isl, osl, row["concurrency"]].join(" "),
      isDense: read.request.model.architecture?.experts === undefined,
      isStatic: engine.includes("static"),
      request: read.request,
      outputTokensPerS: Number(row["tokens_per_s"]),
    };
  });
}

/** @returns predicted over published; 0 where the engine finds no room for what ran */
export function ratioOf({ request, outputTokensPerS }: Measured, desk: CostDesk): number {
  const sized = size(request, desk);
  return sized.kind === "fits" ? (sized.rate.outputTokensPerS * sized.stackFactor) / outputTokensPerS : 0;
}

export interface Calibration {
  readonly group: string;
  readonly rows: number;
  /** Larger over smaller of predicted and published, 1 being exact. */
  readonly medianFactor: number;
  readonly p90Factor: number;
  /** Predicted over published: above 1 is too high. */
  readonly medianRatio: number;
}

export function calibrationOf(group: string, ratios: readonly number[]): Calibration {
  const ascending = (values: number[]): number[] => values.sort((a, b) => a - b);
  const factors = ascending(ratios.map((ratio) => Math.max(ratio, 1 / ratio)));
  const sorted = ascending([...ratios]);
  const at = (values: readonly number[], share: number): number =>
    values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
  return {
    group,
    rows: ratios.length,
    medianFactor: at(factors, 0.5),
    p90Factor: at(factors, 0.9),
    medianRatio: at(sorted, 0.5),
  };
}

/** Rows by the two bars of the cost model, and by what sets them apart. */
export const parts: readonly { readonly name: string; readonly holds: (one: Measured) => boolean }[] = [
  { name: "all", holds: () => true },
  { name: "dense, tuned stacks", holds: (one) => one.isDense && !one.isStatic && one.request.stack === "tuned" },
  { name: "dense, open engines", holds: (one) => one.isDense && one.request.stack !== "tuned" },
  { name: "experts, tuned", holds: (one) => !one.isDense && !one.isStatic && one.request.stack === "tuned" },
  { name: "experts, open engines", holds: (one) => !one.isDense && one.request.stack !== "tuned" },
  { name: "static batches", holds: ({ isStatic }) => isStatic },
];
