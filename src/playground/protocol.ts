/** What the page and its server say to each other. No code: the page is built for browsers, the server for Node. */
import type { TeamsShown } from "./teams/protocol.ts";

export type Json = Readonly<Record<string, unknown>>;

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Employee, manager, admin, guest; the app. */
  readonly role: string;
  readonly company: string;
  readonly isApp: boolean;
  readonly isStranger: boolean;
}

export interface Place {
  readonly id: string;
  readonly kind: "channel" | "group" | "im" | "mpim";
  readonly name: string;
  readonly topic: string;
  readonly hasApp: boolean;
  readonly isShared: boolean;
}

export interface Said {
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string;
  readonly user: string;
  readonly isApp: boolean;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly isPrivate: boolean;
  readonly isEdited: boolean;
  readonly isStreaming: boolean;
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly size: number;
    readonly text?: string;
  }[];
  /** Why Slack would not have taken it: then it is no message, but a note in its place. */
  readonly refused?: Refused;
  /** How it fares on its way to the app, when it does not arrive. */
  readonly undelivered?: Undelivered;
}
export interface Refused {
  readonly method: string;
  readonly code: string;
  readonly reasons: readonly string[];
}
export interface Undelivered {
  readonly why: string;
  /** When it is brought again, in milliseconds since 1970; absent when it is not. */
  readonly againAt?: number;
  readonly tries: number;
}

export interface Modal {
  readonly id: string;
  readonly hash: string;
  readonly title: string;
  readonly submit?: string;
  readonly close: string;
  readonly blocks: readonly Json[];
}

/** What the app is at in a thread, and what the thread is called. */
export interface ThreadNote {
  readonly channel: string;
  readonly thread: string;
  readonly status?: string;
  readonly title?: string;
}
export interface Prompt {
  readonly title: string;
  readonly message: string;
}

export interface Command {
  readonly command: string;
  readonly description: string;
  /** What may follow, each with its first word a word of its own. */
  readonly hints: readonly string[];
}
export interface Shortcut {
  readonly id: string;
  readonly name: string;
}
export interface AppInfo {
  readonly name: string;
  readonly userId: string;
  readonly about: string;
  readonly commands: readonly Command[];
  readonly shortcuts: readonly Shortcut[];
  /** Questions to begin with. */
  readonly starters: readonly string[];
}

/** Everything that one person sees, by name; a change brings the names that changed and those that went. */
export interface Shown {
  readonly me: Person;
  readonly people: readonly Person[];
  readonly places: readonly Place[];
  readonly app: AppInfo;
  readonly home: { readonly id: string; readonly blocks: readonly Json[]; readonly refused?: Refused } | null;
  readonly modals: readonly Modal[];
  readonly threads: readonly ThreadNote[];
  readonly prompts: readonly Prompt[];
  /** What Slack itself has to say to this person, as a form that could not be opened. */
  readonly notices: readonly Notice[];
  /** Whether conversations can be saved for the tests. */
  readonly canSave: boolean;
  /** Microsoft Teams, where the playground has one. */
  readonly teams: TeamsShown | null;
}
export interface Notice {
  readonly id: string;
  readonly text: string;
  readonly refused?: Refused;
}
export interface Change {
  /** Everything there is: what is not in it is gone. */
  readonly whole?: true;
  readonly shown?: Partial<Shown>;
  readonly said?: readonly Said[];
  readonly gone?: readonly string[];
}
/** Unique in the workspace. */
export const keyOf = (said: { readonly channel: string; readonly ts: string }): string => `${said.channel}/${said.ts}`;

/** What somebody does in the page; `as` is who. */
export type Act = { readonly as: string } & (
  | {
      readonly does: "says";
      readonly channel: string;
      readonly text: string;
      readonly thread?: string;
      readonly files?: readonly { readonly name: string; readonly text: string }[];
    }
  | { readonly does: "edits"; readonly channel: string; readonly ts: string; readonly text: string }
  | { readonly does: "deletes"; readonly channel: string; readonly ts: string }
  | { readonly does: "runs"; readonly channel: string; readonly command: string; readonly text: string }
  | {
      readonly does: "clicks";
      readonly channel: string;
      readonly ts: string;
      readonly action: string;
      /** What was chosen, as `block_actions` says it. */
      readonly given: Json;
      readonly state: Json;
    }
  | {
      readonly does: "clicks-view";
      readonly view: string;
      readonly action: string;
      readonly given: Json;
      readonly state: Json;
    }
  | { readonly does: "submits"; readonly values: Json }
  | { readonly does: "closes" }
  | { readonly does: "opens"; readonly tab: "home" | "messages" }
  | { readonly does: "takes"; readonly shortcut: string; readonly channel: string; readonly ts: string }
  | { readonly does: "tries-again"; readonly channel: string; readonly ts: string }
  | { readonly does: "dismisses"; readonly notice: string }
);
export type Done =
  | { readonly ok: true; readonly ts?: string; readonly errors?: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly what: string };

/** What the drawer shows of one message. */
export interface UnderTheHood {
  /** The call that posted it, as it came in, and later ones that changed it. */
  readonly calls: readonly { readonly method: string; readonly args: Json; readonly afterMs?: number }[];
  /** What it answers, as it was brought to the app. */
  readonly delivery?: {
    readonly kind: string;
    readonly body: Json;
    readonly ackMs: number;
    readonly status: number;
    readonly tries: number;
  };
  readonly explained?: Explained;
}

/** How an answer came about. */
export interface Explained {
  readonly question: string;
  readonly earlierTurns: number;
  readonly tookIt: string;
  readonly kind: string;
  readonly confidence: number;
  readonly thresholds: { readonly answer: number; readonly near: number };
  readonly passages: readonly {
    readonly id: string;
    readonly title: string;
    readonly score: number;
    readonly ratio: number;
    readonly used: boolean;
    readonly text: string;
  }[];
  readonly respelled: readonly string[];
  readonly facts: readonly {
    readonly name: string;
    readonly value: string;
    readonly origin: string;
    readonly words: string;
  }[];
  readonly rules: readonly { readonly what: string; readonly why: string }[];
  readonly ms: number;
  readonly searchMs: number;
  readonly knowledgeVersion: string;
}

/** A message as it would be in Teams: the activity that would be sent, or in a sentence why there is none. */
export type InTeams =
  | {
      readonly activity: Json;
      /** Said where it is not what was posted then, but what there is of it now. */
      readonly note?: string;
      /** Why Teams would refuse it, or not draw all of it. */
      readonly problems: readonly string[];
    }
  | { readonly why: string };

/** A conversation that was kept. */
export interface Kept {
  readonly name: string;
  readonly acts: number;
}
export interface Replayed {
  readonly ok: boolean;
  /** Lines that differ, with `-` for what was kept and `+` for what came now. */
  readonly differences: readonly string[];
  /** What stands there now. */
  readonly seen: string;
}
