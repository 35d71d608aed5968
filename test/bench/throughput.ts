/** Predicted beside published throughput: how far off the cost engine is, on what it was fitted on and on what it was not. */
import type { CostDesk } from "../../src/core/cost/desk.ts";
import { familyOf, heldOut, type HeldOut } from "./held-out.ts";
import { type Calibration, calibrationOf, type Measured, measured, parts, ratioOf } from "./measured.ts";

const line = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i ? cell.padStart(8) : cell.padEnd(26))).join("  ");
const head = line(["group", "rows", "median", "p90", "ratio"]);
const lineOf = ({ group, rows, medianFactor, p90Factor, medianRatio }: Calibration): string =>
  line([group, String(rows), ...[medianFactor, p90Factor, medianRatio].map((x) => x.toFixed(2))]);

const byParts = (all: readonly HeldOut[]): Calibration[] =>
  parts.flatMap(({ name, holds }) => {
    const ratios = all.filter(({ one }) => holds(one)).map(({ ratio }) => ratio);
    return ratios.length > 0 ? [calibrationOf(name, ratios)] : [];
  });
const by = (all: readonly HeldOut[], key: (one: Measured) => string): Calibration[] =>
  [...Map.groupBy(all, ({ one }) => key(one))]
    .map(([group, rows]) =>
      calibrationOf(
        group,
        rows.map(({ ratio }) => ratio),
      ),
    )
    .sort((a, b) => (a.group < b.group ? -1 : 1));

export function calibrationTable(desk: CostDesk): string {
  const published = measured("published", desk);
  const unseen = measured("unseen", desk);
  const known = new Set(published.map(({ configuration }) => configuration));
  const predicted = (rows: readonly Measured[]): HeldOut[] => rows.map((one) => ({ one, ratio: ratioOf(one, desk) }));
  const [inside, outside] = [predicted(published), predicted(unseen)];
  const isNew = ({ one }: HeldOut): boolean => !known.has(one.configuration);
  const sections: readonly (readonly [string, readonly Calibration[]])[] = [
    ["The table that the constants were fitted on", byParts(inside)],
    [
      "The same, each publication predicted from the others",
      byParts(heldOut(published, desk, (one) => one.publication)),
    ],
    ["The same, each family of models predicted from the others", byParts(heldOut(published, desk, familyOf))],
    ["Measurements that fitted nothing", byParts(outside)],
    ["Of these, what the fitted table has in no version", byParts(outside.filter(isNew))],
    ["Of these, by publication", by(outside, ({ publication }) => publication)],
    ["Of these, by model", by(outside, ({ model }) => model)],
    ["The fitted table by GPU", by(inside, ({ gpu }) => gpu)],
    ["The fitted table by model", by(inside, ({ model }) => model)],
  ];
  return sections.map(([title, rows]) => [title, head, ...rows.map(lineOf)].join("\n")).join("\n\n");
}
