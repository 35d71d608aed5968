/**
 * The tables, the same on both engines. Ids are made by us, times are milliseconds since 1970, JSON is text that only
 * we read, and there are no booleans: this much SQLite and PostgreSQL treat alike.
 */
import type { Generated } from "kysely";

export type InboxState = "ready" | "active" | "done" | "dead";

export interface InboxTable {
  /** The order of arrival; within a conversation also the order of answers. */
  seq: Generated<number>;
  event_id: string;
  /** A second name of the same event, where a platform delivers one text as two events. */
  dedupe_key: string | null;
  kind: string;
  conversation: string;
  /** Emptied, with `user_key`, once the event is done. */
  payload: string;
  user_key: string | null;
  state: InboxState;
  /** How often the work was begun. More than once: an earlier try may have posted something. */
  attempts: number;
  /** How often it went wrong; a restart in good order is not counted. */
  failures: number;
  run_at: number;
  lease_until: number;
  owner: string;
  reply_ref: string | null;
  error: string | null;
  created_at: number;
}

export interface RateTable {
  key: string;
  /** Where the window starts. */
  win: number;
  n: number;
}

export interface CooldownTable {
  key: string;
  until_ms: number;
}

export interface AnswerTable {
  id: string;
  platform: string;
  channel: string;
  thread: string | null;
  message: string;
  question_event: string;
  question_message: string | null;
  kind: string;
  entries: string;
  knowledge_version: string;
  user_key: string | null;
  /** JSON: what its buttons need to know. */
  remembered: string;
  created_at: number;
}

export interface FeedbackTable {
  answer_id: string;
  user_key: string;
  verdict: "up" | "down";
  reason: string | null;
  created_at: number;
}

export interface ActionTable {
  id: string;
  kind: string;
  payload: string;
  user_key: string | null;
  created_at: number;
  expires_at: number;
}

export interface UnansweredTable {
  id: string;
  /** Questions that differ in case, punctuation and spacing only are one. */
  norm: string;
  text: string;
  count: number;
  first_at: number;
  last_at: number;
  platform: string;
  knowledge_version: string;
  nearest: string | null;
  status: "open" | "dismissed";
}

/** What was done once and must not be done again. */
export interface DoneOnceTable {
  key: string;
  at: number;
}

/** Where a platform's app is installed. */
export interface InstallationTable {
  /** `slack:T…`, or `slack:E…` when a whole organisation installed it. */
  key: string;
  /** JSON with the tokens, sealed for this row. */
  sealed: string;
  /** Of the key that it is sealed with. */
  kid: string;
  bot_user: string;
  /** When its token ends; null when never. */
  expires_at: number | null;
  /** Until then one replica renews the token, or has just failed to. */
  refresh_until: number;
  installed_at: number;
  updated_at: number;
}

/** Installations that somebody began in a browser. */
export interface OauthStateTable {
  nonce_hash: string;
  expires_at: number;
}

export interface Tables {
  inbox: InboxTable;
  rate: RateTable;
  cooldown: CooldownTable;
  answer: AnswerTable;
  feedback: FeedbackTable;
  action: ActionTable;
  unanswered: UnansweredTable;
  done_once: DoneOnceTable;
  installation: InstallationTable;
  oauth_state: OauthStateTable;
}

/** Every table, those that others point to first: a new one does not compile until it is in this list. */
const order: Readonly<Record<keyof Tables, number>> = {
  inbox: 0,
  rate: 1,
  cooldown: 2,
  answer: 3,
  feedback: 4,
  action: 5,
  unanswered: 6,
  done_once: 7,
  installation: 8,
  oauth_state: 9,
};
export const tableNames = (Object.keys(order) as (keyof Tables)[]).toSorted((a, b) => order[a] - order[b]);
