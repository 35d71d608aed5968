/** The models that are configured, with what they cost by the catalogue, and what there is to say of them. */
import type { Config } from "./config.ts";
import type { Catalog } from "./core/catalog.ts";
import type { BackendName } from "./core/route/policy.ts";
import type { Warning } from "./http.ts";
import { createBackend } from "./llm/backend.ts";
import { createModels, type Models } from "./llm/models.ts";
import { type OpenServer, outsideHostOf } from "./llm/side.ts";
import { dayMs, type Ledger } from "./llm/spend.ts";
import type { BackendSettings, CallRecord, Failure, Price } from "./llm/types.ts";
import type { Store } from "./store/open.ts";

/** The ledger of one model, or of the embeddings. */
export type LedgerOf = (name: CallRecord["backend"]) => Ledger;

/** Kept in the store, once that is open. */
export const ledgersIn =
  (opened: () => Promise<Pick<Store, "rate">>): LedgerOf =>
  (name) =>
  async (units) =>
    (await opened()).rate.add(`spent:${name}`, units, dayMs);

/** Undefined where neither model is configured. */
export function modelsOf(
  config: Config,
  catalog: () => Catalog,
  onCall?: (record: CallRecord) => void,
  ledgerOf?: LedgerOf,
): Models | undefined {
  const configured = [settingsOf("open", config), settingsOf("closed", config)].flatMap((one) => one ?? []);
  if (configured.length === 0) return undefined;
  const limits = {
    timeoutMs: config.LLM_TIMEOUT_SECONDS * 1_000,
    concurrency: config.LLM_CONCURRENCY,
    dailyUsd: config.LLM_DAILY_USD,
  };
  return createModels(
    configured.map((settings) =>
      createBackend(settings, {
        limits,
        price: () => priceOf(settings, catalog()),
        nowMs: () => Date.now(),
        ledger: ledgerOf?.(settings.name),
        onCall,
      }),
    ),
  );
}

export function settingsOf(name: BackendName, config: Config): BackendSettings | undefined {
  const which = name === "open" ? "OPEN" : "CLOSED";
  const { [`LLM_${which}_BASE_URL` as const]: baseUrl, [`LLM_${which}_MODEL` as const]: model } = config;
  if (baseUrl === undefined || model === undefined) return undefined;
  const outside = outsideHostOf(baseUrl, openServerOf(config));
  return { name, baseUrl, model, apiKey: config[`LLM_${which}_API_KEY` as const], outside };
}

export const openServerOf = ({ LLM_OPEN_BASE_URL: baseUrl, LLM_OPEN_IS_OURS: isOurs }: Config): OpenServer => ({
  baseUrl,
  isOurs,
});

/** While the catalogue holds no price, a cap that errs is to err on the safe side. */
const dearest = 15;

/** The dearest price that the catalogue has for a model of this name; for one that it does not know, a blended one of its kind. */
export function priceOf(
  { name, model }: Pick<BackendSettings, "name" | "model">,
  { costBook, decision }: Catalog,
): Price {
  const wanted = model.toLowerCase();
  const rows = (costBook?.providers ?? [])
    .flatMap(({ endpoints }) => endpoints)
    .filter(({ modelId }) => modelId.toLowerCase() === wanted || modelId.toLowerCase().endsWith(`/${wanted}`))
    .flatMap(({ usdPerMTok }) => usdPerMTok);
  if (rows.length > 0) {
    const most = (of: (row: (typeof rows)[number]) => number): number => Math.max(...rows.map(of));
    return {
      inputUsdPerMTok: most((row) => row.inputUsdPerMTok),
      outputUsdPerMTok: most((row) => row.outputUsdPerMTok),
    };
  }
  const { apiUsdPerMTok = dearest, hostedUsdPerMTok = dearest } = decision?.cost ?? {};
  const usd = name === "closed" ? apiUsdPerMTok : hostedUsdPerMTok;
  return { inputUsdPerMTok: usd, outputUsdPerMTok: usd };
}

/** For `/readyz`: a model that is away makes nobody unready, for everything is answered without one. */
export const modelWarnings = (models: Models | undefined, { routing }: Catalog): Warning[] => {
  if (!models) return [];
  const without = routing
    ? []
    : [
        {
          name: "no-policy",
          what: "there is no routing.yaml, so no model is asked",
          remedy: "add it to the knowledge folder",
        },
      ];
  const inTrouble = models.backends.flatMap(({ settings, trouble, state }): Warning[] => {
    const group = `LLM_${settings.name.toUpperCase()}`;
    if (state() === "over budget")
      return [
        {
          name: "model-over-budget",
          what: `the ${settings.name} model is over its budget for today`,
          remedy: "wait for the next day (UTC), or raise LLM_DAILY_USD",
        },
      ];
    const why = trouble();
    if (why === undefined) return [];
    const what = `the ${settings.name} model does not work (${why}); answers are composed without it`;
    return [
      {
        name: "model-not-working",
        what,
        remedy: remedies[why] ?? `look at ${group}_BASE_URL, and at the server behind it`,
      },
    ];
  });
  return [...without, ...inTrouble];
};

const remedies: Readonly<Partial<Record<Failure, string>>> = {
  "key-refused": "set its API key anew",
  "rate-limited": "raise its limit with whoever runs it, or lower LLM_CONCURRENCY",
  timeout: "raise LLM_TIMEOUT_SECONDS, or take a faster model",
};
