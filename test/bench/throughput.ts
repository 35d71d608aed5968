/** Predicted beside published throughput, by GPU and by model: how far off the cost engine is. */
import { join } from "node:path";
import type { CostDesk } from "../../src/core/cost/desk.ts";
import { sizeLine } from "../../src/terminal/size.ts";
import { csvRows } from "../support/csv.ts";

export interface Calibration {
  readonly group: string;
  readonly rows: number;
  /** Larger over smaller of predicted and published, 1 being exact. */
  readonly medianFactor: number;
  readonly p90Factor: number;
  /** Predicted over published: above 1 is too high. */
  readonly medianRatio: number;
}

/** Engines that were measured so far up ran up to this many sequences a GPU. */
const measuredCap = 2_048;

/** @returns predicted over published output tokens per second, for each published measurement */
export function ratios(desk: CostDesk) {
  return csvRows(join(import.meta.dirname, "published-throughput.csv")).map((row) => {
    const { model = "", gpu = "", precision = "", parallelism = "", engine = "" } = row;
    const gpus = Number(row["gpus"]);
    const concurrency = measuredCap * (parallelism.startsWith("DEP") ? gpus : 1);
    const sized = sizeLine(
      { model, gpu, precision, parallelism, gpus, concurrency, isl: Number(row["isl"]), osl: Number(row["osl"]) },
      desk,
    );
    const found = desk.model(model);
    const isDense = found.ok && found.found.architecture?.experts === undefined;
    const ratio = Number(sized["tokensPerSecond"]) / Number(row["tokens_per_s"]);
    return { model, gpu, isDense, isStatic: engine.includes("static"), ratio };
  });
}

export function calibrationOf(group: string, all: readonly { readonly ratio: number }[]): Calibration {
  const factors = all.map(({ ratio }) => Math.max(ratio, 1 / ratio)).sort((a, b) => a - b);
  const sorted = all.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const at = (values: readonly number[], share: number): number =>
    values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
  return {
    group,
    rows: all.length,
    medianFactor: at(factors, 0.5),
    p90Factor: at(factors, 0.9),
    medianRatio: at(sorted, 0.5),
  };
}

export function calibrationTable(desk: CostDesk): string {
  const all = ratios(desk);
  const by = (key: (one: (typeof all)[number]) => string): Calibration[] =>
    [...Map.groupBy(all, key)]
      .map(([group, rows]) => calibrationOf(group, rows))
      .sort((a, b) => (a.group < b.group ? -1 : 1));
  const steady = all.filter(({ isStatic }) => !isStatic);
  const rows = [
    calibrationOf("all", all),
    calibrationOf(
      "dense",
      steady.filter(({ isDense }) => isDense),
    ),
    calibrationOf(
      "experts",
      steady.filter(({ isDense }) => !isDense),
    ),
    calibrationOf(
      "static batches",
      all.filter(({ isStatic }) => isStatic),
    ),
    ...by(({ gpu }) => gpu),
    ...by(({ model }) => model),
  ];
  const lines = rows.map(({ group, rows: n, medianFactor, p90Factor, medianRatio }) =>
    [
      group.padEnd(18),
      String(n).padStart(4),
      ...[medianFactor, p90Factor, medianRatio].map((x) => x.toFixed(2).padStart(8)),
    ].join("  "),
  );
  return ["group               rows    median       p90     ratio", ...lines].join("\n");
}
