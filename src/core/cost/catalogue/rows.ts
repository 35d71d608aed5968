/** The models of the catalogue as rows of one table, open and closed alike: what lists are filtered and sorted by. */
import { type Endpoint, type Evidence, isOnlyPriced, type OpenModel } from "../book.ts";
import type { CostDesk } from "../desk.ts";
import { type CurrentPrice, currentPrice } from "../prices.ts";

export interface RowPrice extends CurrentPrice {
  readonly seller: string;
}
export interface CatalogueRow {
  readonly name: string;
  readonly kind: Endpoint["kind"];
  /** Words by which its maker or its family is called. */
  readonly makers: readonly string[];
  readonly contextTokens?: number | undefined;
  /** At the cheapest who sells it; none where nobody is known to. */
  readonly price?: RowPrice | undefined;
  readonly parameters?: number | undefined;
  readonly licence?: string | undefined;
  readonly spdx?: string | undefined;
  readonly released?: string | undefined;
  /** Where its day was read, if apart from the rest. */
  readonly releasedRead?: Evidence | undefined;
  readonly model?: OpenModel | undefined;
  /** Where what is not its price was read. */
  readonly read: Evidence;
}

/** What a usual request costs: 1,500 tokens in and 400 out as costs.yaml stands. Prices are sorted by it. */
export function usdPerUsualRequest({ price }: Pick<CurrentPrice, "price">, { book }: CostDesk): number {
  const { inputTokens, outputTokens } = book.constants.workload;
  return (inputTokens.expected * price.inputUsdPerMTok + outputTokens.expected * price.outputUsdPerMTok) / 1e6;
}

/** @param leastContext what a seller must serve to be counted: some serve less of a model than it can */
export function catalogueRows(desk: CostDesk, today: string, leastContext = 0): CatalogueRow[] {
  const cheapest = (endpoints: readonly Endpoint[]): RowPrice | undefined =>
    endpoints
      .filter(({ contextTokens = Infinity }) => contextTokens >= leastContext)
      .map((one) => ({ ...currentPrice(one, today), seller: desk.providerOf(one)?.name ?? one.provider }))
      .sort((a, b) => usdPerUsualRequest(a, desk) - usdPerUsualRequest(b, desk))[0];
  const open = desk.book.models.map((model): CatalogueRow => {
    const { name, contextTokens, licence, spdx, released, source, totalParameters: parameters, architecture } = model;
    const [owner = ""] = model.huggingFaceId.split("/");
    return {
      name,
      kind: "open-weight",
      makers: makersOf(name, owner),
      contextTokens,
      price: cheapest(desk.hostsOf(model.id)),
      parameters,
      licence,
      spdx,
      released,
      model,
      read: { asOf: architecture?.checked.asOf ?? released, source },
    };
  });
  const sold = desk.book.providers.flatMap(({ endpoints }) => endpoints).filter(isOnlyPriced);
  const only = [...Map.groupBy(sold, ({ name }) => name)].flatMap(([name, endpoints]): CatalogueRow[] => {
    const [first] = endpoints;
    if (!first) return [];
    const price = cheapest(endpoints);
    const makers = makersOf(name, ...endpoints.flatMap((one) => [one.provider, desk.providerOf(one)?.name ?? ""]));
    const { kind, contextTokens } = first;
    const dated = endpoints.find(({ released }) => released !== undefined)?.released;
    return [
      {
        name,
        kind,
        makers,
        contextTokens,
        price,
        released: dated?.on,
        releasedRead: dated,
        read: price?.price ?? currentPrice(first, today).price,
      },
    ];
  });
  return [...open, ...only];
}

/** Makers that people call otherwise than their account. */
const aliases: Readonly<Record<string, string>> = {
  "meta-llama": "meta",
  mistralai: "mistral",
  zai: "zhipu",
  "zai-org": "z.ai",
  xai: "grok",
  moonshotai: "moonshot",
};

function makersOf(name: string, ...owners: readonly string[]): string[] {
  const family = /^\p{L}+/u.exec(name.toLowerCase())?.[0] ?? "";
  const called = owners
    .flatMap((owner) => [owner.toLowerCase(), ...owner.toLowerCase().split(/[ -]/)])
    .filter((word) => word.length > 2);
  const also = called.flatMap((owner) => aliases[owner] ?? []);
  const alibaba = family === "qwen" ? ["alibaba"] : [];
  return [...new Set([family, ...called, ...also, ...alibaba])];
}
