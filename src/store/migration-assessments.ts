/** The migration 0003-assessments. It is released: never edit it, see migrations.ts. */
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

export async function assessmentTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("assessment")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("owner", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("place", "text")
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("doc", "text", (c) => c.notNull())
    .addColumn("kb_version", "text", (c) => c.notNull())
    .addColumn("rev", "integer", (c) => c.notNull())
    .addColumn("revisit_by", "bigint")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  for (const column of ["owner", "place"])
    await db.schema.createIndex(`assessment_${column}`).on("assessment").columns([column, "updated_at"]).execute();

  await part(db, "assessment_run")
    .addColumn("at", "bigint", (c) => c.notNull())
    .addColumn("rev", "integer", (c) => c.notNull())
    .addColumn("kb_version", "text", (c) => c.notNull())
    .addColumn("facts", "text", (c) => c.notNull())
    .addColumn("result", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("assessment_run_pk", ["assessment_id", "at"])
    .execute();

  await part(db, "assessment_person")
    .addColumn("user_key", "text", (c) => c.notNull())
    .addColumn("role", "text", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("assessment_person_pk", ["assessment_id", "user_key", "role"])
    .execute();
  await db.schema.createIndex("assessment_person_user").on("assessment_person").column("user_key").execute();

  await part(db, "assessment_ask")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("fact", "text", (c) => c.notNull())
    .addColumn("asked_by", "text", (c) => c.notNull())
    .addColumn("asked_of", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("answer", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("answered_at", "bigint")
    .execute();
  for (const column of ["assessment_id", "asked_by", "asked_of"])
    await db.schema.createIndex(`assessment_ask_${column}`).on("assessment_ask").column(column).execute();
  // Whoever is asked the same twice at once gets one message: the second statement finds the first one's row here.
  await db.schema
    .createIndex("assessment_ask_one_open")
    .on("assessment_ask")
    .columns(["assessment_id", "fact", "asked_of"])
    .unique()
    .where(sql<boolean>`state = 'open'`)
    .execute();

  await part(db, "assessment_post")
    .addColumn("channel", "text", (c) => c.notNull())
    .addColumn("message", "text", (c) => c.notNull())
    .addColumn("thread", "text")
    .addColumn("kind", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("assessment_post_pk", ["channel", "message"])
    .execute();
  await db.schema.createIndex("assessment_post_assessment").on("assessment_post").column("assessment_id").execute();
}

/** Rows that go with their assessment. */
const part = <Name extends string>(db: Kysely<unknown>, name: Name): CreateTableBuilder<Name, "assessment_id"> =>
  db.schema
    .createTable(name)
    .addColumn("assessment_id", "text", (c) => c.notNull().references("assessment.id").onDelete("cascade"));
