import type { BackendName } from "../core/route/policy.ts";

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** How a structured answer is asked for, from what servers enforce to what all understand. */
export type Shape =
  | { readonly kind: "json_schema"; readonly name: string; readonly schema: object }
  | { readonly kind: "tool"; readonly name: string; readonly schema: object };

export interface ChatRequest {
  readonly messages: readonly Message[];
  readonly maxTokens: number;
  readonly shape?: Shape | undefined;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Why there is no text, or only a part of it. */
export type Failure =
  | "timeout"
  | "aborted"
  | "cut"
  | "too-long"
  | "filtered"
  | "key-refused"
  | "rate-limited"
  | "server-error"
  | "unreachable"
  | "not-understood"
  | "bad-answer"
  | "down"
  | "over-budget"
  | "busy"
  | "absent";

export type Called =
  | { readonly ok: true; readonly text: string; readonly usage: Usage }
  | { readonly ok: false; readonly why: Failure; readonly usage: Usage; readonly retryAfterMs?: number | undefined };

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told of each piece as it arrives; nothing of it is verified. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/** One call to one server, without patience. */
export type Chat = (request: ChatRequest, options: CallOptions) => Promise<Called>;

export interface Price {
  readonly inputUsdPerMTok: number;
  readonly outputUsdPerMTok: number;
}

export interface BackendSettings {
  readonly name: BackendName;
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
  /** The host that gets what is sent; undefined on one's own side. */
  readonly outside: string | undefined;
}

export interface Limits {
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly dailyUsd: number;
}

/** What whoever counts is told of each call; no words of anybody. */
export interface CallRecord {
  readonly backend: BackendName | "embeddings";
  readonly outcome: "ok" | Failure;
  readonly ms: number;
  readonly usage: Usage;
  readonly usd: number;
}

/** Servers that tell no usage: four characters a token, which is much for English. */
export const roughTokens = (characters: number): number => Math.ceil(characters / 4);
