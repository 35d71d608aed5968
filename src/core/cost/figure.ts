/** A sum of money that can be traced: the formula, what stands for each name in it, and where that was read. */
import type { Evidence } from "./book.ts";
import { bounds, days, hours, type Input, type InputName, type Inputs, type Setting } from "./inputs.ts";

export interface Term {
  /** As the formula names it. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly asOf?: string | undefined;
  readonly source?: string | undefined;
}

/** One line of a month's bill. */
export interface Line extends Evidence {
  readonly item: string;
  readonly usd: number;
  /** In plain arithmetic over the names of its terms, so that anybody can work it out again. */
  readonly formula: string;
  readonly terms: readonly Term[];
}

/** Terms that are inputs of the workload or constants of the book. */
export const inputTerms = (names: readonly InputName[], inputs: Inputs, { values }: Setting): Term[] =>
  names.map((name) => {
    const { asOf, source, origin }: Input = inputs[name];
    return { name, value: values[name], unit: bounds[name].unit, asOf, source: `${origin}: ${source}` };
  });

export const daysTerm: Term = { name: "days", value: days, unit: "days a month" };
export const hoursTerm: Term = { name: "hours", value: hours, unit: "hours a month" };
