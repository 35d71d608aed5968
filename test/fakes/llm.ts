/** An OpenAI-compatible server on 127.0.0.1 that says what a test tells it to: the truth, lies, half a stream, nothing. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Sent {
  /** What of the server was asked for. */
  readonly path: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly model?: string;
  readonly max_tokens?: number;
  readonly response_format?: { readonly type: string };
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
  readonly stream?: boolean;
  readonly input?: readonly string[];
}

/** What happens to one request. */
export interface Script {
  /** The answer, sent in pieces of a few characters. */
  readonly text?: string;
  /** The same as the arguments of a tool call. */
  readonly tool?: string;
  readonly finish?: string | null;
  readonly usage?: unknown;
  /** Sent as one JSON body: vectors, a list of models. */
  readonly json?: unknown;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as they are, instead of a stream of ours. */
  readonly raw?: readonly (string | Uint8Array)[];
  /** After how many pieces the socket is cut, or the server falls silent, or says no more without saying why. */
  readonly cutAfter?: number;
  readonly hangAfter?: number;
  readonly endAfter?: number;
}

export interface FakeLlm {
  readonly baseUrl: string;
  readonly requests: readonly { readonly body: Sent; readonly authorization: string | undefined }[];
  /** Everything that reached it, as one text. */
  readonly seen: () => string;
  readonly close: () => Promise<void>;
}

const pieceLength = 17;
const piecesOf = (text: string): string[] => text.match(new RegExp(`[^]{1,${pieceLength}}`, "g")) ?? [];
const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

export async function fakeLlm(script: (request: Sent, count: number) => Script | Promise<Script>): Promise<FakeLlm> {
  const requests: { body: Sent; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece: Buffer) => (text += piece.toString("utf8")));
    request.on("end", () => {
      const body = { ...(JSON.parse(text || "{}") as Sent), path: request.url ?? "" };
      requests.push({ body, authorization: request.headers.authorization });
      void Promise.resolve(script(body, requests.length)).then((told) => respond(response, told));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    seen: () => requests.map(({ body }) => JSON.stringify(body)).join("\n"),
    close,
  };
}

/** The same, stopped when the test is over. */
export async function fakeLlmHere(script: Parameters<typeof fakeLlm>[0]): Promise<FakeLlm> {
  const fake = await fakeLlm(script);
  onTestFinished(fake.close);
  return fake;
}

function respond(response: ServerResponse, told: Script): void {
  const { status = 200, headers = {}, raw, finish = told.tool === undefined ? "stop" : "tool_calls" } = told;
  if (status !== 200) {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { message: "scripted" } }));
    return;
  }
  if (told.json !== undefined) {
    response.writeHead(200, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(told.json));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream", ...headers });
  if (raw) {
    // Each on its own way.
    const next = (i: number): void =>
      void (i < raw.length ? response.write(raw[i], () => setTimeout(next, 5, i + 1)) : response.end());
    next(0);
    return;
  }
  const deltas =
    told.tool === undefined
      ? piecesOf(told.text ?? "").map((content) => ({ content }))
      : piecesOf(told.tool).map((args) => ({ tool_calls: [{ index: 0, function: { arguments: args } }] }));
  for (const [i, delta] of deltas.entries()) {
    // What was written is on its way by then.
    if (i === told.cutAfter) return void setTimeout(() => response.socket?.destroy(), 50);
    if (i === told.hangAfter) return;
    if (i === told.endAfter) return void response.end();
    response.write(event({ choices: [{ index: 0, delta, finish_reason: null }] }));
  }
  if (finish !== null) response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: finish }] }));
  if (told.usage !== undefined) response.write(event({ choices: [], usage: told.usage }));
  response.end("data: [DONE]\n\n");
}
