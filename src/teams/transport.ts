/**
 * How activities come from Teams and go there: all that the edge knows of whoever carries them. Today that is botbuilder,
 * in `botbuilder/`, whose support has ended: a successor is another folder that makes one of these.
 */
import type { Request, Response } from "express";

/** Where a conversation is, as Teams wants to be told each time. */
export interface Where {
  readonly serviceUrl: string;
  readonly conversation: string;
  /** As Teams names it; never guessed. */
  readonly type: "personal" | "groupChat" | "channel" | "unknown";
  readonly tenant: string;
  readonly bot: { readonly id: string; readonly name?: string | undefined };
  readonly channelId: string;
}

/** What goes out: JSON that reaches Teams as it is, key by key. */
export type Outgoing = Readonly<Record<string, unknown>> & { readonly type: string };

/** What Teams is answered on its request. */
export interface Handled {
  readonly status: number;
  readonly body?: unknown;
}

/** What a conversation knows of one of its members. */
export interface Member {
  readonly id: string;
  readonly aadObjectId?: string | undefined;
  readonly tenant?: string | undefined;
  /** `user`, `guest` or `anonymous`, in Teams' words. */
  readonly role?: string | undefined;
  readonly principal?: string | undefined;
  readonly name?: string | undefined;
}

export interface SendOptions {
  /** The activity that it answers. */
  readonly replyTo?: string | undefined;
  /** Teams' id of the one person who is to see it. */
  readonly onlyFor?: string | undefined;
}

export interface Transport {
  /** Hands a request that the door let in to the carrier, has it handled, and answers with what that gives. Never throws. */
  readonly receive: (request: Request, response: Response, handle: () => Promise<Handled>) => Promise<void>;
  /** The id of what was posted. @throws Refused */
  readonly send: (to: Where, activity: Outgoing, options?: SendOptions) => Promise<string>;
  /** Puts another activity in the place of one of ours. @throws Refused */
  readonly update: (to: Where, id: string, activity: Outgoing) => Promise<void>;
  /** @throws Refused */
  readonly remove: (to: Where, id: string) => Promise<void>;
  /** The conversation with one person alone, which may be new. @throws Refused */
  readonly openWith: (near: Where, person: string) => Promise<string>;
  /** @throws Refused */
  readonly member: (of: Where, person: string) => Promise<Member>;
}

/** Teams said no, or nothing: `status` 0. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  /** Teams' own word, as in `MessageSizeTooBig`; a code of the network; or what there is. */
  readonly code: string;
  /** How long Teams asks to be left alone, when it does. */
  readonly retryAfterMs: number | undefined;
  /** What Teams adds to its word: it tells some refusals of one word apart. Never logged. */
  readonly detail: string;
  constructor(status: number, code: string, retryAfterMs?: number, detail = "") {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.detail = detail;
  }
}
