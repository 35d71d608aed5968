/** The embeddings that are configured, kept up with the knowledge, and what there is to say of them. */
import { join } from "node:path";
import type { Config } from "./config.ts";
import type { BackendName } from "./core/route/policy.ts";
import type { Warning } from "./http.ts";
import type { Served } from "./knowledge-service.ts";
import { createEmbedder, type EmbedderSettings } from "./llm/embed.ts";
import { sideOfServer } from "./llm/side.ts";
import type { CallRecord } from "./llm/types.ts";
import { openVectorCache } from "./llm/vector-cache.ts";
import { type LedgerOf, openServerOf, priceOf } from "./models-service.ts";
import { createMeanings, type Meanings } from "./nearest.ts";

export interface ServedMeanings extends Meanings {
  readonly warnings: () => readonly Warning[];
  readonly today: () => { readonly isUp: boolean; readonly todayUsd: number };
  /** Starts building, and builds anew after each edit; what failed is tried again. */
  readonly follow: () => { stop(): Promise<void> };
}

interface MeaningsOptions {
  readonly mayBuild: boolean;
  readonly onCall?: ((record: CallRecord) => void) | undefined;
  readonly ledgerOf?: LedgerOf | undefined;
  readonly onBug: (error: unknown) => void;
}

const againMs = 60_000;

/** Undefined where no embeddings are configured, and then nothing is read or loaded for them. */
export async function openMeanings(
  config: Config,
  served: Served,
  { mayBuild, onCall, ledgerOf, onBug }: MeaningsOptions,
): Promise<ServedMeanings | undefined> {
  const settings = embeddingsOf(config);
  if (!settings) return undefined;
  const { baseUrl, model, side } = settings;
  const embedder = createEmbedder(settings, {
    limits: { timeoutMs: config.LLM_TIMEOUT_SECONDS * 1_000, dailyUsd: config.LLM_DAILY_USD },
    price: () => priceOf({ name: side, model }, served.current().catalog),
    nowMs: () => Date.now(),
    ledger: ledgerOf?.("embeddings"),
    onCall,
  });
  const cache = await openVectorCache(join(config.DATA_DIR, "embeddings.jsonl"), { baseUrl, model });
  const meanings = createMeanings({ embedder, cache, current: served.current, mayBuild, onBug });
  return {
    ...meanings,
    today: () => ({ isUp: embedder.isUp(), todayUsd: embedder.todayUsd() }),
    warnings: () => warningsOf(meanings, embedder.trouble(), side),
    follow: () => {
      void meanings.renew();
      const forget = served.onChange(() => void meanings.renew());
      const again = setInterval(() => {
        if (meanings.state().is === "not ready") void meanings.renew();
      }, againMs);
      again.unref();
      return {
        stop: async () => {
          clearInterval(again);
          forget();
        },
      };
    },
  };
}

export function embeddingsOf(config: Config): EmbedderSettings | undefined {
  const { LLM_EMBEDDINGS_BASE_URL: baseUrl, LLM_EMBEDDINGS_MODEL: model, LLM_EMBEDDINGS_API_KEY: apiKey } = config;
  if (baseUrl === undefined || model === undefined) return undefined;
  return { baseUrl, model, apiKey, side: sideOfServer(baseUrl, openServerOf(config)) };
}

function warningsOf(meanings: Meanings, trouble: string | undefined, side: BackendName): Warning[] {
  const state = meanings.state();
  const lexical = "answers are found by words alone";
  if (state.is === "not ready" && state.why === "forbidden") {
    const what = `routing.yaml lets nothing go to a server like LLM_EMBEDDINGS_BASE_URL, which counts as ${side}; ${lexical}`;
    return [{ name: "embeddings-forbidden", what, remedy: "change its rules, or leave out LLM_EMBEDDINGS_BASE_URL" }];
  }
  const why = trouble ?? (state.is === "not ready" && state.why !== "not-built" ? state.why : undefined);
  if (why !== undefined) {
    const what = `the embeddings do not work (${why}); ${lexical}`;
    return [{ name: "embeddings-not-working", what, remedy: "run counterweight doctor, and look at that server" }];
  }
  if (state.is === "not ready" || state.weight > 0) return [];
  const what = `the embeddings find the knowledge's own questions no better than words do; ${lexical}`;
  return [{ name: "embeddings-no-help", what, remedy: "take another embeddings model, or leave them out" }];
}
