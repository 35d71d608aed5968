/** Points for a chart: what each option costs a month, over the volume. */
import type { Setting } from "./inputs.ts";
import { type CostOption, usdPerMonth } from "./option.ts";

export interface Chart {
  readonly requestsPerDay: readonly number[];
  readonly series: readonly {
    readonly option: string;
    readonly title: string;
    readonly usdPerMonth: readonly number[];
  }[];
}

const around = 2; // powers of ten below and above the volume that was asked for

/** 1, 2, 5, 10, 20, … around the volume that was asked for, which is among them. */
export function volumesAround(requestsPerDay: number): number[] {
  const steps = [1, 2, 5];
  const from = Math.floor(Math.log10(requestsPerDay)) - around;
  const round = Array.from({ length: (2 * around + 1) * steps.length }, (_, i) =>
    Number(`${steps[i % steps.length] ?? 1}e${from + Math.floor(i / steps.length)}`),
  );
  const inside = round.filter((r) => r >= 1 && r >= requestsPerDay / 100 && r <= requestsPerDay * 100);
  return [...new Set([...inside, requestsPerDay])].sort((a, b) => a - b);
}

/** @param more volumes that are to stand on the axis too */
export function chartOf(options: readonly CostOption[], setting: Setting, more: readonly number[] = []): Chart {
  const usual = volumesAround(setting.values.requestsPerDay);
  const inside = more
    .filter((r) => r >= (usual[0] ?? 0) && r <= (usual.at(-1) ?? 0))
    .map((r) => Number(r.toPrecision(2)));
  const volumes = [...new Set([...usual, ...inside])].sort((a, b) => a - b);
  const settings = volumes.map((requestsPerDay) => ({ ...setting, values: { ...setting.values, requestsPerDay } }));
  return {
    requestsPerDay: volumes,
    series: options.map((option) => ({
      option: option.id,
      title: option.title,
      usdPerMonth: settings.map((at) => usdPerMonth(option, at)),
    })),
  };
}
