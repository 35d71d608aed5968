import { sql } from "kysely";
import { type Actions, actionsIn } from "./actions.ts";
import { type Answers, answersIn } from "./answers.ts";
import { type Assessments, assessmentsIn } from "./assessments.ts";
import { type Cooldown, cooldownIn } from "./cooldown.ts";
import { type Conversations, conversationsIn } from "./conversations.ts";
import type { Engine, EngineName, Log } from "./engine.ts";
import { asStoreError, sentenceOf } from "./errors.ts";
import { type Feedback, feedbackIn } from "./feedback.ts";
import { type Forgotten, forgetIn, type Scrub } from "./forget.ts";
import { createInbox, type Inbox, type InboxHandlers, type InboxOptions } from "./inbox.ts";
import { type Installations, installationsIn } from "./installations.ts";
import { type Links, linksIn } from "./links.ts";
import { type OauthStates, oauthStatesIn } from "./oauth-states.ts";
import { openPostgres } from "./postgres.ts";
import { type Rate, rateIn } from "./rate.ts";
import { type Pruned, pruneIn } from "./retention.ts";
import { sealerFor } from "./key-file.ts";
import type { SealerMade, TokenKey } from "./seal.ts";
import { openSqlite } from "./sqlite.ts";
import { importUnanswered } from "./unanswered-import.ts";
import { type UnansweredTable, unansweredIn } from "./unanswered-table.ts";

export interface StoreOptions {
  readonly dataDir: string;
  /** PostgreSQL, for several replicas; without it the store is a file in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** `service` (the default) may work on the inbox; a `command` looks and writes beside a running service. */
  /** What tokens are sealed with, the current one first; without them, see `installations`. */
  readonly tokenKeys?: readonly TokenKey[] | undefined;
  readonly use?: "service" | "command";
  readonly log?: Log;
  /** A clock for tests. */
  readonly nowMs?: () => number;
}

/** Where the app is installed; or which key is missing, and what to do. */
export type InstallationsOpened =
  | { readonly ok: true; readonly installations: Installations }
  | { readonly ok: false; readonly message: string };

export type Opened = { readonly ok: true; readonly store: Store } | { readonly ok: false; readonly message: string };

/** All that is kept. Its functions throw a StoreError when the store cannot be reached or written. */
export interface Store {
  readonly engineName: EngineName;
  readonly engine: Engine;
  readonly inbox: (handlers: InboxHandlers, options?: InboxOptions) => Inbox;
  readonly rate: Rate;
  readonly cooldown: Cooldown;
  readonly answers: Answers;
  readonly assessments: Assessments;
  readonly feedback: Feedback;
  readonly actions: Actions;
  readonly conversations: Conversations;
  readonly links: Links;
  readonly unanswered: UnansweredTable;
  readonly oauthStates: OauthStates;
  /** The first call on an embedded store without TOKEN_KEYS makes a key beside it; PostgreSQL is refused one. */
  readonly installations: () => InstallationsOpened;
  /** Deletes what is older than its time; without days only what has a time of its own. */
  readonly prune: (retentionDays?: number) => Promise<Pruned>;
  /** Deletes everything that is kept about a person; `scrub` takes them out of others' assessments, whose JSON is not ours. */
  readonly forget: (userKey: string, scrub?: Scrub) => Promise<Forgotten>;
  /** What is wrong and what to do, or undefined when the store answers. Never throws. */
  readonly problem: () => Promise<string | undefined>;
  /** After the inbox was stopped. */
  readonly close: () => Promise<void>;
}

/** Opens the store and brings its tables up to date. What an operator can mend comes back as a message. */
export async function openStore(options: StoreOptions): Promise<Opened> {
  const { dataDir, databaseUrl, tokenKeys, use = "service", log = () => {}, nowMs } = options;
  const opened =
    databaseUrl === undefined
      ? await openSqlite({ dataDir, use, log, nowMs })
      : await openPostgres({ databaseUrl, log, nowMs });
  if (!opened.ok) return opened;
  const { engine } = opened;
  if (use === "service") await importUnanswered(engine, dataDir);
  let opening: SealerMade | undefined;
  const store: Store = {
    engineName: engine.name,
    engine,
    inbox: (handlers, inboxOptions) => {
      if (use === "command") throw new Error("A command does not work on the inbox: open the store as a service.");
      return createInbox(engine, handlers, inboxOptions);
    },
    rate: rateIn(engine),
    cooldown: cooldownIn(engine),
    answers: answersIn(engine),
    assessments: assessmentsIn(engine),
    feedback: feedbackIn(engine),
    actions: actionsIn(engine),
    conversations: conversationsIn(engine),
    links: linksIn(engine),
    unanswered: unansweredIn(engine),
    oauthStates: oauthStatesIn(engine),
    installations: () => {
      if (!opening?.ok) opening = sealerFor({ tokenKeys, dataDir, embedded: engine.name === "sqlite", log });
      return opening.ok ? { ok: true, installations: installationsIn(engine, opening.sealer) } : opening;
    },
    prune: (days) => pruneIn(engine, days),
    forget: (userKey, scrub) => forgetIn(engine, userKey, scrub),
    problem: async () => {
      try {
        await sql`select 1`.execute(engine.db);
        return undefined;
      } catch (error) {
        return sentenceOf(asStoreError(error));
      }
    },
    close: engine.close,
  };
  return { ok: true, store };
}
