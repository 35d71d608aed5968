/** What machines, power and people cost a month. Cost model, section 2.7. */
import type { Estimate, Gpu } from "./book.ts";
import { hours, type Setting, type Values } from "./inputs.ts";

/** A rented GPU's month, US dollars, without extras. */
export const rentUsdPerGpuMonth = (usdPerHour: number): number => usdPerHour * hours;

export interface OwnedGpu {
  readonly servers: number;
  readonly power: number;
  readonly colocation: number;
}

/**
 * A month of one bought GPU with its part of server, network and spares: price less what is left of it, over its life; the
 * power that it draws on average; the space that its draw is let by. Power is all-in, so nothing is added for cooling twice.
 */
export function ownedUsdPerGpuMonth(gpu: Gpu, capexUsd: Estimate, { values: v, gpuPrice }: Setting): OwnedGpu {
  const inPlace = gpuPrice(capexUsd) * v.serverOverheadTimes * (1 + v.networkAndSparesShare);
  const kw = allInKwOf(gpu);
  return {
    servers: (inPlace * (1 - v.residualShare)) / v.lifeMonths,
    power: kw * v.averagePowerShare * hours * v.usdPerKwh,
    colocation: (kw / v.pue) * v.colocationUsdPerKwMonth,
  };
}

/** Where nobody published it: rated power, half as much again for server and network, and cooling. */
export const allInKwOf = ({ allInKw, tdpWatts }: Gpu): number => allInKw ?? (tdpWatts / 1_000) * 1.5 * 1.3;

/** GPUs are bought in whole servers. */
export const gpusBought = (gpus: number, { linkGpus }: Gpu): number => {
  const perServer = Math.min(8, linkGpus);
  return Math.ceil(gpus / perServer) * perServer;
};

export const peopleUsdPerMonth = (fte: number, { usdPerFteYear }: Values): number => (fte * usdPerFteYear) / 12;
