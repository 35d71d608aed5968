/** Which inputs move the sums most, one at a time from low to high. Cost model, section 2.10. */
import { expectedSetting, type InputName, inputNames, type Inputs, type Setting } from "./inputs.ts";
import { type CostOption, usdPerMonth } from "./option.ts";
import type { CostRange } from "./range.ts";

export type DriverName = InputName | "gpuPrice" | "tokenPrice";

export interface Driver {
  readonly name: DriverName;
  /** What it is taken to be at either end; prices differ by option. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly unit: string;
  /** The option that it moves most, and what that costs at either end, US dollars a month. */
  readonly option: string;
  readonly atLow: number;
  readonly atHigh: number;
  readonly swingUsd: number;
  /** The cheapest option at either end, where that is another than expected. */
  readonly flips?: { readonly at: "low" | "high"; readonly cheapest: string } | undefined;
}

interface Tornado {
  readonly drivers: readonly Driver[];
  /** For each option, what everything at its cheaper end, and at its dearer, would cost. */
  readonly corners: ReadonlyMap<string, Pick<CostRange, "low" | "high">>;
}

export function tornado(options: readonly CostOption[], inputs: Inputs): Tornado {
  const expected = expectedSetting(inputs);
  const usdOf = (setting: Setting): number[] => options.map((option) => usdPerMonth(option, setting));
  const usual = usdOf(expected);
  const cheapest = (usd: readonly number[]): string => options[usd.indexOf(Math.min(...usd))]?.id ?? "";
  const winner = cheapest(usual);
  /** For each option, the settings of each input at which it costs least, and most. */
  const ends = options.map(() => ({ low: [] as Change[], high: [] as Change[] }));
  const drivers = changesOf(inputs).flatMap((change): Driver[] => {
    const atLow = usdOf(change.low(expected));
    const atHigh = usdOf(change.high(expected));
    const swings = options.map((_, i) => Math.abs((atHigh[i] ?? 0) - (atLow[i] ?? 0)));
    for (const [i, end] of ends.entries()) {
      const rises = (atHigh[i] ?? 0) >= (atLow[i] ?? 0);
      end.low.push(rises ? change : flipped(change));
      end.high.push(rises ? flipped(change) : change);
    }
    const most = swings.indexOf(Math.max(...swings));
    if ((swings[most] ?? 0) < 0.005) return [];
    const [low, high] = [cheapest(atLow), cheapest(atHigh)];
    const flips =
      low !== winner
        ? ({ at: "low", cheapest: low } as const)
        : high !== winner
          ? ({ at: "high", cheapest: high } as const)
          : undefined;
    return [
      {
        name: change.name,
        from: change.from,
        to: change.to,
        unit: change.unit,
        option: options[most]?.id ?? "",
        atLow: atLow[most] ?? 0,
        atHigh: atHigh[most] ?? 0,
        swingUsd: swings[most] ?? 0,
        flips,
      },
    ];
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
