import { z } from "zod";
import {
  type Endpoint,
  type EndpointPrice,
  type Gpu,
  type GpuPrice,
  links,
  type OpenModel,
  precisions,
  type Provider,
  rentTerms,
} from "../core/cost/book.ts";
import {
  type Constant,
  type CostConstants,
  type Currency,
  efficiencyNames,
  ownershipNames,
  workloadNames,
} from "../core/cost/constants.ts";
import type { LoadProfile } from "../core/cost/profile.ts";
import { asOf, count, evidence, names, note, number, rangeOf, rises, risesSays, source } from "./cost-parts.ts";
import { day, id, keys, list, oneOf, text } from "./schema-parts.ts";

/** Shapes of what the cost engine reads: models that can be downloaded, GPUs, endpoints, constants. */

const layersOf = (what: string) => count(what, 1, 1_000);
const attention = keys("a group of layers", {
  layers: layersOf("how many layers"),
  kvHeads: count("the heads of keys and values", 1, 1_024).optional(),
  headDim: count("the size of a head", 8, 4_096).optional(),
  latent: count("the elements of the latent", 8, 65_536).optional(),
  window: count("the window in tokens", 1, 10_000_000).optional(),
  reads: count("how many entries a step reads", 1, 10_000_000).optional(),
  indexBytes: number("the bytes of an entry's index", 1, 4_096).optional(),
  tokensPerEntry: count("the tokens of an entry", 1, 4_096).optional(),
}).refine(
  ({ kvHeads, headDim, latent }) => (latent === undefined) === (kvHeads !== undefined && headDim !== undefined),
  "Write kvHeads and headDim, or latent for attention with one shared latent",
);

export const openModelSchema = keys("the model", {
  id,
  name: text("the name"),
  huggingFaceId: text("its name on Hugging Face, e.g. meta-llama/Llama-3.3-70B-Instruct").regex(
    /^[\w.-]+\/[\w.-]+$/,
    "Write its name on Hugging Face, e.g. meta-llama/Llama-3.3-70B-Instruct",
  ),
  names,
  totalParameters: number("all parameters", 1e6, 1e14),
  activeParameters: number("the parameters that a token passes", 1e6, 1e14),
  native: oneOf(...precisions),
  besideExperts: oneOf("bf16", "fp8").optional(),
  contextTokens: count("the longest context", 512, 100_000_000),
  licence: text("the licence"),
  spdx: text("the licence's SPDX id, or LicenseRef- and a name"),
  licenceNote: note,
  released: asOf,
  source,
  architecture: keys("the architecture", {
    checked: keys("where the dimensions were read", evidence),
    layers: layersOf("the layers"),
    hidden: count("the hidden size", 64, 1_000_000),
    queryHeads: count("the query heads", 1, 4_096),
    headDim: count("the size of a query head", 8, 4_096),
    attention: list(attention, "List the groups of layers, e.g. - {layers: 80, kvHeads: 8, headDim: 128}"),
    experts: keys("the experts", {
      count: count("the routed experts", 2, 100_000),
      perToken: count("the experts of a token", 1, 1_000),
      width: count("the width of an expert", 8, 1_000_000),
      layers: layersOf("the layers with experts"),
    }).optional(),
  }).optional(),
  unchecked: text("what is lacking for sizing, and where to read it", 300).optional(),
}).refine(
  ({ architecture, unchecked }) => (architecture === undefined) === (unchecked !== undefined),
  "Write architecture: as its config.json has it, or unchecked: and what is lacking",
) satisfies z.ZodType<OpenModel>;

const usdHour = "the price of one GPU hour in US dollars";
const gpuPrice = keys("a price", {
  terms: oneOf(...rentTerms, "own-at-scale"),
  ...rangeOf(usdHour, 0.01, 1_000),
  ...evidence,
  note,
}).refine(rises, risesSays) satisfies z.ZodType<GpuPrice>;
const tflops = (what: string) =>
  number(`the dense peak in ${what}, TFLOP/s (a sparse figure is twice as high)`, 1, 1e6);

export const gpuSchema = keys("the GPU", {
  id,
  name: text("the name"),
  names,
  vendor: oneOf("NVIDIA", "AMD"),
  usableGib: number("the memory that software sees, in GiB", 1, 10_000),
  otherMemory: keys("the other memory that cards of this name have", {
    gb: number("that memory in GB, as on the box", 1, 10_000),
    ...evidence,
  }).optional(),
  memoryTbPerS: number("the memory bandwidth in TB/s", 0.01, 1_000),
  bf16Tflops: tflops("BF16"),
  fp8Tflops: tflops("FP8").optional(),
  fp4Tflops: tflops("FP4").optional(),
  link: oneOf(...links),
  linkGbPerS: number("what the link carries one way, GB/s per GPU", 0.1, 100_000),
  linkGpus: count("how many GPUs the link joins", 1, 1_024),
  tdpWatts: number("the rated power in watts", 10, 100_000),
  allInKw: number("the provisioned power with server and cooling, in kW", 0.01, 100).optional(),
  specs: keys("where the figures were read", evidence),
  note,
  usdPerHour: z.array(
    gpuPrice,
    "List dated prices, each with terms:, low:, expected: and high:; [] when none is known",
  ),
  capexUsd: keys("the price of the card", { ...rangeOf("the price of one card in US dollars", 1, 1e7), ...evidence })
    .refine(rises, risesSays)
    .optional(),
}) satisfies z.ZodType<Gpu>;

const usdPerMTok = number("the price of a million tokens in US dollars", 0, 10_000);
const price = keys("a price", {
  origin: text("who was read, e.g. vendor page or models.dev", 60),
  inputUsdPerMTok: usdPerMTok,
  outputUsdPerMTok: usdPerMTok,
  cachedInputUsdPerMTok: usdPerMTok.optional(),
  cacheWriteUsdPerMTok: usdPerMTok.optional(),
  reasoningUsdPerMTok: usdPerMTok.optional(),
  batchInputUsdPerMTok: usdPerMTok.optional(),
  batchOutputUsdPerMTok: usdPerMTok.optional(),
  tiers: z
    .array(
      keys("a tier", {
        aboveInputTokens: count("above how many input tokens it holds", 1, 100_000_000),
        inputUsdPerMTok: usdPerMTok,
        outputUsdPerMTok: usdPerMTok,
        cachedInputUsdPerMTok: usdPerMTok.optional(),
      }),
      "Write tiers as a list, or leave them out",
    )
    .default([]),
  ...evidence,
  until: day.optional(),
  note,
}) satisfies z.ZodType<EndpointPrice>;

const endpoint = keys("an endpoint", {
  modelId: text("the model's id at this provider"),
  name: text("the model's name"),
  names: z.array(text("a name"), "Write names as a list, or leave them out").default([]),
  kind: oneOf("closed", "open-weight"),
  openModel: id.optional(),
  contextTokens: count("the longest context", 512, 100_000_000).optional(),
  released: keys("when it came out", { on: day, ...evidence }).optional(),
  usdPerMTok: list(price, "Write at least one dated price, beginning with - origin:"),
}) satisfies z.ZodType<Omit<Endpoint, "provider">>;

export const providerSchema = keys("the provider", {
  id,
  name: text("the name"),
  batchDiscount: number("how much less work costs that can wait, as a share", 0, 0.95),
  batchOnCached: z
    .boolean("Write true or false: whether cached input is discounted too; or leave it out")
    .default(false),
  endpoints: list(endpoint, "List the provider's endpoints, each beginning with - modelId:"),
}).transform((given) => ({
  ...given,
  endpoints: given.endpoints.map((one) => ({ ...one, provider: given.id })),
})) satisfies z.ZodType<Provider>;

const constant = keys("a constant", {
  ...rangeOf("the number", 0, 1e9),
  unit: text("the unit", 40),
  evidence: text("what it rests on", 400),
}).refine(rises, risesSays) satisfies z.ZodType<Constant>;
const constants = <const N extends readonly string[]>(what: string, all: N) =>
  keys(what, Object.fromEntries(all.map((name) => [name, constant])) as Record<N[number], typeof constant>);

const hour = (what: string, max: number) => count(`the hour ${what}`, 0, max);
const profile = keys("a load profile", {
  id,
  name: text("what a form shows", 60),
  says: list(text("a way of saying it", 60), "List how people say it; the first is what a form writes"),
  peakToAverage: keys("the peak over the mean", rangeOf("the peak over the mean", 1, 24))
    .refine(rises, risesSays)
    .optional(),
  hours: keys("the busy hours", {
    from: hour("at which they begin", 23),
    to: hour("at which they end", 24),
    share: number("the share of all requests that comes in these hours", 0.01, 1),
    weekdays: z
      .boolean("Write true or false: whether they are those of weekdays alone; or leave it out")
      .default(false),
  }).optional(),
  ...evidence,
}).refine(
  ({ peakToAverage, hours }) => (peakToAverage === undefined) !== (hours === undefined),
  "Write either peakToAverage: or hours:",
) satisfies z.ZodType<LoadProfile>;

const currency = keys("a currency", {
  code: z.string("Write its three letters, e.g. EUR").regex(/^[A-Z]{3}$/, "Write its three letters, e.g. EUR"),
  names,
  usualUsd: number("about how many US dollars one of it buys", 1e-6, 1e4),
  ...evidence,
}) satisfies z.ZodType<Currency>;

const endpointIdSays = "Write provider/model as in knowledge/endpoints/, e.g. openai/gpt-5.5";
const endpointRef = z.string(endpointIdSays).regex(/^[a-z0-9-]+\/\S+$/, endpointIdSays);
export const costsSchema = keys("the file", {
  asOf,
  staleAfterDays: count("after how many days a price is old", 1, 3_650),
  compare: keys("what is compared", {
    closed: list(endpointRef, "List at least one endpoint of a closed model, e.g. [openai/gpt-5.5]"),
    smallClosed: endpointRef,
    openModel: id,
  }),
  measured: keys("what was measured", {
    vendors: list(oneOf("NVIDIA", "AMD"), "List vendors, e.g. [NVIDIA]"),
    models: list(id, "List models of models/, e.g. [llama-3-3-70b]"),
  }),
  modelError: keys("the model error", { measured: constant, unmeasured: constant }),
  efficiency: constants("the efficiencies", efficiencyNames),
  profiles: list(profile, "List how load may be spread over the hours, each beginning with - id:"),
  currencies: list(currency, "List currencies that sums may be shown in, each with code:"),
  ownership: constants("the costs of owning", ownershipNames),
  workload: constants("the usual workload", workloadNames),
}) satisfies z.ZodType<CostConstants>;
