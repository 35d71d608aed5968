/** One OpenAI-compatible server: chat completions, streamed, and everything that can go wrong told apart. */
import type OpenAI from "openai";
import { sdkOf } from "./sdk.ts";
import {
  type BackendSettings,
  type Called,
  type Chat,
  type ChatRequest,
  type Failure,
  roughTokens,
  type Usage,
} from "./types.ts";

type Chunk = OpenAI.Chat.Completions.ChatCompletionChunk;
type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsStreaming;

const mostCharactersPerToken = 12; // a server that sends more than it was allowed to is stopped

export function createClient({ baseUrl, model, apiKey }: BackendSettings, timeoutMs: number): Chat {
  const client = sdkOf({ baseUrl, apiKey }, timeoutMs);
  return async (request, { signal, onText }) => {
    const clock = AbortSignal.timeout(timeoutMs);
    const stop = new AbortController();
    const signals = AbortSignal.any([clock, stop.signal, ...(signal ? [signal] : [])]);
    const read: Reading = { text: "", finish: undefined, usage: undefined };
    const usage = (): Usage => read.usage ?? estimated(request, read.text);
    const failed = (why: Failure, retryAfterMs?: number): Called => ({ ok: false, why, usage: usage(), retryAfterMs });
    const stopped = (): Failure | undefined => (signal?.aborted ? "aborted" : clock.aborted ? "timeout" : undefined);
    try {
      const stream = await (await client()).chat.completions.create(bodyOf(request, model), { signal: signals });
      for await (const chunk of stream) {
        const piece = take(chunk, read);
        if (piece !== "") onText?.(piece);
        if (read.text.length > request.maxTokens * mostCharactersPerToken) {
          stop.abort();
          return failed("too-long");
        }
      }
    } catch (error) {
      const why = stopped() ?? failureOf(error);
      if (read.text === "" && unserved.has(why)) read.usage ??= { inputTokens: 0, outputTokens: 0 };
      return failed(why, why === "rate-limited" ? retryAfterMs(error) : undefined);
    }
    // A stream that is aborted, or cut between two events, ends like a whole one.
    const why = stopped() ?? unfinished(read.finish);
    return why === undefined ? { ok: true, text: read.text, usage: usage() } : failed(why);
  };
}

/** Before a word came, nothing is paid for these. */
export const unserved: ReadonlySet<Failure> = new Set([
  "key-refused",
  "rate-limited",
  "not-understood",
  "server-error",
  "unreachable",
]);

interface Reading {
  text: string;
  finish: string | undefined;
  usage: Usage | undefined;
}

function bodyOf({ messages, maxTokens, shape }: ChatRequest, model: string): Body {
  const body: Body = {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    max_tokens: maxTokens, // the newer name is not known to every server
    temperature: 0,
    stream: true,
    stream_options: { include_usage: true },
  };
  if (shape === undefined) return body;
  const { name } = shape;
  const schema = shape.schema as Record<string, unknown>;
  if (shape.kind === "json_schema")
    return { ...body, response_format: { type: "json_schema", json_schema: { name, schema, strict: true } } };
  return {
    ...body,
    tools: [{ type: "function", function: { name, parameters: schema } }],
    tool_choice: { type: "function", function: { name } },
  };
}

/** Servers send what they like: nothing of a chunk is taken to be there. */
function take(chunk: Partial<Chunk>, read: Reading): string {
  const choice = Array.isArray(chunk.choices) ? chunk.choices[0] : undefined;
  const delta = choice?.delta;
  const call = delta?.tool_calls?.[0]?.function?.arguments;
  const content = typeof delta?.content === "string" ? delta.content : "";
  const piece = content + (typeof call === "string" ? call : "");
  read.text += piece;
  if (typeof choice?.finish_reason === "string") read.finish = choice.finish_reason;
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = chunk.usage ?? {};
  if (isCount(inputTokens) && isCount(outputTokens)) read.usage = { inputTokens, outputTokens };
  return piece;
}

const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

const estimated = ({ messages }: ChatRequest, text: string): Usage => ({
  inputTokens: roughTokens(messages.reduce((sum, { content }) => sum + content.length, 0)),
  outputTokens: roughTokens(text.length),
});

function unfinished(finish: string | undefined): Failure | undefined {
  if (finish === "stop" || finish === "tool_calls") return undefined;
  if (finish === "length") return "too-long";
  return finish === "content_filter" ? "filtered" : "cut";
}

export function failureOf(error: unknown): Failure {
  const { status, name } = error as { status?: unknown; name?: unknown };
  if (typeof status === "number") {
    if (status === 401 || status === 403) return "key-refused";
    if (status === 429) return "rate-limited";
    return status >= 500 || status === 408 ? "server-error" : "not-understood";
  }
  // By name, for the SDK is loaded late.
  const kind = error instanceof Error ? error.constructor.name : "";
  if (kind === "APIConnectionTimeoutError") return "timeout";
  if (kind === "APIConnectionError") return "unreachable";
  if (kind === "APIError") return "server-error"; // told in the middle of the stream
  return name === "SyntaxError" ? "bad-answer" : "cut";
}

function retryAfterMs(error: unknown): number | undefined {
  const { headers } = error as { headers?: { get?: (name: string) => string | null } };
  const seconds = Number(headers?.get?.("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}
