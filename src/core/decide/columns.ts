/**
 * Many fact sheets at once, a column for each fact: one loop over a column is several times as fast as one sheet after the
 * other, and thousands of sheets are looked at for one assessment.
 */
import { type NamedFact, namedFacts } from "./facts.ts";
import { valuesOf } from "./condition.ts";
import type { Condition } from "./model.ts";
import { codeOf, factIndex, type Sheet } from "./sheet.ts";

export interface Columns {
  /** For each named fact, the place of its value in each sheet. */
  readonly codes: Uint8Array[];
  readonly volumes: Float64Array;
}

/** Sheets that are gone through at a time: so few that what is reckoned of them stays in the processor's own memory. */
export const blockSize = 50;

/** The same sheet in every row. */
export const columnsOf = ({ codes, volume }: Sheet, count: number): Columns => ({
  codes: Array.from(namedFacts, (_, i) => new Uint8Array(count).fill(codes[i] ?? 0)),
  volumes: new Float64Array(count).fill(volume),
});

/**
 * Whether a condition holds in each of the rows from `from` to before `to`, as 1 or 0.
 * @param into as long as a block
 * @returns whether it holds in any of them
 */
export type ColumnTest = (columns: Columns, from: number, to: number, into: Uint8Array) => boolean;
/** The same, where it is 0 already stays 0. */
type Narrow = (columns: Columns, from: number, to: number, into: Uint8Array) => void;

/** A condition as a function; what it names must exist, for which the schema cares. */
export function columnTestOf(condition: Condition): ColumnTest {
  const parts: Narrow[] = (Object.entries(condition.facts ?? {}) as [NamedFact, string | readonly string[]][]).map(
    ([name, wanted]) =>
      named(
        factIndex[name],
        valuesOf(wanted).reduce((mask, value) => mask | (1 << codeOf(name, value)), 0),
      ),
  );
  if (condition.volume) parts.push(between(condition.volume));
  if (condition.any) parts.push(anyOf(condition.any.map(columnTestOf)));
  if (condition.not) parts.push(noneOf(columnTestOf(condition.not)));
  return (columns, from, to, into) => {
    into.fill(1, 0, to - from);
    for (const part of parts) part(columns, from, to, into);
    let count = 0;
    for (let k = 0; k < to - from; k += 1) count += into[k] ?? 0;
    return count > 0;
  };
}

const named =
  (index: number, mask: number): Narrow =>
  (columns, from, to, into) => {
    const codes = columns.codes[index];
    if (codes)
      for (let row = from, k = 0; row < to; row += 1, k += 1) into[k] = (into[k] ?? 0) & (mask >> (codes[row] ?? 0));
  };

const between =
  ({ min = 0, max = Infinity }: NonNullable<Condition["volume"]>): Narrow =>
  ({ volumes }, from, to, into) => {
    for (let row = from, k = 0; row < to; row += 1, k += 1) {
      const volume = volumes[row] ?? 0;
      if (volume < min || volume >= max) into[k] = 0;
    }
  };

function anyOf(tests: readonly ColumnTest[]): Narrow {
  const [some, one] = [new Uint8Array(blockSize), new Uint8Array(blockSize)];
  return (columns, from, to, into) => {
    some.fill(0);
    for (const test of tests) {
      if (!test(columns, from, to, one)) continue;
      for (let k = 0; k < to - from; k += 1) some[k] = (some[k] ?? 0) | (one[k] ?? 0);
    }
    for (let k = 0; k < to - from; k += 1) into[k] = (into[k] ?? 0) & (some[k] ?? 0);
  };
}

function noneOf(test: ColumnTest): Narrow {
  const holds = new Uint8Array(blockSize);
  return (columns, from, to, into) => {
    if (!test(columns, from, to, holds)) return;
    for (let k = 0; k < to - from; k += 1) into[k] = (into[k] ?? 0) & ~(holds[k] ?? 0);
  };
}

/**
 * For each draw of a block the number of the first condition that holds, or else another.
 * @returns a function whose result is overwritten by its next call
 */
export function firstOf(
  conditions: readonly { readonly holds: ColumnTest }[],
  numbers: readonly number[],
  otherwise: number,
): (columns: Columns, from: number, to: number) => Float64Array {
  const [found, flags] = [new Float64Array(blockSize), new Uint8Array(blockSize)];
  return (columns, from, to) => {
    found.fill(otherwise);
    for (let i = conditions.length - 1; i >= 0; i -= 1) {
      const number = numbers[i] ?? otherwise;
      if (!conditions[i]?.holds(columns, from, to, flags)) continue;
      for (let k = 0; k < to - from; k += 1) if (flags[k] === 1) found[k] = number;
    }
    return found;
  };
}
