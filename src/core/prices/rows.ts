/** One price of one model at one provider, as any list of prices has it. */
import type { PriceTier } from "../cost/book.ts";

export const priceFormats = ["models.dev", "litellm", "openrouter", "llm-prices"] as const;
export type PriceFormat = (typeof priceFormats)[number];

export interface PriceRow {
  /** As we name it. */
  readonly provider: string;
  readonly modelId: string;
  readonly name: string;
  readonly inputUsdPerMTok: number;
  readonly outputUsdPerMTok: number;
  readonly cachedInputUsdPerMTok?: number | undefined;
  readonly cacheWriteUsdPerMTok?: number | undefined;
  readonly reasoningUsdPerMTok?: number | undefined;
  readonly batchInputUsdPerMTok?: number | undefined;
  readonly batchOutputUsdPerMTok?: number | undefined;
  readonly tiers: readonly PriceTier[];
  readonly contextTokens?: number | undefined;
  /** The day that the list gives itself; else it is the day of the import. */
  readonly asOf?: string | undefined;
}

export interface PriceList {
  readonly format: PriceFormat;
  readonly rows: readonly PriceRow[];
  /** How many were passed over, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** Providers by the names that other lists give them. */
const ourNames: Readonly<Record<string, string>> = {
  amazon: "amazon-bedrock",
  bedrock: "amazon-bedrock",
  bedrock_converse: "amazon-bedrock",
  azure_ai: "azure",
  gemini: "google",
  mistralai: "mistral",
  moonshot: "moonshotai",
  "moonshot-ai": "moonshotai",
  novita: "novita-ai",
  ovhcloud_ai: "ovhcloud",
  together_ai: "togetherai",
  "x-ai": "xai",
  "z-ai": "zai",
};
export const ourProvider = (name: string): string => ourNames[name.toLowerCase()] ?? name.toLowerCase();

type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** A number, written as one or as text; undefined where there is none. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Dollars a token into dollars a million, without the dust of binary fractions: 1.5e-07 is 0.15. */
export const perMTok = (usdPerToken: unknown): number | undefined => {
  const usd = numberOf(usdPerToken);
  return usd === undefined ? undefined : Number((usd * 1e6).toPrecision(10));
};

/** Collects rows, and counts what is passed over. */
export function collector(format: PriceFormat) {
  const rows: PriceRow[] = [];
  const skipped: Record<string, number> = {};
  const skip = (reason: string): void => {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
  };
  return {
    skip,
    /** Takes a row whose prices are prices: zero for both is a free tier or a subscription, below zero is a marker. */
    take: (row: Omit<PriceRow, "inputUsdPerMTok" | "outputUsdPerMTok">, input?: number, output?: number): void => {
      if (input === undefined || output === undefined) return skip("without a price");
      if (input < 0 || output < 0) return skip("without a price");
      if (input === 0 && output === 0) return skip("free, or part of a plan");
      rows.push({ ...row, inputUsdPerMTok: input, outputUsdPerMTok: output });
    },
    done: (): PriceList => ({ format, rows, skipped }),
  };
}
