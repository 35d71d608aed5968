/** What a chat platform is handed by `main`: the store as it sees it, and the inbox that its events go through. */
import type { AssessmentStore } from "./assess/ports.ts";
import type { LinkStore } from "./linking.ts";
import type { StopSignal } from "./ports.ts";

/** Says that something happened, by a code; facts are counts and codes, never what people type. */
export type Log = (code: string, facts?: Readonly<Record<string, string | number>>) => void;

/** An event that has to be dealt with, whatever happens to this process. */
export interface Work {
  /** Unique, and the same at every redelivery: slack:T1:Ev1, teams:<conversation>:<activity>. */
  readonly eventId: string;
  /** The same for two events about one text: team, channel and ts in Slack, which tells of a mention twice. */
  readonly dedupeKey?: string | undefined;
  readonly kind: string;
  /** What is answered in order: a thread, a direct conversation. */
  readonly conversation: string;
  readonly userKey?: string | undefined;
  /** Anything that JSON holds; forgotten once the event is done. */
  readonly payload: unknown;
}

/** One try to deal with it. */
export interface Run {
  readonly event: Work;
  /** 1 at first. Above 1 an earlier try may have posted, and told nobody. */
  readonly attempts: number;
  /** What an earlier try kept of what it posted, as the platform writes it. */
  readonly replyRef: string | null;
  readonly receivedAt: number;
  /** Keeps where our message stands; null for nowhere. False when the event is no longer ours: stop then. */
  readonly setReplyRef: (ref: string | null) => Promise<boolean>;
  /** Aborted when the event is no longer ours, or the process ends. */
  readonly signal: StopSignal;
}

export interface Inbox {
  /** @throws when it cannot be written down: the platform is told that it did not arrive */
  readonly accept: (work: Work) => Promise<"new" | "duplicate">;
  readonly start: () => Promise<void>;
  readonly idle: () => Promise<void>;
  /** Has other replicas stop what goes by this name, if they hear of it. */
  readonly haltElsewhere: (name: string) => Promise<void>;
  readonly depth: () => Promise<Depth>;
  readonly stop: () => Promise<number>;
}
export interface Depth {
  readonly ready: number;
  readonly active: number;
  readonly dead: number;
  /** Milliseconds since 1970; null when nothing waits. */
  readonly oldestAt: number | null;
}

/** What we posted in answer to what. */
export interface Posted {
  /** Made from the question's event, so that a second try records the same answer and not a second one. */
  readonly id: string;
  readonly platform: string;
  /** Unique across workspaces: slack:T1:C1. */
  readonly channel: string;
  readonly thread: string | null;
  /** Our message in that channel. */
  readonly message: string;
  readonly questionEvent: string;
  /** The person's message, null where there is none (a command). */
  readonly questionMessage: string | null;
  readonly kind: string;
  readonly entries: readonly string[];
  readonly knowledgeVersion: string;
  readonly userKey: string | null;
  /** What its buttons and what follows need to know, anything that JSON holds; of no use to anybody else. */
  readonly remembered: unknown;
}

export interface Kept {
  readonly kind: string;
  readonly payload: unknown;
  readonly userKey: string | null;
}

export interface Hit {
  readonly allowed: boolean;
  readonly waitMs: number;
}

/** What every platform needs of the store. */
export interface PlatformStore {
  readonly inbox: (handlers: {
    readonly handle: (run: Run) => Promise<void>;
    readonly giveUp: (run: Run, error: string) => Promise<void>;
    readonly halt?: ((name: string) => void) | undefined;
  }) => Inbox;
  readonly answers: {
    readonly record: (posted: Posted) => Promise<void>;
    readonly byId: (id: string) => Promise<Posted | undefined>;
    readonly byQuestion: (channel: string, questionMessage: string) => Promise<readonly Posted[]>;
    readonly remove: (id: string) => Promise<boolean>;
  };
  readonly actions: {
    readonly put: (kept: Kept, forMs: number) => Promise<string>;
    readonly get: (id: string) => Promise<Kept | undefined>;
    readonly take: (id: string) => Promise<Kept | undefined>;
  };
  readonly feedback: {
    readonly vote: (vote: {
      readonly answerId: string;
      readonly userKey: string;
      readonly verdict: "up" | "down";
      readonly reason: string | null;
    }) => Promise<boolean>;
  };
  readonly rate: {
    readonly hit: (key: string, limit: number, windowMs: number) => Promise<Hit>;
    readonly hitBoth: (
      both: readonly [
        { readonly key: string; readonly limit: number },
        { readonly key: string; readonly limit: number },
      ],
      windowMs: number,
    ) => Promise<readonly [Hit, Hit]>;
  };
  readonly cooldown: {
    readonly pause: (key: string, forMs: number) => Promise<void>;
    readonly left: (key: string) => Promise<number>;
  };
  readonly assessments: AssessmentStore;
  readonly links: LinkStore["links"] & {
    /** Every identity of this person, their own first. */
    readonly of: (userKey: string) => Promise<readonly string[]>;
  };
  readonly forget: (userKey: string, scrub?: Scrub) => Promise<Forgotten>;
}

/** Takes a person out of a text of somebody else's assessment; undefined where they are not in it. */
export type Scrub = (text: string, userKey: string, of: "doc" | "facts" | "result") => string | undefined;

/** How many records of each kind were deleted. */
export interface Forgotten {
  readonly answers: number;
  readonly votes: number;
  readonly actions: number;
  readonly events: number;
  readonly assessments: number;
}

/** Thrown by a handler that has to wait: no failure, tried again after `inMs`. */
export class Later extends Error {
  override readonly name = "Later";
  readonly inMs: number;
  constructor(why: string, inMs: number) {
    super(why);
    this.inMs = inMs;
  }
}
