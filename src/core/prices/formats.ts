/** Reads the public lists of prices, each in its own shape. */
import type { PriceTier } from "../cost/book.ts";
import {
  collector,
  fieldsOf,
  isFields,
  numberOf,
  ourProvider,
  perMTok,
  type PriceFormat,
  type PriceList,
  textOf,
} from "./rows.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Which list a file is, by its shape. */
export function formatOf(data: unknown): PriceFormat | undefined {
  if (!isFields(data)) return undefined;
  const { data: models, prices, vendor } = data;
  if (Array.isArray(models) && models.some((one) => isFields(one) && isFields(one["pricing"]))) return "openrouter";
  if (Array.isArray(prices) || (typeof vendor === "string" && Array.isArray(data["models"]))) return "llm-prices";
  const values = Object.values(data).filter(isFields);
  if (values.some((one) => isFields(one["models"]))) return "models.dev";
  if (values.some((one) => "litellm_provider" in one || "input_cost_per_token" in one)) return "litellm";
  return undefined;
}

export const priceReaders: Readonly<Record<PriceFormat, (data: Fields) => PriceList>> = {
  "models.dev": readModelsDev,
  litellm: readLitellm,
  openrouter: readOpenRouter,
  "llm-prices": readLlmPrices,
};

/** `{provider: {models: {id: {cost: {input, output, cache_read, tiers}}}}}`, dollars per million. */
function readModelsDev(data: Fields): PriceList {
  const list = collector("models.dev");
  for (const [provider, { models }] of Object.entries(data).filter((pair): pair is [string, Fields] =>
    isFields(pair[1]),
  ))
    for (const [modelId, model] of Object.entries(fieldsOf(models))) {
      const { name, cost, limit, modalities, status } = fieldsOf(model);
      const outputs = fieldsOf(modalities)["output"];
      if (Array.isArray(outputs) && !outputs.includes("text")) list.skip("no text model");
      else if (status === "deprecated") list.skip("withdrawn");
      else {
        const prices = fieldsOf(cost);
        const tiers = [prices["tiers"], prices["context_over_200k"]].flatMap(tiersOf);
        list.take(
          {
            provider: ourProvider(provider),
            modelId,
            name: textOf(name) ?? modelId,
            // Keys that some files spell otherwise.
            cachedInputUsdPerMTok: numberOf(prices["cache_read"] ?? prices["cached_input"] ?? prices["cache_input"]),
            cacheWriteUsdPerMTok: numberOf(prices["cache_write"] ?? prices["cached_write"]),
            reasoningUsdPerMTok: numberOf(prices["reasoning"]),
            tiers,
            contextTokens: numberOf(fieldsOf(limit)["context"]),
          },
          numberOf(prices["input"]),
          numberOf(prices["output"]),
        );
      }
    }
  return list.done();
}

/** A list of `{tier: {size}}` or `{context: {min}}` with prices, or one set of prices above 200,000 tokens. */
function tiersOf(given: unknown): PriceTier[] {
  const all = Array.isArray(given) ? given : isFields(given) ? [given] : [];
  return all.filter(isFields).flatMap(({ tier, context, input, output, cache_read }) => {
    const above = numberOf(fieldsOf(tier)["size"]) ?? numberOf(fieldsOf(context)["min"]) ?? 200_000;
    const [i, o] = [numberOf(input), numberOf(output)];
    return i === undefined || o === undefined ? [] : [tierAt(above, i, o, numberOf(cache_read))];
  });
}

const tierAt = (aboveInputTokens: number, input: number, output: number, cached: number | undefined): PriceTier => ({
  aboveInputTokens,
  inputUsdPerMTok: input,
  outputUsdPerMTok: output,
  ...(cached === undefined ? {} : { cachedInputUsdPerMTok: cached }),
});

/** `{"provider/id": {litellm_provider, mode, input_cost_per_token, …}}`, dollars per token. */
function readLitellm(data: Fields): PriceList {
  const list = collector("litellm");
  for (const [key, model] of Object.entries(data)) {
    if (key === "sample_spec" || !isFields(model)) continue;
    const { litellm_provider: seller, mode } = model;
    if (typeof mode === "string" && !["chat", "completion", "responses"].includes(mode)) list.skip("no text model");
    else {
      const provider = textOf(seller) ?? "";
      const modelId = key.startsWith(`${provider}/`) ? key.slice(provider.length + 1) : key;
      list.take(
        {
          provider: ourProvider(provider),
          modelId,
          name: modelId,
          cachedInputUsdPerMTok: perMTok(model["cache_read_input_token_cost"]),
          cacheWriteUsdPerMTok: perMTok(model["cache_creation_input_token_cost"]),
          reasoningUsdPerMTok: perMTok(model["output_cost_per_reasoning_token"]),
          batchInputUsdPerMTok: perMTok(model["input_cost_per_token_batches"]),
          batchOutputUsdPerMTok: perMTok(model["output_cost_per_token_batches"]),
          tiers: suffixTiers(model),
          contextTokens: numberOf(model["max_input_tokens"]),
        },
        perMTok(model["input_cost_per_token"]),
        perMTok(model["output_cost_per_token"]),
      );
    }
  }
  return list.done();
}

/** `input_cost_per_token_above_200k_tokens` and its like. */
function suffixTiers(model: Fields): PriceTier[] {
  return Object.keys(model).flatMap((key) => {
    const thousands = /^input_cost_per_token_above_(\d+)k_tokens$/.exec(key)?.[1];
    if (thousands === undefined) return [];
    const suffix = `_above_${thousands}k_tokens`;
    const [i, o] = [perMTok(model[key]), perMTok(model[`output_cost_per_token${suffix}`])];
    const cached = perMTok(model[`cache_read_input_token_cost${suffix}`]);
    return i === undefined || o === undefined ? [] : [tierAt(1_000 * Number(thousands), i, o, cached)];
  });
}

/** `{data: [{id: "maker/model", pricing: {prompt, completion}}]}`, dollars per token as text. */
function readOpenRouter(data: Fields): PriceList {
  const list = collector("openrouter");
  for (const model of Array.isArray(data["data"]) ? data["data"].filter(isFields) : []) {
    const id = textOf(model["id"]) ?? "";
    const slash = id.indexOf("/");
    const modality = textOf(fieldsOf(model["architecture"])["modality"]);
    const pricing = fieldsOf(model["pricing"]);
    if (modality !== undefined && !modality.endsWith("text")) list.skip("no text model");
    else if (slash < 1) list.skip("without a provider");
    else
      list.take(
        {
          provider: ourProvider(id.slice(0, slash)),
          modelId: id.slice(slash + 1),
          name: textOf(model["name"]) ?? id,
          cachedInputUsdPerMTok: perMTok(pricing["input_cache_read"]),
          cacheWriteUsdPerMTok: perMTok(pricing["input_cache_write"]),
          reasoningUsdPerMTok: perMTok(pricing["internal_reasoning"]) || undefined,
          tiers: [],
          contextTokens: numberOf(model["context_length"]),
        },
        perMTok(pricing["prompt"]),
        perMTok(pricing["completion"]),
      );
  }
  return list.done();
}

/** `{updated_at, prices: [{id, vendor, input, output}]}`, or a vendor's file with histories; dollars per million. */
function readLlmPrices(data: Fields): PriceList {
  const list = collector("llm-prices");
  const vendor = textOf(data["vendor"]);
  const asOf = textOf(data["updated_at"])?.slice(0, 10);
  const current = (model: Fields): Fields => {
    const history = model["price_history"];
    const rows = Array.isArray(history) ? history.filter(isFields) : [];
    return { ...model, ...(rows.find(({ to_date }) => to_date === null) ?? rows.at(-1)) };
  };
  const models = [data["prices"], data["models"]].flatMap((all) => (Array.isArray(all) ? all.filter(isFields) : []));
  const read = models.map(current).map((model) => ({ model, id: textOf(model["id"]) ?? "" }));
  const long = /-(\d+)k$/;
  for (const { model, id } of read.filter((one) => !long.test(one.id))) {
    // A tier is a model of its own here, whose name ends in the tokens above which it holds.
    const tiers = read.flatMap((other): PriceTier[] => {
      const thousands = long.exec(other.id)?.[1];
      const [i, o] = [numberOf(other.model["input"]), numberOf(other.model["output"])];
      return thousands && other.id === `${id}-${thousands}k` && i !== undefined && o !== undefined
        ? [tierAt(1_000 * Number(thousands), i, o, numberOf(other.model["input_cached"]))]
        : [];
    });
    list.take(
      {
        provider: ourProvider(textOf(model["vendor"]) ?? vendor ?? ""),
        modelId: id,
        name: textOf(model["name"]) ?? id,
        cachedInputUsdPerMTok: numberOf(model["input_cached"]),
        tiers,
        ...(asOf === undefined ? {} : { asOf }),
      },
      numberOf(model["input"]),
      numberOf(model["output"]),
    );
  }
  return list.done();
}
