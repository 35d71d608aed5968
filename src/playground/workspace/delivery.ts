import { createHmac } from "node:crypto";
import type { Args } from "./types.ts";

/** Something that Slack brings: an event, a command, or what somebody did to a button, a menu entry or a modal. */
export interface Parcel {
  readonly kind: "events_api" | "slash_commands" | "interactive";
  readonly body: Args;
  readonly retry?: { readonly num: number; readonly reason: string };
}

export interface Delivery {
  /** Of the response; 0 when there was none. Socket Mode's acknowledgement counts as 200. */
  readonly status: number;
  /** Parsed JSON or text; undefined when empty. */
  readonly body: unknown;
  readonly sent: Args;
  /** Slack's word for why it would bring this again. */
  readonly why?: string;
}

/** Where Slack brings things. */
export interface Door {
  deliver(parcel: Parcel): Promise<Delivery>;
}

/** How a request is not as it should be. */
export interface Tamper {
  readonly secret?: string;
  readonly ageSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function signed(secret: string, text: string, tamper: Tamper): Record<string, string> {
  const stamp = String(Math.floor(Date.now() / 1000) - (tamper.ageSeconds ?? 0));
  const signature = createHmac("sha256", tamper.secret ?? secret)
    .update(`v0:${stamp}:${text}`)
    .digest("hex");
  return { "x-slack-request-timestamp": stamp, "x-slack-signature": `v0=${signature}`, ...tamper.headers };
}

/** Delivers an event as Slack does: signed, unless `tamper` says how not to be. */
export function deliver(url: string, secret: string, body: Args, tamper: Tamper = {}): Promise<Response> {
  const text = JSON.stringify(body);
  const headers = { "content-type": "application/json", ...signed(secret, text, tamper) };
  return fetch(url, { method: "POST", headers, body: text });
}

/** The app's request URL: events as JSON, commands as a form, interactions as JSON inside a form. */
export function httpDoor(url: string, secret: string, deadlineMs = 3_000): Door {
  const form = (values: Args): string => new URLSearchParams(values as Record<string, string>).toString();
  return {
    deliver: async ({ kind, body, retry }) => {
      const text =
        kind === "events_api"
          ? JSON.stringify(body)
          : form(kind === "interactive" ? { payload: JSON.stringify(body) } : body);
      const again: Record<string, string> =
        retry === undefined ? {} : { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason };
      const type = kind === "events_api" ? "application/json" : "application/x-www-form-urlencoded";
      const headers = { "content-type": type, ...again, ...signed(secret, text, {}) };
      try {
        const signal = AbortSignal.timeout(deadlineMs);
        const response = await fetch(url, { method: "POST", headers, body: text, signal });
        const answer = parsed(await response.text());
        return { status: response.status, body: answer, sent: body, ...(response.ok ? {} : { why: "http_error" }) };
      } catch (error) {
        const late = error instanceof Error && error.name === "TimeoutError";
        return { status: 0, body: undefined, sent: body, why: late ? "http_timeout" : "connection_failed" };
      }
    },
  };
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
