/** What stands between the service and Slack: slow, broken, losing answers, and keeping the time of every call. */
import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What happens to one call; each part is optional. */
export interface Trouble {
  readonly beforeMs?: number;
  readonly afterMs?: number;
  /** Instead of asking Slack. */
  readonly instead?:
    | "refuse"
    | { readonly status: number; readonly body: string; readonly headers?: Record<string, string> };
  /** Slack does it, and nobody hears of it. */
  readonly loseAnswer?: boolean;
}
export interface Passed {
  readonly method: string;
  readonly at: number;
  readonly status: number;
}

export interface Between {
  /** Ends in `/api/`. */
  readonly url: string;
  readonly passed: readonly Passed[];
  /** Says what happens to the calls from now on. */
  readonly trouble: (decide: (method: string) => Trouble) => void;
  readonly close: () => Promise<void>;
}

export async function startBetween(slackUrl: string): Promise<Between> {
  const passed: Passed[] = [];
  let decide: (method: string) => Trouble = () => ({});
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const method = (request.url ?? "").replace("/api/", "");
      const { beforeMs = 0, afterMs = 0, instead, loseAnswer = false } = decide(method);
      const at = Date.now();
      const done = (status: number): void => void passed.push({ method, at, status });
      if (beforeMs > 0) await sleep(beforeMs);
      if (instead === "refuse") {
        done(0);
        request.socket.destroy();
        return;
      }
      if (instead !== undefined) {
        done(instead.status);
        answer(response, instead.status, instead.headers ?? {}, instead.body);
        return;
      }
      const headers = { ...request.headers } as Record<string, string>;
      for (const name of ["host", "connection", "content-length", "transfer-encoding"]) delete headers[name];
      const found = await fetch(new URL(method, slackUrl), { method: "POST", headers, body: Buffer.concat(parts) });
      const text = await found.text();
      done(loseAnswer ? -1 : found.status);
      if (afterMs > 0) await sleep(afterMs);
      if (loseAnswer) request.socket.destroy();
      else answer(response, found.status, Object.fromEntries(found.headers), text);
    })().catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    passed,
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

function answer(response: ServerResponse, status: number, headers: Record<string, string>, text: string): void {
  for (const name of ["content-length", "transfer-encoding", "connection", "content-encoding"]) delete headers[name];
  response.writeHead(status, headers).end(text);
}
