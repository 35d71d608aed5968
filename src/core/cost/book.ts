/** What the engine reckons with, as the files of `knowledge/` hold it: models, GPUs, endpoints, constants. All dated. */

import type { CostConstants } from "./constants.ts";

/** Where a number was read, and when: a month or a day. */
export interface Evidence {
  readonly asOf: string;
  readonly source: string;
}

/** A number nobody knows exactly. */
export interface Estimate {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

export const precisions = ["bf16", "fp8", "fp4"] as const;
export type Precision = (typeof precisions)[number];

/** Layers that keep keys and values in one way. Layers that keep none, such as linear attention, stand in no group. */
export interface AttentionLayers {
  readonly layers: number;
  /** Keys and values of so many heads; for latent attention `latent` elements instead. */
  readonly kvHeads?: number | undefined;
  readonly headDim?: number | undefined;
  /** Elements of the one latent that all heads share (MLA): 512 + 64 in DeepSeek's models. */
  readonly latent?: number | undefined;
  /** At most so many tokens are kept: sliding windows and chunks. */
  readonly window?: number | undefined;
  /** Of what is kept, a step reads at most so many entries (sparse attention)… */
  readonly reads?: number | undefined;
  /** …and finds them with an index of so many bytes an entry. */
  readonly indexBytes?: number | undefined;
  /** One entry stands for so many tokens (compressed attention). */
  readonly tokensPerEntry?: number | undefined;
}

/** Routed experts; shared ones are read for every token and count with the rest. */
export interface Experts {
  readonly count: number;
  readonly perToken: number;
  /** Width of one expert's feed-forward. */
  readonly width: number;
  readonly layers: number;
}

/** Dimensions, as `config.json` of a model has them. */
export interface Architecture {
  /** Where they were read. */
  readonly checked: Evidence;
  readonly layers: number;
  readonly hidden: number;
  readonly queryHeads: number;
  /** Of queries, as prefill computes them. */
  readonly headDim: number;
  readonly attention: readonly AttentionLayers[];
  readonly experts?: Experts | undefined;
}

/** `knowledge/models/<maker>/<family>/<id>.yaml`: one downloadable model. */
export interface OpenModel {
  readonly id: string;
  readonly name: string;
  readonly huggingFaceId: string;
  /** Every spelling that it goes by. */
  readonly names: readonly string[];
  readonly totalParameters: number;
  readonly activeParameters: number;
  /** As it is released. */
  readonly native: Precision;
  /** What the weights outside the experts keep in 4-bit releases, where only the experts have 4 bits. */
  readonly besideExperts?: "bf16" | "fp8" | undefined;
  readonly contextTokens: number;
  readonly licence: string;
  readonly spdx: string;
  readonly licenceNote?: string | undefined;
  readonly released: string;
  readonly source: string;
  /** Absent while nobody has read them: then it is not sized. */
  readonly architecture?: Architecture | undefined;
  /** What is lacking for sizing, and where to read it. */
  readonly unchecked?: string | undefined;
}

export const links = ["nvlink", "infinity-fabric", "pcie"] as const;
export const rentTerms = ["on-demand", "committed", "spot"] as const;
export type RentTerms = (typeof rentTerms)[number];

export interface GpuPrice extends Evidence, Estimate {
  readonly terms: RentTerms | "own-at-scale";
  readonly note?: string | undefined;
}

/** `knowledge/gpus/<id>.yaml`. */
export interface Gpu {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly vendor: "NVIDIA" | "AMD";
  /** What software sees: a vendor's "80 GB" are about 80 GiB, an L40S's 48 GB are 45. */
  readonly usableGib: number;
  /** Cards of the same name with another memory, in GB: what fits on one does not fit on the other. */
  readonly otherMemory?: (Evidence & { readonly gb: number }) | undefined;
  readonly memoryTbPerS: number;
  /** Dense peaks, TFLOP/s; blogs often print the sparse number, which is twice as high. */
  readonly bf16Tflops: number;
  readonly fp8Tflops?: number | undefined;
  readonly fp4Tflops?: number | undefined;
  readonly link: (typeof links)[number];
  /** One way, per GPU. */
  readonly linkGbPerS: number;
  /** How many GPUs it joins. */
  readonly linkGpus: number;
  readonly tdpWatts: number;
  /** Provisioned power of one GPU with its part of server, network and cooling. */
  readonly allInKw?: number | undefined;
  readonly specs: Evidence;
  readonly note?: string | undefined;
  /** US dollars for one GPU hour. Old rows stay, so that an old answer can be explained. */
  readonly usdPerHour: readonly GpuPrice[];
  /** The card alone. */
  readonly capexUsd?: (Estimate & Evidence) | undefined;
}

/** What a provider asks for a model, US dollars per million tokens. */
export interface EndpointPrice extends Evidence {
  /** Who was read: two origins that differ are both shown. */
  readonly origin: string;
  readonly inputUsdPerMTok: number;
  readonly outputUsdPerMTok: number;
  readonly cachedInputUsdPerMTok?: number | undefined;
  readonly cacheWriteUsdPerMTok?: number | undefined;
  /** Where hidden reasoning has a price of its own. */
  readonly reasoningUsdPerMTok?: number | undefined;
  readonly batchInputUsdPerMTok?: number | undefined;
  readonly batchOutputUsdPerMTok?: number | undefined;
  /** The last day on which it holds, where that was announced. */
  readonly until?: string | undefined;
  /** Other prices for requests whose input is longer. */
  readonly tiers: readonly PriceTier[];
  readonly note?: string | undefined;
}
export interface PriceTier {
  readonly aboveInputTokens: number;
  readonly inputUsdPerMTok: number;
  readonly outputUsdPerMTok: number;
  readonly cachedInputUsdPerMTok?: number | undefined;
}

/** One model at one provider, in `knowledge/endpoints/<provider>.yaml`. */
export interface Endpoint {
  readonly provider: string;
  readonly modelId: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly kind: "closed" | "open-weight";
  /** The file in `models/` of what is served. */
  readonly openModel?: string | undefined;
  readonly contextTokens?: number | undefined;
  /** When the model came out; of a model with a file in `models/` that says it. */
  readonly released?: (Evidence & { readonly on: string }) | undefined;
  readonly usdPerMTok: readonly EndpointPrice[];
}
/** Known by its price alone: closed, or open-weight with no file in `models/`. */
export const isOnlyPriced = ({ kind, openModel }: Endpoint): boolean => kind === "closed" || openModel === undefined;
export interface Provider {
  readonly id: string;
  readonly name: string;
  /** Work that can wait costs so much less; 0 where there is no such price. */
  readonly batchDiscount: number;
  /** Whether it also counts for cached input; with most, a token gets one discount or the other. */
  readonly batchOnCached: boolean;
  readonly endpoints: readonly Endpoint[];
}
export const endpointId = ({ provider, modelId }: Pick<Endpoint, "provider" | "modelId">): string =>
  `${provider}/${modelId}`;

/** Everything that the engine reckons with: one version of it. */
export interface CostBook {
  readonly models: readonly OpenModel[];
  readonly gpus: readonly Gpu[];
  readonly providers: readonly Provider[];
  readonly constants: CostConstants;
}
