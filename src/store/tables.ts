/**
 * The tables, the same on both engines. Ids are made by us, times are milliseconds since 1970, JSON is text that only
 * we read, and there are no booleans: this much SQLite and PostgreSQL treat alike.
 */
import type { Generated } from "kysely";
import type { ConversationTable, LinkCodeTable, LinkTable } from "./tables-people.ts";

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

export type AssessmentState = "draft" | "final" | "archived";
export type AssessmentStatus = "proposed" | "accepted" | "superseded";

export interface AssessmentTable {
  id: string;
  owner: string;
  team: string;
  /** The channel where it was begun. */
  place: string | null;
  name: string;
  state: AssessmentState;
  /** Of the decision that it leads to. */
  status: AssessmentStatus;
  /** JSON: the draft. */
  doc: string;
  kb_version: string;
  /** Of several that change it at once, one finds the number that it read. */
  rev: number;
  revisit_by: number | null;
  created_at: number;
  updated_at: number;
}

/** What came out, of which facts. */
export interface AssessmentRunTable {
  assessment_id: string;
  at: number;
  rev: number;
  kb_version: string;
  facts: string;
  result: string;
}

export type PersonRole = "asked" | "ranked" | "shared";

/** Who took part, besides its owner. */
export interface AssessmentPersonTable {
  assessment_id: string;
  user_key: string;
  role: PersonRole;
  at: number;
}

export type AskState = "open" | "answered" | "declined";

/** A fact that one person asked another one for. */
export interface AssessmentAskTable {
  id: string;
  assessment_id: string;
  fact: string;
  asked_by: string;
  asked_of: string;
  state: AskState;
  answer: string | null;
  created_at: number;
  answered_at: number | null;
}

/** A message of ours that shows an assessment. */
export interface AssessmentPostTable {
  assessment_id: string;
  channel: string;
  message: string;
  thread: string | null;
  kind: string;
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
  assessment: AssessmentTable;
  assessment_run: AssessmentRunTable;
  assessment_person: AssessmentPersonTable;
  assessment_ask: AssessmentAskTable;
  assessment_post: AssessmentPostTable;
  conversation: ConversationTable;
  link: LinkTable;
  link_code: LinkCodeTable;
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
  assessment: 10,
  assessment_run: 11,
  assessment_person: 12,
  assessment_ask: 13,
  assessment_post: 14,
  conversation: 15,
  link: 16,
  link_code: 17,
};
export const tableNames = (Object.keys(order) as (keyof Tables)[]).toSorted((a, b) => order[a] - order[b]);
