import { type CostBook, endpointId, type Gpu, type OpenModel, type Provider } from "../core/cost/book.ts";
import type { CostConstants } from "../core/cost/constants.ts";
import * as schema from "./cost-schema.ts";
import type { KindName } from "./kinds.ts";
import { type Outcome, type Parsed, parseYaml } from "./parse.ts";

/** What the cost engine reads, still with its places. */
export interface CostShelf {
  readonly openModels: readonly Parsed<OpenModel>[];
  readonly gpus: readonly Parsed<Gpu>[];
  readonly providers: readonly Parsed<Provider>[];
  readonly constants: Parsed<CostConstants> | undefined;
}

type Parse<T> = (path: string, text: string) => Outcome<T>;
interface Takers {
  /** Every file of a kind that parses. */
  readonly all: <T>(kind: KindName, parse: Parse<T>) => Parsed<T>[];
  /** The one file of a kind. */
  readonly one: <T>(kind: KindName, parse: Parse<T>) => Parsed<T> | undefined;
}

export const takeCosts = ({ all, one }: Takers): CostShelf => ({
  openModels: all("open-model", (path, text) => parseYaml(path, text, schema.openModelSchema)),
  gpus: all("gpu", (path, text) => parseYaml(path, text, schema.gpuSchema)),
  providers: all("endpoints", (path, text) => parseYaml(path, text, schema.providerSchema)),
  constants: one("costs", (path, text) => parseYaml(path, text, schema.costsSchema)),
});

/** The book, without references that lead to what is not there; undefined without its constants. */
export function costBookOf({ openModels, gpus, providers, constants }: CostShelf): CostBook | undefined {
  if (!constants) return undefined;
  const models = openModels.map(({ data }) => data);
  const known = new Set(models.map(({ id }) => id));
  const all = providers.map(({ data }) => ({
    ...data,
    endpoints: data.endpoints.map((endpoint) => ({
      ...endpoint,
      openModel: endpoint.openModel !== undefined && known.has(endpoint.openModel) ? endpoint.openModel : undefined,
    })),
  }));
  const ids = new Set(all.flatMap(({ endpoints }) => endpoints.map(endpointId)));
  const { compare } = constants.data;
  return {
    models,
    gpus: gpus.map(({ data }) => data),
    providers: all,
    constants: { ...constants.data, compare: { ...compare, closed: compare.closed.filter((id) => ids.has(id)) } },
  };
}
