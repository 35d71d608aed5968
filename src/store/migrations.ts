import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { EngineName } from "./engine.ts";
import { assessmentTables } from "./migration-assessments.ts";
import { peopleTables } from "./migration-people.ts";
import type { Tables } from "./tables.ts";

/**
 * Changes of the tables, by name, in alphabetical order; one that was released is never edited. While replicas are
 * replaced one by one, old code meets the new tables: add columns with defaults, and drop a column one release after
 * the last code that names it.
 */
const migrations = (engine: EngineName): Record<string, Migration> => ({
  "0001-first": { up: (db: Kysely<unknown>) => first(db, engine) },
  "0002-installations": { up: installations },
  "0003-assessments": { up: assessmentTables },
  "0004-people": { up: peopleTables },
  "0005-answers-of-a-person": { up: answersOfAPerson },
});

/** Brings the tables up to date. Several replicas may do so at once: on PostgreSQL the Migrator takes a lock. */
export async function migrate(db: Kysely<Tables>, engine: EngineName): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations(engine)) };
  const { error } = await new Migrator({ db: db as Kysely<unknown>, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}

async function first(db: Kysely<unknown>, engine: EngineName): Promise<void> {
  await inbox(db, engine);
  await db.schema
    .createTable("rate")
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("win", "bigint", (c) => c.notNull())
    .addColumn("n", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("rate_pk", ["key", "win"])
    .execute();
  await db.schema
    .createTable("cooldown")
    .addColumn("key", "text", (c) => c.primaryKey().notNull())
    .addColumn("until_ms", "bigint", (c) => c.notNull())
    .execute();
  await answers(db);
  await db.schema
    .createTable("action")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("payload", "text", (c) => c.notNull())
    .addColumn("user_key", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("expires_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("unanswered")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("norm", "text", (c) => c.notNull().unique())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("count", "integer", (c) => c.notNull())
    .addColumn("first_at", "bigint", (c) => c.notNull())
    .addColumn("last_at", "bigint", (c) => c.notNull())
    .addColumn("platform", "text", (c) => c.notNull())
    .addColumn("knowledge_version", "text", (c) => c.notNull())
    .addColumn("nearest", "text")
    .addColumn("status", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("done_once")
    .addColumn("key", "text", (c) => c.primaryKey().notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .execute();
}

async function inbox(db: Kysely<unknown>, engine: EngineName): Promise<void> {
  const table = db.schema.createTable("inbox");
  const withSeq =
    engine === "sqlite"
      ? table.addColumn("seq", "integer", (c) => c.primaryKey().autoIncrement())
      : table.addColumn("seq", "bigint", (c) => c.primaryKey().generatedByDefaultAsIdentity());
  await withSeq
    .addColumn("event_id", "text", (c) => c.notNull().unique())
    .addColumn("dedupe_key", "text", (c) => c.unique())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("conversation", "text", (c) => c.notNull())
    .addColumn("payload", "text", (c) => c.notNull())
    .addColumn("user_key", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("failures", "integer", (c) => c.notNull())
    .addColumn("run_at", "bigint", (c) => c.notNull())
    .addColumn("lease_until", "bigint", (c) => c.notNull())
    .addColumn("owner", "text", (c) => c.notNull())
    .addColumn("reply_ref", "text")
    .addColumn("error", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("inbox_due").on("inbox").columns(["state", "run_at"]).execute();
  // Not partial: with parameters SQLite can't know that a partial index will do, and would read what is done too.
  await db.schema.createIndex("inbox_conversation").on("inbox").columns(["conversation", "state"]).execute();
  await db.schema
    .createIndex("inbox_open")
    .on("inbox")
    .columns(["conversation", "seq"])
    .where(sql<boolean>`state in ('ready', 'active')`)
    .execute();
  // Two replicas cannot both work on one conversation: the second one's statement fails here.
  await db.schema
    .createIndex("inbox_one_a_conversation")
    .on("inbox")
    .column("conversation")
    .unique()
    .where(sql<boolean>`state = 'active'`)
    .execute();
}

async function answers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("answer")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("platform", "text", (c) => c.notNull())
    .addColumn("channel", "text", (c) => c.notNull())
    .addColumn("thread", "text")
    .addColumn("message", "text", (c) => c.notNull())
    .addColumn("question_event", "text", (c) => c.notNull())
    .addColumn("question_message", "text")
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("entries", "text", (c) => c.notNull())
    .addColumn("knowledge_version", "text", (c) => c.notNull())
    .addColumn("user_key", "text")
    .addColumn("remembered", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();
  for (const column of ["message", "question_message", "thread"])
    await db.schema.createIndex(`answer_${column}`).on("answer").columns(["channel", column]).execute();
  await db.schema
    .createTable("feedback")
    .addColumn("answer_id", "text", (c) => c.notNull().references("answer.id").onDelete("cascade"))
    .addColumn("user_key", "text", (c) => c.notNull())
    .addColumn("verdict", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("feedback_pk", ["answer_id", "user_key"])
    .execute();
}

async function installations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("installation")
    .addColumn("key", "text", (c) => c.primaryKey().notNull())
    .addColumn("sealed", "text", (c) => c.notNull())
    .addColumn("kid", "text", (c) => c.notNull())
    .addColumn("bot_user", "text", (c) => c.notNull())
    .addColumn("expires_at", "bigint")
    .addColumn("refresh_until", "bigint", (c) => c.notNull())
    .addColumn("installed_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("oauth_state")
    .addColumn("nonce_hash", "text", (c) => c.primaryKey().notNull())
    .addColumn("expires_at", "bigint", (c) => c.notNull())
    .execute();
}

async function answersOfAPerson(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex("answer_user").on("answer").columns(["user_key", "created_at"]).execute();
}
