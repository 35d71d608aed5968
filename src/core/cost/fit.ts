/** Whether a model's weights, with a context beside them, find room on so many GPUs. */
import { type Gpu, precisions } from "./book.ts";
import type { CostDesk } from "./desk.ts";
import type { SizedModel } from "./memory.ts";
import { replicaOf } from "./replica.ts";

const contextTokens = 10_000; // as in a model's sheet

export interface Fit {
  readonly precision: (typeof precisions)[number];
  readonly weightsGb: number;
  readonly contextGb: number;
  /** For both together, once the software has its part. */
  readonly roomGb: number;
  readonly fits: boolean;
}

/** Of "24 GB" software sees this part, in GiB: 22.5 on an L4 and an A10, 45 of 48 on an L40S, nearly all on larger cards. */
export const seenOfGb = 0.9375;
/** A card of which nothing counts but its memory. */
export const cardOf = (gb: number, like: Gpu): Gpu => ({ ...like, usableGib: gb * seenOfGb });

export const fitsOn = (model: SizedModel, gpu: Gpu, gpus: number, { efficiency }: CostDesk): Fit[] =>
  precisions.map((precision) => {
    const replica = replicaOf(model, gpu, { layout: { kind: "TP", gpus }, precision, efficiency });
    const kvBytes = replica.kvBytes(contextTokens);
    return {
      precision,
      weightsGb: replica.W / 1e9,
      contextGb: kvBytes / 1e9,
      roomGb: Math.max(0, replica.freeBytes + replica.W) / 1e9,
      fits: replica.freeBytes >= kvBytes,
    };
  });
