/** What a month of tokens costs at an endpoint. Cost model, section 2.6. */
import type { Endpoint, EndpointPrice, PriceTier, Provider } from "./book.ts";
import { daysTerm, inputTerms, type Line, type Term } from "./figure.ts";
import { days, type Inputs, type Setting, type Values } from "./inputs.ts";
import { currentPrice, type CurrentPrice, rangeOver } from "./prices.ts";

export interface ApiBill {
  readonly current: CurrentPrice;
  /** US dollars a month, in the order of `billItems`. */
  readonly parts: (setting: Setting) => number[];
  readonly lines: (setting: Setting, inputs: Inputs) => Line[];
}
export const billItems = [
  "input tokens",
  "cached input tokens",
  "cache writes",
  "output tokens",
  "reasoning tokens",
] as const;

/** Prices of one request, US dollars per million tokens, of the tier that its input falls into. */
interface Rates {
  readonly input: number;
  readonly cached: number;
  readonly write: number;
  readonly output: number;
  readonly reasoning: number;
  readonly tier: PriceTier | undefined;
}

export function tierOf({ tiers }: EndpointPrice, inputTokens: number): PriceTier | undefined {
  return tiers
    .filter(({ aboveInputTokens }) => inputTokens > aboveInputTokens)
    .sort((a, b) => b.aboveInputTokens - a.aboveInputTokens)[0];
}

function ratesOf(price: EndpointPrice, inputTokens: number): Rates {
  const tier = tierOf(price, inputTokens);
  const { inputUsdPerMTok: input, outputUsdPerMTok: output } = tier ?? price;
  // Without a price of their own, cached tokens cost what others do, and writing them too.
  const cached = (tier ?? price).cachedInputUsdPerMTok ?? input;
  const raised = tier ? input / (price.inputUsdPerMTok || 1) : 1;
  const write = price.cacheWriteUsdPerMTok === undefined ? input : price.cacheWriteUsdPerMTok * raised;
  const reasoning = tier ? output : (price.reasoningUsdPerMTok ?? output);
  return { input, cached, write, output, reasoning, tier };
}

/** What remains to be paid of each kind where a share of the work waits for a batch. */
function discounts(price: EndpointPrice, rates: Rates, provider: Provider, batchShare: number) {
  const own = (batch: number | undefined, usual: number): number =>
    batch === undefined || rates.tier || usual === 0 ? provider.batchDiscount : 1 - batch / usual;
  const input = own(price.batchInputUsdPerMTok, price.inputUsdPerMTok);
  const output = own(price.batchOutputUsdPerMTok, price.outputUsdPerMTok);
  return {
    input: 1 - batchShare * input,
    cached: 1 - batchShare * (provider.batchOnCached ? input : 0),
    output: 1 - batchShare * output,
  };
}

const freeProvider: Omit<Provider, "endpoints" | "id" | "name"> = { batchDiscount: 0, batchOnCached: false };

export function apiBill(endpoint: Endpoint, provider: Provider | undefined, today: string): ApiBill {
  const current = currentPrice(endpoint, today);
  const { price } = current;
  const seller = { id: "", name: "", endpoints: [], ...freeProvider, ...provider };
  const usdOf = (row: EndpointPrice, values: Values): number[] => {
    const rates = ratesOf(row, values.inputTokens);
    const off = discounts(row, rates, seller, values.batchShare);
    const sent = values.requestsPerDay * days * (1 + values.retryShare) * values.tokenizerFactor;
    const perMTok = sent / 1e6;
    return [
      perMTok * values.inputTokens * (1 - values.cachedShare) * rates.input * off.input,
      perMTok * values.inputTokens * values.cachedShare * rates.cached * off.cached,
      perMTok * values.cacheWriteTokens * rates.write * off.input,
      perMTok * values.outputTokens * rates.output * off.output,
      perMTok * values.outputTokens * values.reasoningMultiple * rates.reasoning * off.output,
    ];
  };
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const parts = ({ values, tokenPrice }: Setting): number[] => {
    const expected = usdOf(price, values);
    if (current.others.length === 0) return expected;
    const total = sum(expected);
    const range = rangeOver(
      total,
      current.others.map((row) => sum(usdOf(row, values))),
    );
    const times = total === 0 ? 1 : tokenPrice(range) / total;
    return expected.map((usd) => usd * times);
  };
  return {
    current,
    parts,
    lines: (setting, inputs) => billLines(parts(setting), { current, seller, setting, inputs }),
  };
}

interface Billed {
  readonly current: CurrentPrice;
  readonly seller: Provider;
  readonly setting: Setting;
  readonly inputs: Inputs;
}

function billLines(usd: readonly number[], { current, seller, setting, inputs }: Billed): Line[] {
  const { values } = setting;
  const { price, others } = current;
  const rates = ratesOf(price, values.inputTokens);
  const off = discounts(price, rates, seller, values.batchShare);
  const { asOf, source } = price;
  const shared = inputTerms(["requestsPerDay", "retryShare", "tokenizerFactor"], inputs, setting);
  const perMTok = "requestsPerDay * days * (1 + retryShare) * tokenizerFactor / 1e6";
  const rows: readonly [tokens: string, terms: Term[], rate: Exclude<keyof Rates, "tier">, off: number][] = [
    [
      "inputTokens * (1 - cachedShare)",
      inputTerms(["inputTokens", "cachedShare"], inputs, setting),
      "input",
      off.input,
    ],
    ["inputTokens * cachedShare", inputTerms(["inputTokens", "cachedShare"], inputs, setting), "cached", off.cached],
    ["cacheWriteTokens", inputTerms(["cacheWriteTokens"], inputs, setting), "write", off.input],
    ["outputTokens", inputTerms(["outputTokens"], inputs, setting), "output", off.output],
    [
      "outputTokens * reasoningMultiple",
      inputTerms(["outputTokens", "reasoningMultiple"], inputs, setting),
      "reasoning",
      off.output,
    ],
  ];
  return rows.flatMap(([tokens, terms, rate, left], i): Line[] => {
    if ((usd[i] ?? 0) === 0) return [];
    const elsewhere = others.map((row) => `${ratesOf(row, values.inputTokens)[rate]} by ${row.origin}, ${row.asOf}`);
    const differ = elsewhere.length > 0 ? ` (sources differ: ${elsewhere.join("; ")})` : "";
    const unit = `USD per million tokens${differ}`;
    const priceTerm: Term = { name: "usdPerMTok", value: rates[rate], unit, asOf, source };
    const batch =
      left === 1 ? [] : [{ name: "afterBatch", value: left, unit: "share that is paid", source: seller.name }];
    return [
      {
        item: billItems[i] ?? "tokens",
        usd: usd[i] ?? 0,
        formula: `${perMTok} * ${tokens} * usdPerMTok${left === 1 ? "" : " * afterBatch"}`,
        terms: [...shared, daysTerm, ...terms, priceTerm, ...batch],
        asOf,
        source,
      },
    ];
  });
}

/** US dollars for one request, as it is expected. */
export const usdPerRequest = (bill: ApiBill, setting: Setting): number =>
  bill.parts(setting).reduce((a, b) => a + b, 0) / (days * setting.values.requestsPerDay);
