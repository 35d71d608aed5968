/** A server that turns texts into vectors. Nothing that it says is believed before it was looked at. */
import type { BackendName } from "../core/route/policy.ts";
import { createBreaker } from "./breaker.ts";
import { failureOf, unserved } from "./client.ts";
import { sdkOf } from "./sdk.ts";
import { createSpend, type Ledger, usdOf } from "./spend.ts";
import { type BackendSettings, type CallRecord, type Failure, type Limits, type Price, roughTokens } from "./types.ts";

export interface EmbedderSettings extends Pick<BackendSettings, "baseUrl" | "model" | "apiKey"> {
  /** Whose server it counts as: what the policy lets the open model see goes to a server of one's own alone. */
  readonly side: BackendName;
}

export type Embedded =
  | { readonly ok: true; readonly vectors: readonly Float32Array[] }
  | { readonly ok: false; readonly why: Failure };

export interface Embedder {
  readonly settings: EmbedderSettings;
  /** One vector of length 1 for each text, in their order, or none at all. */
  readonly embed: (texts: readonly string[], options: EmbedOptions) => Promise<Embedded>;
  /** The last failure, until it works again. */
  readonly trouble: () => Failure | undefined;
  readonly todayUsd: () => number;
  readonly isUp: () => boolean;
}

export interface EmbedOptions {
  readonly timeoutMs: number;
  /** How many the vectors must have; left out where none are known yet. */
  readonly dimensions?: number | undefined;
}

export interface EmbedderPorts {
  readonly limits: Pick<Limits, "timeoutMs" | "dailyUsd">;
  readonly price: () => Price;
  readonly nowMs: () => number;
  readonly ledger?: Ledger | undefined;
  readonly onCall?: ((record: CallRecord) => void) | undefined;
}

const nothing = { inputTokens: 0, outputTokens: 0 } as const;

export function createEmbedder(
  settings: EmbedderSettings,
  { limits, price, nowMs, ledger, onCall }: EmbedderPorts,
): Embedder {
  const client = sdkOf(settings, limits.timeoutMs);
  const breaker = createBreaker(nowMs);
  const spend = createSpend(limits.dailyUsd, nowMs, ledger);
  let trouble: Failure | undefined;

  async function once(texts: readonly string[], { timeoutMs, dimensions }: EmbedOptions): Promise<Embedded> {
    const clock = AbortSignal.timeout(timeoutMs);
    try {
      const { embeddings } = await client();
      // Left out, the SDK asks for base64, which not every server knows.
      const told = await embeddings.create(
        { model: settings.model, input: [...texts], encoding_format: "float" },
        { signal: clock },
      );
      const vectors = vectorsIn(told, texts.length);
      const fits = dimensions === undefined || vectors?.[0]?.length === dimensions;
      return vectors && fits ? { ok: true, vectors } : { ok: false, why: "bad-answer" };
    } catch (error) {
      return { ok: false, why: clock.aborted ? "timeout" : failureOf(error) };
    }
  }

  return {
    settings,
    trouble: () => trouble,
    todayUsd: spend.todayUsd,
    isUp: () => !breaker.isOpen() && !spend.isOver(),
    embed: async (texts, options) => {
      const usage = { inputTokens: roughTokens(texts.join("").length), outputTokens: 0 };
      const usd = usdOf(usage, price());
      const refused = (why: Failure): Embedded => {
        onCall?.({ backend: "embeddings", outcome: why, ms: 0, usage: nothing, usd: 0 });
        return { ok: false, why };
      };
      const leave = breaker.enter();
      if (!leave) return refused("down");
      if (!(await spend.reserve(usd))) {
        leave("neither");
        return refused("over-budget");
      }
      const startedMs = nowMs();
      const told = await once(texts, options);
      // A failed call may have been paid for, unless nobody served it.
      const spent = !told.ok && unserved.has(told.why) ? 0 : usd;
      spend.settle(usd, spent);
      leave(told.ok ? "good" : "bad");
      trouble = told.ok ? undefined : told.why;
      onCall?.({
        backend: "embeddings",
        outcome: told.ok ? "ok" : told.why,
        ms: nowMs() - startedMs,
        usage,
        usd: spent,
      });
      return told;
    },
  };
}

/** Undefined unless there is one for each text, each number is one, and all have as many dimensions and a direction. */
function vectorsIn(body: unknown, count: number): Float32Array[] | undefined {
  const { data } = (body ?? {}) as { data?: unknown };
  if (!Array.isArray(data) || data.length !== count) return undefined;
  const vectors: Float32Array[] = [];
  for (const [i, row] of (data as unknown[]).entries()) {
    const { embedding, index = i } = (row ?? {}) as { embedding?: unknown; index?: unknown };
    const vector = unitVector(embedding);
    if (!vector || typeof index !== "number" || index in vectors) return undefined;
    vectors[index] = vector;
  }
  const dimensions = vectors[0]?.length;
  const whole = vectors.length === count && vectors.every((vector) => vector.length === dimensions);
  return whole ? vectors : undefined;
}

function unitVector(values: unknown): Float32Array | undefined {
  if (!Array.isArray(values) || values.length === 0) return undefined;
  if (!values.every((value) => typeof value === "number" && Number.isFinite(value))) return undefined;
  const length = Math.hypot(...(values as number[]));
  if (!(length > 0 && Number.isFinite(length))) return undefined;
  return Float32Array.from(values as number[], (value) => value / length);
}
