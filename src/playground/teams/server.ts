/**
 * A Bot Framework: its OpenID document and keys, the login service, and the connector with conversations in it. It refuses
 * what Teams refuses: a wrong token, what is too large, whom the bot may not write to. The playground's Teams and the
 * tests of the Teams edge both stand on it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createStreaming, type Streaming } from "./streams.ts";
import { jwkOf, makeSigner, type Signer } from "./tokens.ts";
import type { Args, Call, TeamsMessage, Trouble } from "./types.ts";

export const appId = "11111111-2222-3333-4444-555555555555";
export const tenant = "aaaaaaaa-0000-0000-0000-000000000001";
export const bot = { id: `28:${appId}`, name: "Counterweight" } as const;
export const issuer = "https://api.botframework.com";

const mostBytes = 100 * 1_024; // of UTF-16
const mostCalls = 100_000;

export interface BotFrameworkOptions {
  /** With which the app signs in. */
  readonly password: string;
  /** What it gets for that. */
  readonly accessToken: string;
  /** Turns away what comes from a page in a browser: any page may send forms to this machine. */
  readonly noBrowsers?: boolean;
  /** Told after each call of the app. */
  readonly onCall?: () => void;
}

export interface BotFramework {
  readonly origin: string;
  readonly serviceUrl: string;
  readonly openIdUrl: string;
  readonly loginUrl: string;
  readonly signer: Signer;
  /** Keys that the document names. */
  readonly signers: Signer[];
  readonly messages: TeamsMessage[];
  readonly calls: Call[];
  readonly tokens: { asked: number; refuse: boolean };
  /** How often the OpenID document was read. */
  readonly documents: { read: number; away: boolean };
  /** Says what happens to calls from now on. */
  readonly trouble: (decide: (call: Pick<Call, "method" | "path" | "query" | "body">) => Trouble | undefined) => void;
  /** People to whom the bot may not write alone. */
  readonly closed: Set<string>;
  /** Where messages for one person are not known. */
  readonly targeting: { works: boolean };
  readonly streaming: Streaming;
  readonly members: Map<string, Args>;
  /** Called with each message of the bot. */
  readonly heard: Set<(message: TeamsMessage) => void>;
  readonly close: () => Promise<void>;
}

/** The keys of this process: to make new ones takes a tenth of a second. */
let made: Signer | undefined;
/** As in Teams, a time in milliseconds: what comes after a restart is not what came before. */
let sequence = Date.now();
export const newId = (): string => String((sequence += 1));

export async function startBotFramework({
  password,
  accessToken,
  noBrowsers = false,
  onCall = () => {},
}: BotFrameworkOptions): Promise<BotFramework> {
  let decide: Parameters<BotFramework["trouble"]>[0] = () => undefined;
  const signer = (made ??= makeSigner());
  const state = {
    signer,
    signers: [signer],
    messages: [] as TeamsMessage[],
    calls: [] as Call[],
    tokens: { asked: 0, refuse: false },
    documents: { read: 0, away: false },
    closed: new Set<string>(),
    targeting: { works: true },
    members: new Map<string, Args>(),
    heard: new Set<(message: TeamsMessage) => void>(),
  };
  const post = (made: Pick<TeamsMessage, "id" | "conversation" | "activity" | "replyTo" | "onlyFor">): void => {
    const message: TeamsMessage = { ...made, deleted: false, edits: 0, at: Date.now() };
    state.messages.push(message);
    for (const hear of state.heard) hear(message);
  };
  const { streaming, act: stream } = createStreaming(newId, ({ id, conversation }, activity) =>
    post({ id, conversation, activity, replyTo: undefined, onlyFor: undefined }),
  );
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (noBrowsers && (request.headers.origin ?? request.headers["sec-fetch-site"]) !== undefined)
      return json(response, 403, {});
    const parts: Buffer[] = [];
    for await (const piece of request) parts.push(piece as Buffer);
    const text = Buffer.concat(parts).toString("utf8");
    const url = new URL(request.url ?? "/", origin);
    if (url.pathname === "/v1/.well-known/openidconfiguration") {
      state.documents.read += 1;
      if (state.documents.away) return json(response, 503, {});
      return json(response, 200, { issuer, jwks_uri: `${origin}/v1/.well-known/keys` });
    }
    if (url.pathname === "/v1/.well-known/keys") return json(response, 200, { keys: state.signers.map(jwkOf) });
    if (url.pathname.endsWith("/oauth2/v2.0/token")) {
      state.tokens.asked += 1;
      const form = new URLSearchParams(text);
      const good = form.get("client_id") === appId && form.get("client_secret") === password && !state.tokens.refuse;
      return good && url.pathname.startsWith(`/${tenant}/`)
        ? json(response, 200, { token_type: "Bearer", expires_in: 86_399, access_token: accessToken })
        : json(response, 401, { error: "invalid_client", error_description: "AADSTS7000215" });
    }
    if (url.pathname.startsWith("/teams/v3/")) return connector(request, response, url, text);
    return json(response, 404, { error: { code: "NotFound" } });
  }

  async function connector(request: IncomingMessage, response: ServerResponse, url: URL, text: string): Promise<void> {
    const body = (text === "" ? {} : JSON.parse(text)) as Args;
    const method = request.method ?? "";
    const path = url.pathname.slice("/teams/v3/".length);
    const query = url.search;
    const trouble = decide({ method, path, query, body }) ?? {};
    await trouble.until;
    if (trouble.beforeMs) await sleep(trouble.beforeMs);
    if (trouble.cut) {
      state.calls.push({ method, path, query, body, text, headers: {}, status: 0, at: Date.now() });
      return void request.socket.destroy();
    }
    const [status, said] =
      trouble.status === undefined
        ? request.headers.authorization === `Bearer ${accessToken}`
          ? act(method, path, query, body, text)
          : [401, { error: { code: "Unauthorized", message: "no token" } }]
        : [trouble.status, { error: { code: trouble.code ?? "Error", message: trouble.message ?? "" } }];
    const headers = request.headers as Call["headers"];
    state.calls.push({ method, path, query, body, text, headers, status, said, at: Date.now() });
    if (state.calls.length > mostCalls) state.calls.shift();
    onCall();
    if (trouble.afterMs) await sleep(trouble.afterMs);
    if (trouble.loseAnswer) request.socket.destroy();
    else json(response, status, said, trouble.headers);
  }

  function act(method: string, path: string, query: string, body: Args, text: string): [number, Args] {
    const refuse = (status: number, code: string): [number, Args] => [status, { error: { code, message: code } }];
    if (text.length * 2 > mostBytes) return refuse(413, "MessageSizeTooBig");
    const [room, conversation = "", what, id] = path.split("/").map(decodeURIComponent);
    if (room !== "conversations") return refuse(404, "NotFound");
    if (conversation === "") {
      const [{ id: person = "" } = {}] = (body["members"] ?? []) as { id?: string }[];
      if (state.closed.has(person)) return refuse(403, "ForbiddenOperationException");
      return [201, { id: `a:chat-with-${person}` }];
    }
    if (what === "members") {
      const member = state.members.get(id ?? "");
      return member ? [200, { id, ...member }] : refuse(404, "MemberNotFoundInConversation");
    }
    if (what !== "activities") return refuse(404, "NotFound");
    const at = state.messages.findIndex((each) => each.id === id && each.conversation === conversation);
    const found = state.messages[at];
    if (method === "PUT" || method === "DELETE") {
      if (!found || found.deleted) return refuse(404, "ActivityNotFoundInConversation");
      state.messages[at] =
        method === "DELETE" ? { ...found, deleted: true } : { ...found, activity: body, edits: found.edits + 1 };
      return [200, { id }];
    }
    const isTargeted = query.includes("isTargetedActivity=true");
    const recipient = body["recipient"] as { id?: string; isTargeted?: boolean } | undefined;
    if (isTargeted && (!state.targeting.works || recipient?.isTargeted !== true)) return refuse(400, "BadArgument");
    const isShutOut = [...state.closed].some((person) => conversation === `a:chat-with-${person}`);
    if (isShutOut) return refuse(403, "BotDisabledByAdmin");
    const streamed = stream(conversation, body);
    if (streamed) return [...streamed];
    const made = newId();
    post({ id: made, conversation, activity: body, replyTo: id, onlyFor: isTargeted ? recipient?.id : undefined });
    return [201, { id: made }];
  }

  return {
    ...state,
    streaming,
    origin,
    serviceUrl: `${origin}/teams/`,
    openIdUrl: `${origin}/v1/.well-known/openidconfiguration`,
    loginUrl: origin,
    trouble: (by) => {
      decide = by;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
