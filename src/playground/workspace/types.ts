/** The things of a Slack workspace, as far as ours knows them. */
export type Args = Record<string, unknown>;

export interface Call {
  readonly method: string;
  readonly args: Args;
  readonly answer: Args;
  /** By the workspace's clock. */
  readonly at?: number;
}

/** A bot token and whom it stands for. */
export interface Install {
  readonly token: string;
  readonly team_id: string;
  readonly user_id: string;
  readonly bot_id: string;
  /** Of an Enterprise Grid; with `org`, the app is installed for all of its workspaces. */
  readonly enterprise_id?: string;
  readonly org?: boolean;
  /** All scopes when left out. */
  readonly scopes?: readonly string[];
}

export interface Channel {
  readonly id: string;
  readonly kind: "channel" | "group" | "im" | "mpim";
  readonly name: string;
  /** Whether the bot is in it. */
  readonly is_member: boolean;
  readonly is_archived: boolean;
  /** Shared with another organisation by Slack Connect. */
  readonly is_ext_shared: boolean;
  /** Who is in it; everybody when left out. */
  readonly members?: readonly string[];
}

export interface User {
  readonly id: string;
  readonly team_id: string;
  readonly name: string;
  /** A guest; `is_ultra_restricted`, of one channel only. */
  readonly is_restricted: boolean;
  readonly is_ultra_restricted: boolean;
  /** From another organisation, seen through a shared channel only. */
  readonly is_stranger: boolean;
  readonly is_bot: boolean;
  readonly enterprise_id?: string;
  /** What people call them; `name` when left out. */
  readonly real_name?: string;
  readonly locale?: string;
  readonly tz?: string;
}

/** A message as it stands now, after updates. */
export type Message = Args & {
  channel: string;
  ts: string;
  thread_ts?: string;
  text?: string;
  blocks?: Args[];
  user?: string;
  bot_id?: string;
  /** Who alone sees it: an ephemeral message, which no method ever reads back. */
  only?: string;
};

export type View = Args & { id: string; type: string; hash: string; blocks: Args[]; owner: string };

/** How a method fails instead of answering. */
export type Fault =
  | { readonly error: string }
  | { readonly status: number }
  | { readonly retryAfter: number }
  | { readonly body: string }
  | "hang"
  | "drop";

/** The same without one of its parts. */
export const without = (name: string, args: Args): Args =>
  Object.fromEntries(Object.entries(args).filter(([key]) => key !== name));

/** An answer of a method; not ok when Slack has a word for what is wrong. */
export type Answered = Args & { ok: boolean };
export const failed = (error: string, more: Args = {}): Answered => ({ ok: false, error, ...more });
export type Method = {
  /** Any one of these is needed; by the arguments where they decide. */
  readonly scopes?: (args: Args) => readonly string[];
  readonly run: (args: Args, by: Install) => Answered;
};
export type Methods = Readonly<Record<string, Method>>;
