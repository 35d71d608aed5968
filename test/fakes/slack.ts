import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** Slack's Web API on 127.0.0.1, as faithful as these tests need: it takes what Slack takes and refuses what Slack refuses. */
export interface FakeSlack {
  /** Ends in `/api/`. */
  readonly url: string;
  readonly calls: readonly Call[];
  /** Messages that were taken, as they were posted. */
  posted(): readonly Args[];
  /** Resolves to the n-th call of a method (from 1), whether it came already or not. */
  call(method: string, n?: number): Promise<Call>;
  /** Puts a message into a thread, as others write it. */
  say(message: Args & { channel: string; ts: string }): void;
  /** Makes the next calls of a method fail with one of Slack's words. */
  refuse(method: string, error: string, times?: number): void;
  close(): Promise<void>;
}

export type Args = Record<string, unknown>;
export interface Call {
  readonly method: string;
  readonly args: Args;
  readonly answer: Args;
}

export const token = "xoxb-fake-1";
export const bot = { user_id: "U0BOT", bot_id: "B0BOT", team_id: "T0TEAM" };

/** Starts the fake on a free port; it stops with `close`. */
export async function startFakeSlack(): Promise<FakeSlack> {
  const calls: Call[] = [];
  const messages: Args[] = [];
  const refusals: { method: string; error: string; times: number }[] = [];
  const waiting: (() => void)[] = [];

  const methods: Record<string, (args: Args) => Args> = {
    "auth.test": () => ({ ok: true, team: "Test", user: "counterweight", ...bot }),
    "chat.postMessage": (args) => {
      const error = refusal(args);
      if (error !== undefined) return { ok: false, ...error };
      const ts = `${1_800_000_000 + messages.length}.000100`;
      messages.push({ ...args, ts, user: bot.user_id, bot_id: bot.bot_id });
      return { ok: true, channel: args["channel"], ts, message: { text: args["text"], ts } };
    },
    "conversations.replies": (args) => {
      const inThread = messages.filter(
        (m) => m["channel"] === args["channel"] && (m["ts"] === args["ts"] || m["thread_ts"] === args["ts"]),
      );
      if (inThread.length === 0) return { ok: false, error: "thread_not_found" };
      const upTo = inThread.filter((m) => args["latest"] === undefined || Number(m["ts"]) < Number(args["latest"]));
      const from = Number(args["cursor"] ?? 0);
      const limit = Number(args["limit"] ?? 1_000);
      const more = upTo.length > from + limit;
      const meta = { response_metadata: { next_cursor: more ? String(from + limit) : "" } };
      return { ok: true, messages: upTo.slice(from, from + limit), has_more: more, ...meta };
    },
  };

  const answer = (method: string, args: Args, authorization: string | undefined): Args => {
    const run = methods[method];
    if (run === undefined) return { ok: false, error: "unknown_method", req_method: method };
    const given = authorization?.replace("Bearer ", "") ?? args["token"];
    if (given === undefined) return { ok: false, error: "not_authed" };
    if (given !== token) return { ok: false, error: "invalid_auth" };
    const refused = refusals.find((r) => r.method === method && r.times > 0);
    if (refused === undefined) return run(args);
    refused.times -= 1;
    return { ok: false, error: refused.error };
  };

  const server = createServer((request, response) => {
    void argsOf(request).then((args) => {
      const method = (request.url ?? "").replace("/api/", "");
      const answered = answer(method, args, request.headers.authorization);
      calls.push({ method, args, answer: answered });
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answered));
      for (const wake of waiting.splice(0)) wake();
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    calls,
    posted: () => calls.filter((c) => c.method === "chat.postMessage" && c.answer["ok"] === true).map((c) => c.args),
    call: async (method, n = 1) => {
      for (;;) {
        const found = calls.filter((c) => c.method === method)[n - 1];
        if (found !== undefined) return found;
        await new Promise<void>((wake) => waiting.push(wake));
      }
    },
    say: (message) => void messages.push(message),
    refuse: (method, error, times = 1) => void refusals.push({ method, error, times }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Slack takes JSON, or a form whose structured values are JSON strings. */
async function argsOf(request: IncomingMessage): Promise<Args> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  if (request.headers["content-type"]?.startsWith("application/json")) return JSON.parse(body) as Args;
  const args: Args = Object.fromEntries(new URLSearchParams(body));
  if (typeof args["blocks"] === "string") args["blocks"] = JSON.parse(args["blocks"]);
  return args;
}

// What follows is written from Slack's documentation, not from src/slack/limits.ts, so that the two check each other.
interface Refusal {
  readonly error: string;
  readonly response_metadata?: { readonly messages: readonly string[] };
}
const points = (text: unknown): number => (typeof text === "string" ? Array.from(text).length : 0);
const isText = (value: unknown, max: number, type?: string): boolean => {
  const text = value as { type?: unknown; text?: unknown } | undefined;
  const known = text?.type === "plain_text" || text?.type === "mrkdwn";
  return known && (type === undefined || text.type === type) && points(text.text) >= 1 && points(text.text) <= max;
};

const blockRules: Record<string, (block: Args) => boolean> = {
  header: (block) => isText(block["text"], 150, "plain_text"),
  section: (block) => isText(block["text"], 3_000),
  context: (block) => {
    const elements = block["elements"];
    return (
      Array.isArray(elements) &&
      elements.length >= 1 &&
      elements.length <= 10 &&
      elements.every((e) => isText(e, 3_000))
    );
  },
  table: (block) => {
    const rows = block["rows"] as { type: string; text: string }[][] | undefined;
    if (!Array.isArray(rows) || rows.length < 1 || rows.length > 100) return false;
    const width = rows[0]?.length ?? 0;
    const settings = block["column_settings"];
    if (settings !== undefined && (!Array.isArray(settings) || settings.length > 20)) return false;
    const cell = (c: { type: string; text: string }): boolean => c.type === "raw_text" && points(c.text) >= 1;
    const chars = rows.flat().reduce((sum, c) => sum + points(c.text), 0);
    return width >= 1 && width <= 20 && chars <= 10_000 && rows.every((row) => row.length === width && row.every(cell));
  },
};

const textsIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(textsIn)
    : value !== null && typeof value === "object"
      ? Object.entries(value).flatMap(([key, v]) => (key === "text" && typeof v === "string" ? [v] : textsIn(v)))
      : [];

/** Why Slack would refuse this message, or undefined when it would take it. */
export function refusal(args: Args): Refusal | undefined {
  const { channel, text, blocks, thread_ts: thread } = args;
  if (typeof channel !== "string" || !/^[CDG]\w+$/.test(channel)) return { error: "channel_not_found" };
  if (thread !== undefined && !/^\d+\.\d+$/.test(typeof thread === "string" ? thread : ""))
    return { error: "invalid_thread_ts" };
  // Slack only warns when blocks come without text; screen readers and notifications then have nothing to say.
  if (typeof text !== "string" || text.trim() === "") return { error: "no_text" };
  if (points(text) > 40_000) return { error: "msg_too_long" };
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) return { error: "invalid_blocks_format" };
  const bad = (at: number | string): Refusal => ({
    error: "invalid_blocks",
    response_metadata: { messages: [`[ERROR] not allowed [json-pointer:/blocks/${at}]`] },
  });
  if (blocks.length > 50) return bad("");
  for (const [at, block] of (blocks as Args[]).entries()) {
    const rule = blockRules[String(block["type"])];
    if (rule === undefined || !rule(block)) return bad(at);
  }
  if ((blocks as Args[]).filter((block) => block["type"] === "table").length > 1)
    return { error: "only_one_table_allowed" };
  if (textsIn(blocks).reduce((sum, t) => sum + points(t), 0) > 13_200) return { error: "msg_blocks_too_long" };
  return undefined;
}

/** Delivers an event as Slack does: signed, unless `tamper` says how not to be. */
export function deliver(
  url: string,
  secret: string,
  body: Args,
  tamper: { secret?: string; ageSeconds?: number; headers?: Record<string, string> } = {},
): Promise<Response> {
  const text = JSON.stringify(body);
  const stamp = String(Math.floor(Date.now() / 1000) - (tamper.ageSeconds ?? 0));
  const signature = createHmac("sha256", tamper.secret ?? secret)
    .update(`v0:${stamp}:${text}`)
    .digest("hex");
  const signed = { "x-slack-request-timestamp": stamp, "x-slack-signature": `v0=${signature}` };
  const headers = { "content-type": "application/json", ...signed, ...tamper.headers };
  return fetch(url, { method: "POST", headers, body: text });
}

/** An `app_mention` as it arrives; `event` overrides its parts. */
export const mention = (text: string, id: string, event: Args = {}): Args => ({
  type: "event_callback",
  team_id: bot.team_id,
  api_app_id: "A0APP",
  event_id: id,
  event_time: 1_700_000_000,
  authorizations: [{ team_id: bot.team_id, user_id: bot.user_id, is_bot: true, is_enterprise_install: false }],
  event: {
    type: "app_mention",
    user: "U0ASKER",
    text,
    channel: "C0CHAN",
    ts: `1700000000.${id.replaceAll(/\D/g, "").padStart(6, "0")}`,
    ...event,
  },
});
