/** The book made ready to be asked: who goes by which spelling, and the efficiencies as bare numbers. */
import { didYouMean } from "../did-you-mean.ts";
import type { VolumeData } from "../decide/signal-types.ts";
import { volumeWords, type VolumeWords } from "../decide/volume-words.ts";
import { type CostBook, type Endpoint, endpointId, type Gpu, type OpenModel, type Provider } from "./book.ts";
import { type Efficiency, efficiencyNames } from "./constants.ts";

export interface CostDesk {
  readonly book: CostBook;
  readonly efficiency: Efficiency;
  readonly model: (spelling: string) => Found<OpenModel>;
  readonly gpu: (spelling: string) => Found<Gpu>;
  /** `provider/model`, the model's id at a provider, or its name; of several the first. */
  readonly endpoint: (spelling: string) => Found<Endpoint>;
  /** Who sells tokens of a model that can be downloaded. */
  readonly hostsOf: (modelId: string) => readonly Endpoint[];
  readonly providerOf: (endpoint: Endpoint) => Provider | undefined;
  /** How volumes are written in words; absent while the file of signals is broken. */
  readonly volume: VolumeWords | undefined;
}

export type Found<T> =
  | { readonly ok: true; readonly found: T }
  /** A sentence that says what there is. */
  | { readonly ok: false; readonly sentence: string };

/** "Llama-3.3-70B", "llama 3.3 70b" and "Llama_3.3_70B" are one. */
const keyOf = (spelling: string): string => spelling.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

export function prepareCosts(book: CostBook, volume?: VolumeData): CostDesk {
  const endpoints = book.providers.flatMap((provider) => provider.endpoints);
  const providers = new Map(book.providers.map((provider) => [provider.id, provider]));
  const hosts = Map.groupBy(
    endpoints.filter(({ openModel }) => openModel !== undefined),
    ({ openModel = "" }) => openModel,
  );
  return {
    book,
    efficiency: Object.fromEntries(
      efficiencyNames.map((name) => [name, book.constants.efficiency[name].expected]),
    ) as Efficiency,
    model: finder("model", "knowledge/models/", book.models, ({ id, name, names }) => [id, name, ...names]),
    gpu: finder("GPU", "knowledge/gpus/", book.gpus, ({ id, name, names }) => [id, name, ...names]),
    endpoint: finder("endpoint", "knowledge/endpoints/", endpoints, (one) => [
      endpointId(one),
      one.modelId,
      one.name,
      ...one.names,
    ]),
    hostsOf: (modelId) => hosts.get(modelId) ?? [],
    providerOf: ({ provider }) => providers.get(provider),
    volume: volume && volumeWords(volume),
  };
}

function finder<T>(what: string, where: string, all: readonly T[], spellingsOf: (one: T) => readonly string[]) {
  const byKey = new Map<string, T>();
  const spellings: string[] = [];
  for (const one of all)
    for (const spelling of spellingsOf(one)) {
      const key = keyOf(spelling);
      if (!byKey.has(key)) byKey.set(key, one);
      spellings.push(spelling);
    }
  return (spelling: string): Found<T> => {
    const found = byKey.get(keyOf(spelling));
    if (found !== undefined) return { ok: true, found };
    const near = didYouMean(spelling, spellings);
    const remedy = near ? `did you mean ${near}?` : `write one that stands in ${where}, or add it there`;
    return { ok: false, sentence: `there is no ${what} ${JSON.stringify(spelling.slice(0, 80))}; ${remedy}` };
  };
}
