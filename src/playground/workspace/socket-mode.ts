import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { acceptWebSocket, type WebSocket } from "./websocket.ts";
import type { Delivery, Door, Parcel } from "./delivery.ts";
import { appId } from "./workspace.ts";

/** Socket Mode: events go to any one of the app's web sockets, and are acknowledged there. */
export interface Sockets extends Door {
  /** How many are open. */
  readonly open: number;
  /** Tells all of them to connect anew, as Slack does every few hours. `warning` says that it comes soon. */
  disconnect(reason: "refresh_requested" | "warning"): void;
  /** Tears all of them without a word. */
  drop(): void;
}

/** Puts Socket Mode on a server. @param changed called when a socket opens, closes or acknowledges */
export function socketMode(server: Server, address: () => string, changed: () => void, deadlineMs: number) {
  const open = new Set<WebSocket>();
  const tickets = new Set<string>();
  const waiting = new Map<string, (payload: unknown) => void>();

  server.on("upgrade", (request, line) => {
    const ticket = new URL(request.url ?? "/", "http://127.0.0.1").searchParams.get("ticket") ?? "";
    if (!tickets.delete(ticket)) {
      line.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const socket = acceptWebSocket(request, line, {
      text: (text) => {
        const { envelope_id: id, payload } = JSON.parse(text) as { envelope_id: string; payload?: unknown };
        waiting.get(id)?.(payload);
      },
      closed: () => {
        open.delete(socket);
        changed();
      },
    });
    open.add(socket);
    socket.send(
      JSON.stringify({ type: "hello", num_connections: open.size, connection_info: { app_id: appId }, debug_info: {} }),
    );
    changed();
  });

  const deliver = async ({ kind, body, retry }: Parcel): Promise<Delivery> => {
    const [socket] = open;
    if (socket === undefined) return { status: 0, body: undefined, sent: body, why: "connection_failed" };
    const id = randomUUID();
    const again = { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? "" };
    const envelope = { envelope_id: id, type: kind, payload: body, accepts_response_payload: kind !== "events_api" };
    const acknowledged = new Promise<Delivery>((resolve) => {
      const late = setTimeout(
        () => resolve({ status: 0, body: undefined, sent: body, why: "http_timeout" }),
        deadlineMs,
      );
      waiting.set(id, (payload) => {
        clearTimeout(late);
        resolve({ status: 200, body: payload, sent: body });
      });
    });
    socket.send(JSON.stringify({ ...envelope, ...(kind === "events_api" ? again : {}) }));
    return acknowledged.finally(() => {
      waiting.delete(id);
      changed();
    });
  };

  const sockets: Sockets = {
    get open() {
      return open.size;
    },
    deliver,
    disconnect: (reason) => {
      for (const socket of open) socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: {} }));
    },
    drop: () => {
      for (const socket of open) socket.drop();
    },
  };
  const ticket = (): string => {
    const id = randomUUID();
    tickets.add(id);
    return `${address()}link/?ticket=${id}`;
  };
  return { sockets, ticket };
}
