/** Rented or bought: what a GPU's month costs either way, and how many are paid for. */
import type { Estimate, Evidence, GpuPrice } from "./book.ts";
import type { Fleet } from "./fleet.ts";
import type { Hardware } from "./hardware.ts";
import type { Setting } from "./inputs.ts";
import { gpusBought, ownedUsdPerGpuMonth, rentUsdPerGpuMonth } from "./ownership.ts";

/** What the machines are paid by. */
export type Tenure =
  | { readonly kind: "rented"; readonly price: GpuPrice }
  /** Counted: how many there are is known, so they are reckoned one by one and not by whole servers. */
  | { readonly kind: "owned"; readonly capexUsd: Estimate & Evidence; readonly counted?: boolean };

/** US dollars a month of one GPU, part by part: rent and extras; or servers, power and space. */
export function gpuMonth(hardware: Hardware, tenure: Tenure, setting: Setting): readonly number[] {
  if (tenure.kind === "owned") {
    const { servers, power, colocation } = ownedUsdPerGpuMonth(hardware.replica.gpu, tenure.capexUsd, setting);
    return [servers, power, colocation];
  }
  const rent = rentUsdPerGpuMonth(setting.gpuPrice(tenure.price));
  return [rent, rent * setting.values.rentExtrasShare];
}

/** What bought GPUs come in: one by one where they are counted, else in whole servers. */
export const gpusOwned = (
  gpus: number,
  hardware: Hardware,
  { counted = false }: { readonly counted?: boolean },
): number => (counted ? gpus : gpusBought(gpus, hardware.replica.gpu));

/** GPUs that are paid for: on average where they are rented, at the peak where they were bought. */
export const gpusPaid = (hardware: Hardware, tenure: Tenure, { N_avg, N_peak }: Fleet): number =>
  tenure.kind === "owned"
    ? gpusOwned(N_peak * hardware.replica.layout.gpus, hardware, tenure)
    : N_avg * hardware.replica.layout.gpus;
