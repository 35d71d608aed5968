/** How load spreads over the hours of a day, or of a week: after a peak, or after hours that somebody said. */
import type { Estimate, Evidence } from "./book.ts";

/** So much of all requests comes between two hours, evenly; the rest evenly at all other hours. */
export interface BusyHours {
  readonly from: number;
  /** At most 24; before `from` where they pass midnight. */
  readonly to: number;
  readonly share: number;
  /** From Monday to Friday alone: then the hours are those of a week. */
  readonly weekdays: boolean;
}

/** A way that load is spread, by name. A row of `costs.yaml`. */
export interface LoadProfile extends Evidence {
  readonly id: string;
  readonly name: string;
  /** How people say it; the first is what a form writes. */
  readonly says: readonly string[];
  /** A bell with this peak over the mean, or the hours. */
  readonly peakToAverage?: Estimate | undefined;
  readonly hours?: BusyHours | undefined;
}

const hoursPattern = /^(?:(\d+(?:\.\d+)?)% )?(\d{1,2})-(\d{1,2})( weekdays)?$/;

/** "8-18", "8-18 weekdays", "75% 9-17": hours as a field has them. */
export function busyHoursOf(text: string): BusyHours | undefined {
  const [, percent = "100", from, to, weekdays] = hoursPattern.exec(text.trim().toLowerCase()) ?? [];
  const busy = { from: Number(from), to: Number(to), share: Number(percent) / 100, weekdays: weekdays !== undefined };
  return isBusy(busy) ? busy : undefined;
}
const isBusy = ({ from, to, share }: BusyHours): boolean =>
  from >= 0 && from < 24 && to >= 0 && to <= 24 && from !== to && share > 0 && share <= 1;

export const busyHoursField = ({ from, to, share, weekdays }: BusyHours): string =>
  `${share < 1 ? `${Number((100 * share).toPrecision(4))}% ` : ""}${from}-${to}${weekdays ? " weekdays" : ""}`;

/** "75% of the requests between 9 and 17 on weekdays". */
export function busyHoursText({ from, to, share, weekdays }: BusyHours): string {
  const many = share < 1 ? `${Number((100 * share).toPrecision(4))}% of the requests` : "all requests";
  const isAll = from === 0 && to === 24;
  return `${many}${isAll ? "" : ` between ${from} and ${to} o'clock`}${weekdays ? " on weekdays" : ""}`;
}

/** The 24 hours of a day, or the 168 of a week from Monday on, over their mean. */
export function profileOf({ from, to, share, weekdays }: BusyHours): number[] {
  const isIn = (hour: number): boolean => (from < to ? hour >= from && hour < to : hour >= from || hour < to);
  const isBusyAt = Array.from({ length: weekdays ? 168 : 24 }, (_, i) => isIn(i % 24) && i < 5 * 24);
  const busy = isBusyAt.filter(Boolean).length;
  const quiet = isBusyAt.length - busy;
  const at = { busy: share / busy, quiet: quiet === 0 ? 0 : (1 - share) / quiet };
  return overMean(isBusyAt.map((one) => (one ? at.busy : at.quiet)));
}

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
