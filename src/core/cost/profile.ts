/** How load spreads over a day. */

/**
 * Hours of a day over their mean, with a given ratio of peak to mean: a bell around 14 o'clock (von Mises), which for 3 looks
 * like office hours of one region and for 1 is flat.
 */
export function profileFor(peakToAverage: number): number[] {
  const most = 24; // all of a day in one hour
  const wanted = Math.min(peakToAverage, most * 0.999);
  if (wanted <= 1) return Array.from({ length: 24 }, () => 1);
  let [low, high] = [0, 1];
  while (ratioOf(shape(high)) < wanted && high < 1e6) high *= 2;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (ratioOf(shape(middle)) < wanted) low = middle;
    else high = middle;
  }
  return overMean(shape((low + high) / 2));
}

const shape = (k: number): number[] =>
  Array.from({ length: 24 }, (_, hour) => Math.exp(k * (Math.cos((2 * Math.PI * (hour - 14)) / 24) - 1)));

export const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const ratioOf = (values: readonly number[]): number => Math.max(...values) / meanOf(values);
export function overMean(values: readonly number[]): number[] {
  const mean = meanOf(values);
  return values.map((value) => value / mean);
}
