/** The playground's HTTP side: the page, its feed, and what it asks for. For browsers on this machine only. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Bundle } from "./bundle.ts";
import type { Json } from "./protocol.ts";

/** What the routes lead to. */
export interface Rooms {
  readonly bundle: () => Promise<Bundle>;
  readonly events: (as: string, client: string | undefined, response: ServerResponse) => boolean;
  /** By name: what a page asks for or has done, as JSON. Undefined when what was sent makes no sense. */
  readonly ask: Readonly<Record<string, (given: Json) => unknown>>;
  readonly file: (id: string, as: string) => { readonly name: string; readonly bytes: Buffer } | undefined;
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
const always = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};
const mostBytes = 12_000_000;

const document = (version: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Counterweight playground</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/playground/assets/${version}/app.css">
<script type="module" src="/playground/assets/${version}/app.js"></script>
</head>
<body><div id="root"></div><noscript>The playground is a page that needs JavaScript. In the terminal: npm run chat.</noscript></body>
</html>
`;

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const localHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Why somebody is not let in: they are elsewhere, came by another name, or another page sent them. */
function refusedTo({ socket, headers }: IncomingMessage): string | undefined {
  if (!loopback.test(socket.remoteAddress ?? "")) return "The playground is for browsers on its own machine.";
  if (!localHost.test(headers.host ?? "")) return "Open the playground at http://localhost or http://127.0.0.1.";
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`) return "Another page may not do that.";
  return undefined;
}

/** A handler for everything below `/playground`; `url` is what follows it. */
export function createPages(rooms: Rooms): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const page = async (response: ServerResponse): Promise<void> => {
    const { version } = await rooms.bundle();
    response.writeHead(200, { ...always, "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end(document(version));
  };
  const asset = async (name: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { assets } = await rooms.bundle();
    const found = Object.hasOwn(assets, name) ? assets[name] : undefined;
    if (found === undefined) return json(response, 404, { ok: false, what: "There is no such file." });
    const packed = /\bbr\b/.test(String(request.headers["accept-encoding"])) ? found.brotli : undefined;
    response.writeHead(200, {
      ...always,
      "content-type": found.type,
      "cache-control": "max-age=31536000, immutable",
      ...(packed ? { "content-encoding": "br" } : {}),
    });
    response.end(packed ?? found.body);
  };
  const file = (id: string, as: string, response: ServerResponse): void => {
    const found = rooms.file(id, as);
    if (found === undefined) return json(response, 404, { ok: false, what: "There is no such file for you." });
    const name = encodeURIComponent(found.name);
    response.writeHead(200, {
      ...always,
      // Blocks show pictures; anything else is only to be kept.
      "content-type": found.name.endsWith(".png") ? "image/png" : "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${name}`,
    });
    response.end(found.bytes);
  };

  return async (request, response) => {
    const refused = refusedTo(request);
    if (refused !== undefined) return json(response, 403, { ok: false, what: refused });
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const as = searchParams.get("as") ?? "";
    const [, first = "", ...rest] = pathname.split("/");
    if (request.method === "POST") {
      const ask = first === "api" && Object.hasOwn(rooms.ask, rest[0] ?? "") ? rooms.ask[rest[0] ?? ""] : undefined;
      if (ask === undefined) return json(response, 404, { ok: false, what: "There is nothing here." });
      const given = await bodyOf(request);
      if (given === undefined) return json(response, 400, { ok: false, what: "That is no JSON, or too much of it." });
      const answer = await ask(given);
      return json(
        response,
        answer === undefined ? 400 : 200,
        answer ?? { ok: false, what: "That makes no sense here." },
      );
    }
    if (first === "" && rest.length === 0) return page(response);
    if (first === "assets") return asset(rest[1] ?? "", request, response);
    if (first === "files") return file(rest[0] ?? "", as, response);
    if (first === "events" && rooms.events(as, searchParams.get("client") ?? undefined, response)) return;
    json(response, 404, { ok: false, what: "There is nothing here." });
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    ...always,
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Json | undefined> {
  if (!request.headers["content-type"]?.startsWith("application/json")) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk as Buffer);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
