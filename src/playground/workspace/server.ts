import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { oauthMethods } from "./oauth.ts";
import { respond } from "./response-url.ts";
import { type Answered, type Args, type Call, failed, type Fault, type Install, type Methods } from "./types.ts";
import { appToken, type Workspace } from "./workspace.ts";

/** Scopes of an app that may do everything that the workspace can do. */
export const allScopes = ["channels", "groups", "im", "mpim"]
  .flatMap((kind) => [`${kind}:history`, `${kind}:read`])
  .concat("app_mentions:read", "assistant:write", "canvases:write", "chat:write", "commands", "files:write")
  .concat("im:write", "users:read", "channels:join", "team:read");
const structured = ["blocks", "view", "metadata", "attachments", "prompts", "loading_messages", "message"].concat(
  "files",
  "chunks",
  "document_content",
  "user_ids",
);

export interface Faults {
  next(method: string): Fault | undefined;
}
export interface ServerOptions {
  readonly workspace: Workspace;
  readonly methods: Methods;
  readonly faults: Faults;
  /** A web socket's address for `apps.connections.open`. */
  readonly socketUrl: () => string;
  readonly onCall: (call: Call) => void;
  /** Turns away what comes from a page in a browser: any page may send forms to this machine. */
  readonly noBrowsers?: boolean;
}

/** The HTTP side of Slack: `/api/<method>` and response_urls. */
export function createSlackServer(options: ServerOptions): Server {
  const { workspace, methods, faults, socketUrl, onCall, noBrowsers = false } = options;
  const appMethods: Methods = { "apps.connections.open": { run: () => ({ ok: true, url: socketUrl() }) } };

  const withoutToken = oauthMethods(workspace);

  const run = (name: string, args: Args, bearer: string | undefined, response: ServerResponse): Answered => {
    if (Object.hasOwn(withoutToken, name)) return withoutToken[name]?.run(args, anybody) ?? failed("unknown_method");
    const ofApp = appMethods[name];
    const method = ofApp ?? methods[name];
    if (method === undefined) return failed("unknown_method", { req_method: name });
    const given = bearer ?? args["token"];
    if (given === undefined) return failed("not_authed");
    if (given === appToken) return ofApp ? ofApp.run(args, anybody) : failed("not_allowed_token_type");
    const install = workspace.installs.get(typeof given === "string" ? given : "");
    if (install === undefined) return failed("invalid_auth");
    if (ofApp) return failed("not_allowed_token_type");
    const place = args["channel"] ?? args["channel_id"];
    if (typeof place === "string" && !workspace.knows(place)) return failed("channel_not_found");
    const has = install.scopes ?? allScopes;
    const needed = method.scopes?.(args) ?? [];
    response.setHeader("x-oauth-scopes", has.join(","));
    if (needed.length > 0) response.setHeader("x-accepted-oauth-scopes", needed.join(","));
    if (needed.length > 0 && !needed.some((scope) => has.includes(scope)))
      return failed("missing_scope", { needed: needed.join(","), provided: has.join(",") });
    return method.run(args, install);
  };

  const api = (name: string, args: Args, request: IncomingMessage, response: ServerResponse): void => {
    const fault = faults.next(name);
    const json = (status: number, answer: Answered): void => {
      onCall({ method: name, args, answer });
      response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(answer));
    };
    response.setHeader("x-slack-req-id", String(workspace.next()));
    if (fault === undefined) return json(200, run(name, args, bearerOf(request), response));
    if (typeof fault === "object" && "error" in fault) return json(200, failed(fault.error));
    if (typeof fault === "object" && "retryAfter" in fault) {
      response.setHeader("retry-after", String(fault.retryAfter));
      return json(429, failed("ratelimited"));
    }
    onCall({ method: name, args, answer: failed("fault") });
    if (fault === "hang") return; // until the server is closed
    if (fault === "drop") request.socket.destroy();
    else if ("status" in fault) response.writeHead(fault.status).end("upstream connect error");
    else response.writeHead(200, { "content-type": "text/html" }).end(fault.body);
  };

  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (noBrowsers && (request.headers.origin ?? request.headers["sec-fetch-site"]) !== undefined) {
      response.writeHead(403).end();
      return;
    }
    if (pathname.startsWith("/upload/")) {
      void upload(workspace, pathname.slice("/upload/".length), request, response);
      return;
    }
    void argsOf(request).then((body) => {
      const args = { ...Object.fromEntries(searchParams), ...body };
      if (pathname.startsWith("/api/")) return api(pathname.slice("/api/".length), args, request, response);
      if (!pathname.startsWith("/response/")) return void response.writeHead(404).end();
      const id = pathname.slice("/response/".length);
      const { ts, channel, ...answered } = respond(workspace, id, args);
      const became = ts === undefined ? {} : { ts, channel };
      onCall({ method: "response_url", args, answer: { ...answered.body, ...became, response_id: id } });
      const type = { "content-type": "application/json" };
      response.writeHead(answered.status, type).end(JSON.stringify(answered.body));
    });
  });
}

/** Takes the bytes of a file, of exactly the length that was announced. */
async function upload(
  workspace: Workspace,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString("latin1"); // byte for byte
  const file = workspace.files.get(id);
  // A form with the file as its only field, or the bytes themselves.
  const part = /^--(\S+)\r\n[^]*?\r\n\r\n([^]*)\r\n--\1--/.exec(body)?.[2] ?? body;
  const isWhole = file !== undefined && part.length === file.length;
  if (isWhole) {
    file.bytes = Buffer.from(part, "latin1");
    file.content = file.bytes.toString("utf8");
  }
  response.writeHead(isWhole ? 200 : 400).end(isWhole ? `OK - ${file.length}` : "wrong length");
}

const anybody: Install = { token: appToken, team_id: "", user_id: "", bot_id: "" };
const bearerOf = (request: IncomingMessage): string | undefined =>
  request.headers.authorization?.replace(/^Bearer /, "") || undefined;

/** Slack takes JSON, or a form whose structured values are JSON strings. */
async function argsOf(request: IncomingMessage): Promise<Args> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  if (request.headers["content-type"]?.startsWith("application/json")) return parsed(body) as Args;
  const args: Args = Object.fromEntries(new URLSearchParams(body));
  for (const name of structured) if (typeof args[name] === "string") args[name] = parsed(args[name]);
  return args;
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
