/**
 * Which inputs move what decides: the difference between two options, one input at a time from low to high. Cost model, section
 * 2.10.
 */
import { expectedSetting, type InputName, inputNames, type Inputs, type Setting } from "./inputs.ts";
import { type CostOption, usdPerMonth } from "./option.ts";
import type { CostRange } from "./range.ts";

export type DriverName = InputName | "gpuPrice" | "tokenPrice";

/** What one option costs at either end of an input, US dollars a month. */
export interface Ends {
  readonly option: string;
  readonly atLow: number;
  readonly atHigh: number;
}

export interface Driver extends Ends {
  readonly name: DriverName;
  /** What it is taken to be at either end; prices differ by option. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly unit: string;
  /** The other of the two options, which it moves less or not at all. */
  readonly other: Ends | undefined;
  /** How far the difference between both moves; where there is only one option, its cost. */
  readonly swingUsd: number;
  /** The end at which the other of the two is the cheaper one than expected. */
  readonly flips?: { readonly at: "low" | "high"; readonly cheapest: string } | undefined;
}

interface Tornado {
  /** The largest swings of the difference first. */
  readonly drivers: readonly Driver[];
  /** For each option, what everything at its cheaper end, and at its dearer, would cost. */
  readonly corners: ReadonlyMap<string, Pick<CostRange, "low" | "high">>;
}

/** @param pair the two options whose difference decides; one where there is no other */
export function tornado(options: readonly CostOption[], inputs: Inputs, pair: readonly CostOption[]): Tornado {
  const expected = expectedSetting(inputs);
  /** For each option, the settings of each input at which it costs least, and most. */
  const ends = options.map(() => ({ low: [] as Change[], high: [] as Change[] }));
  const drivers = changesOf(inputs).flatMap((change): Driver[] => {
    const [low, high] = [change.low(expected), change.high(expected)];
    for (const [i, option] of options.entries()) {
      const rises = usdPerMonth(option, high) >= usdPerMonth(option, low);
      ends[i]?.low.push(rises ? change : flipped(change));
      ends[i]?.high.push(rises ? flipped(change) : change);
    }
    return driverOf(change, pair, expected);
  });
  const corner = (option: CostOption, changes: readonly Change[]): number =>
    usdPerMonth(
      option,
      changes.reduce((setting, change) => change.low(setting), expected),
    );
  const corners = options.map((option, i): [string, { low: number; high: number }] => [
    option.id,
    { low: corner(option, ends[i]?.low ?? []), high: corner(option, ends[i]?.high ?? []) },
  ]);
  return { drivers: drivers.sort((a, b) => b.swingUsd - a.swingUsd), corners: new Map(corners) };
}

const leastSwing = 0.005; // US dollars: half a cent

function driverOf(change: Change, pair: readonly CostOption[], expected: Setting): Driver[] {
  const [low, high] = [change.low(expected), change.high(expected)];
  const [most, other] = pair
    .map((option): Ends => ({ option: option.id, atLow: usdPerMonth(option, low), atHigh: usdPerMonth(option, high) }))
    .sort((a, b) => Math.abs(b.atHigh - b.atLow) - Math.abs(a.atHigh - a.atLow));
  if (!most) return [];
  const apart = (end: "atLow" | "atHigh"): number => most[end] - (other?.[end] ?? 0);
  const swingUsd = Math.abs(apart("atHigh") - apart("atLow"));
  if (swingUsd < leastSwing) return [];
  const { name, from, to, unit } = change;
  return [{ ...most, name, from, to, unit, other, swingUsd, flips: flipOf(most, other, pair, expected) }];
}

function flipOf(most: Ends, other: Ends | undefined, pair: readonly CostOption[], expected: Setting): Driver["flips"] {
  if (!other) return undefined;
  const usual = pair.map((option) => ({ id: option.id, usd: usdPerMonth(option, expected) }));
  const [winner] = usual.sort((a, b) => a.usd - b.usd);
  const cheapestAt = (end: "atLow" | "atHigh"): string => (most[end] <= other[end] ? most.option : other.option);
  const at = (["low", "high"] as const).find((end) => cheapestAt(end === "low" ? "atLow" : "atHigh") !== winner?.id);
  return at && { at, cheapest: cheapestAt(at === "low" ? "atLow" : "atHigh") };
}

interface Change {
  readonly name: DriverName;
  readonly unit: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly low: (setting: Setting) => Setting;
  readonly high: (setting: Setting) => Setting;
}
const flipped = (change: Change): Change => ({ ...change, low: change.high, high: change.low });

function changesOf(inputs: Inputs): Change[] {
  const numbers = inputNames
    .filter((name) => inputs[name].low < inputs[name].high)
    .map((name): Change => {
      const { low, high, unit } = inputs[name];
      const put = (value: number) => (setting: Setting) => ({
        ...setting,
        values: { ...setting.values, [name]: value },
      });
      return { name, unit, from: low, to: high, low: put(low), high: put(high) };
    });
  const prices: Change[] = [
    {
      name: "gpuPrice",
      unit: "from the lowest to the highest price that was read",
      low: (setting) => ({ ...setting, gpuPrice: ({ low }) => low }),
      high: (setting) => ({ ...setting, gpuPrice: ({ high }) => high }),
    },
    {
      name: "tokenPrice",
      unit: "from the lowest to the highest price that was read",
      low: (setting) => ({ ...setting, tokenPrice: ({ low }) => low }),
      high: (setting) => ({ ...setting, tokenPrice: ({ high }) => high }),
    },
  ];
  return [...numbers, ...prices];
}
