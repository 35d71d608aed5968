import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler, type Router } from "express";

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How many ports after it will do as well when it is taken; none when left out. */
  readonly others?: number;
  /** Where a browser goes that asks for `/`; without it, it is told what there is. */
  readonly front?: () => string | undefined;
  /** Why the service cannot do its work yet, one sentence each; none when it can. */
  readonly ready: () => readonly string[] | Promise<readonly string[]>;
  /** What somebody should mend though the service does its work: it makes nobody take the service out of use. */
  readonly warnings?: () => readonly Warning[];
  /** What Prometheus reads; without it there is no such page. */
  readonly metrics?: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** Told of a bug in a route, by a code. */
  readonly log: (code: string, facts: Readonly<Record<string, string>>) => void;
}

export interface Warning {
  /** For programs, as in knowledge-not-reloaded. */
  readonly name: string;
  readonly what: string;
  readonly remedy: string;
  /** Where it stands, if it stands in a file; line and column count from 1. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export type Listening =
  | {
      readonly ok: true;
      readonly url: string /** Ports that were taken, before this one. */;
      readonly taken: readonly number[];
    }
  | { readonly ok: false; readonly message: string };

export interface Http {
  /** Where platforms put their routes (Slack: `/slack/events`), at any time; each parses bodies for itself. */
  readonly platforms: Router;
  /** Starts listening. A port that is taken is a value, not an error. */
  listen(): Promise<Listening>;
  /** Takes no more requests; resolves when open ones are answered, after 5 s at most. */
  close(): Promise<void>;
}

const greeting = `Counterweight is running. It answers one question in chat: an open-weight or a closed language model?

  /healthz  the process lives
  /readyz   it can do its work, or the reasons why not; what to mend though it can
  /metrics  counts and times for Prometheus
`;
const notFound = "There is nothing here. GET / says what there is; a platform's address works once it is connected.";
const failed = "Something went wrong here. The log has the details.";

const listenMessages: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `PORT is ${port}, and another program listens there already (on ${host}). Stop it, or set PORT to a free one.`,
  EACCES: (_, port) => `PORT is ${port}, and this user may not listen there. Set PORT to 1024 or more.`,
  EADDRNOTAVAIL: (host) => `HOST is ${host}, which is no address of this machine. Set HOST to 127.0.0.1 or 0.0.0.0.`,
  ENOTFOUND: (host) => `HOST is ${host}, which no name server knows. Set HOST to 127.0.0.1 or 0.0.0.0.`,
};

/** The one HTTP server, not yet listening. There is no body parser for all: Slack's signature covers the raw body. */
export function createHttp(options: HttpOptions): Http {
  const { host, port, others = 0, ready, warnings = () => [], front, metrics, log } = options;
  const app = express();
  app.disable("x-powered-by");
  app.get("/", (request, response) => {
    const door = request.accepts(["text/plain", "html"]) === "html" ? front?.() : undefined;
    if (door === undefined) response.type("text/plain").send(greeting);
    else response.redirect(door);
  });
  app.get("/healthz", (_, response) => void response.json({ ok: true }));
  app.get("/readyz", async (_, response) => {
    const reasons = await ready();
    response
      .status(reasons.length === 0 ? 200 : 503)
      .json({ ready: reasons.length === 0, reasons, warnings: warnings() });
  });
  app.get("/metrics", async (_, response, next) => {
    if (!metrics) return next();
    const { contentType, text } = await metrics();
    response.set("content-type", contentType).send(text);
  });
  const platforms = express.Router();
  app.use(platforms);
  app.use((_, response) => void response.status(404).json({ error: notFound }));
  // Express knows an error handler by its four parameters.
  const onError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    log("http-route-failed", { error: error instanceof Error ? error.name : typeof error });
    if (response.headersSent) next(error);
    else response.status(500).json({ error: failed });
  };
  app.use(onError);

  const server = createServer(app);
  const listenOn = (at: number): Promise<NodeJS.ErrnoException | undefined> =>
    new Promise((resolve) => {
      server.once("error", resolve).listen(at, host, () => {
        server.off("error", resolve);
        resolve(undefined);
      });
    });
  return {
    platforms,
    listen: async () => {
      const taken: number[] = [];
      for (let next = port; ; next += 1) {
        const error = await listenOn(next);
        if (error === undefined) break;
        if (error.code === "EADDRINUSE" && taken.length < others) taken.push(next);
        else {
          const message = listenMessages[error.code ?? ""]?.(host, port);
          return { ok: false, message: message ?? `Cannot listen on HOST ${host}, PORT ${port}: ${error.message}.` };
        }
      }
      const at = server.address() as AddressInfo;
      return { ok: true, url: `http://${at.family === "IPv6" ? `[${at.address}]` : at.address}:${at.port}`, taken };
    },
    close: () =>
      new Promise((resolve) => {
        const impatient = setTimeout(() => server.closeAllConnections(), 5_000);
        server.close(() => {
          clearTimeout(impatient);
          resolve();
        });
      }),
  };
}
