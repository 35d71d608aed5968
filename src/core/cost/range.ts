/** How far a sum may be off: seeded draws over every input's range, and the model's own error apart. Cost model, section 2.10. */
import { drawsOf, normalQuantile } from "../decide/random.ts";
import type { Estimate } from "./book.ts";
import { expectedSetting, inputNames, type Inputs, type Setting, type Values } from "./inputs.ts";
import { type CostOption, usdPerMonth } from "./option.ts";

export const drawCount = 1_000;

export interface CostRange extends Estimate {
  /** The middle of the draws; it may lie off what is expected, for ranges are lopsided. */
  readonly median: number;
  /** Draws: the 10th and 90th percentile. Corners: everything at its cheaper end, and at its dearer. */
  readonly basis: "draws" | "corners";
}

/**
 * Inverse of the triangular distribution between low and high with its mode at what is expected. Where all are above zero, on
 * a logarithm: ranges such as 0.25 to 2 around 0.75 say "a third to three times", and are as wide below as above.
 */
export function triangular({ low, expected, high }: Estimate, u: number): number {
  return low > 0
    ? Math.exp(plainTriangular(Math.log(low), Math.log(expected), Math.log(high), u))
    : plainTriangular(low, expected, high, u);
}

function plainTriangular(low: number, expected: number, high: number, u: number): number {
  const width = high - low;
  if (width <= 0) return expected;
  const mode = (expected - low) / width;
  return u < mode
    ? low + Math.sqrt(u * width * (expected - low))
    : high - Math.sqrt((1 - u) * width * (high - expected));
}

/** The same settings every time, spread evenly over each input's range. */
export function drawSettings(inputs: Inputs): Setting[] {
  const columns = inputNames.length + 2;
  const { uniform } = drawsOf(drawCount, columns);
  const expected = expectedSetting(inputs).values;
  const open = inputNames.flatMap((name, column) => (inputs[name].low < inputs[name].high ? [{ name, column }] : []));
  return Array.from({ length: drawCount }, (_, draw): Setting => {
    const at = (column: number): number => uniform[column * drawCount + draw] ?? 0.5;
    const values: Record<string, number> = { ...expected };
    for (const { name, column } of open) values[name] = triangular(inputs[name], at(column));
    const [gpu, token] = [at(columns - 2), at(columns - 1)];
    return {
      values: values as Values,
      gpuPrice: (price) => triangular(price, gpu),
      tokenPrice: (price) => triangular(price, token),
      throughput: 1,
    };
  });
}

export function rangeOf(option: CostOption, expectedUsd: number, settings: readonly Setting[]): CostRange {
  const usd = Float64Array.from(settings, (setting) => usdPerMonth(option, setting)).sort();
  const at = (share: number): number => usd[Math.min(usd.length - 1, Math.floor(share * usd.length))] ?? expectedUsd;
  return {
    low: Math.min(at(0.1), expectedUsd),
    expected: expectedUsd,
    high: Math.max(at(0.9), expectedUsd),
    median: at(0.5),
    basis: "draws",
  };
}

/** What the throughput model alone adds: the 10th and 90th percentile of its error, all else as expected. */
export function modelErrorOf(
  option: CostOption,
  expected: Setting,
): (Estimate & { readonly sigma: number }) | undefined {
  const { modelSigma: sigma } = option;
  if (sigma === undefined) return undefined;
  const times = Math.exp(normalQuantile(0.9) * sigma);
  return {
    sigma,
    low: usdPerMonth(option, { ...expected, throughput: times }),
    expected: usdPerMonth(option, expected),
    high: usdPerMonth(option, { ...expected, throughput: 1 / times }),
  };
}
