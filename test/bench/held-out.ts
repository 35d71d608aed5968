/**
 * How far off the engine is where its constants have not looked: of each group of the table they were fitted on, the constants
 * are fitted anew on the other groups alone, and the group is predicted with them.
 */
import { type EfficiencyName } from "../../src/core/cost/constants.ts";
import type { CostDesk } from "../../src/core/cost/desk.ts";
import { type Measured, ratioOf } from "./measured.ts";

/** Those that `knowledge/costs.yaml` calls fitted. */
export const fitted = [
  "e_dec",
  "e_pf",
  "e_moe",
  "e_attn",
  "fp4_f",
  "alpha_nvlink_s",
  "alpha_pcie_s",
  "e_link_nvlink",
  "e_link_pcie",
  "t_layer_s",
  "t0_s",
  "t_seq_s",
  "ep_imb",
  "rho",
] as const satisfies readonly EfficiencyName[];

/** Makers of models share kernels and training: a family is the first word of a name. */
export const familyOf = ({ model }: Measured): string => /^[a-z]+/i.exec(model)?.[0] ?? model;

/** Mean distance in logarithms; what does not fit counts as ten times off. */
function farness(rows: readonly Measured[], desk: CostDesk): number {
  let sum = 0;
  for (const one of rows) sum += Math.abs(Math.log(Math.max(0.1, ratioOf(one, desk))));
  return sum / rows.length;
}

const rounds = 3;
const steps = 6;

/** One constant after the other is put where it serves best, within the range that its evidence allows. */
export function refitted(rows: readonly Measured[], desk: CostDesk): CostDesk {
  const ranges = desk.book.constants.efficiency;
  // From the middles of the ranges: what is known today was fitted on the rows that are held out.
  let efficiency = { ...desk.efficiency };
  for (const name of fitted) efficiency[name] = (ranges[name].low + ranges[name].high) / 2;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of fitted) {
      const { low, high } = ranges[name];
      const reach = (high - low) / 2 ** round;
      const from = efficiency[name];
      let best = { value: from, far: farness(rows, { ...desk, efficiency }) };
      for (let i = 0; i <= steps; i += 1) {
        const value = Math.min(high, Math.max(low, from + reach * (i / steps - 0.5) * (round === 0 ? 2 : 1)));
        const far = farness(rows, { ...desk, efficiency: { ...efficiency, [name]: value } });
        if (far < best.far) best = { value, far };
      }
      efficiency = { ...efficiency, [name]: best.value };
    }
  }
  return { ...desk, efficiency };
}

export interface HeldOut {
  readonly one: Measured;
  readonly ratio: number;
}

/** @returns each row, predicted with constants that were fitted without its group */
export function heldOut(rows: readonly Measured[], desk: CostDesk, groupOf: (one: Measured) => string): HeldOut[] {
  return [...Map.groupBy(rows, groupOf)].flatMap(([group, held]) => {
    const others = refitted(
      rows.filter((one) => groupOf(one) !== group),
      desk,
    );
    return held.map((one) => ({ one, ratio: ratioOf(one, others) }));
  });
}
