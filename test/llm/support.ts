import { type Backend, createBackend } from "../../src/llm/backend.ts";
import { createModels, type Models } from "../../src/llm/models.ts";
import type { BackendName } from "../../src/core/route/policy.ts";
import type { CallRecord, Limits } from "../../src/llm/types.ts";
import type { FakeLlm } from "../fakes/llm.ts";

export const usage = { prompt_tokens: 1_000, completion_tokens: 100 };

/** A backend over a scripted server, with limits that no test runs into unless it wants to. */
export function backendOn(
  { baseUrl }: Pick<FakeLlm, "baseUrl">,
  around: {
    limits?: Partial<Limits>;
    nowMs?: () => number;
    name?: BackendName;
    model?: string;
    outside?: string | undefined;
  } = {},
): { readonly backend: Backend; readonly records: CallRecord[] } {
  const { limits, nowMs = () => 0, name = "open", model = "a-model", outside } = around;
  const records: CallRecord[] = [];
  const backend = createBackend(
    { name, baseUrl, model, apiKey: "secret-key", outside },
    {
      limits: { timeoutMs: 2_000, concurrency: 4, dailyUsd: 1, ...limits },
      price: () => ({ inputUsdPerMTok: 2, outputUsdPerMTok: 10 }),
      nowMs,
      onCall: (record) => records.push(record),
    },
  );
  return { backend, records };
}

export const modelsOn = (
  servers: Readonly<Partial<Record<BackendName, FakeLlm>>>,
  limits: Partial<Limits> = {},
  outside?: string,
): Models =>
  createModels(
    (Object.entries(servers) as [BackendName, FakeLlm][]).map(
      ([name, fake]) =>
        backendOn(fake, {
          name,
          outside,
          model: `${name}-model`,
          limits: { concurrency: 50, dailyUsd: 1e9, ...limits },
        }).backend,
    ),
  );
