/** The migration 0004-people. Once it is released, never edit it: see migrations.ts. */
import type { Kysely } from "kysely";

export async function peopleTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("conversation")
    .addColumn("key", "text", (c) => c.primaryKey().notNull())
    .addColumn("user_key", "text")
    .addColumn("service_url", "text", (c) => c.notNull())
    .addColumn("doc", "text", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("conversation_user").on("conversation").columns(["user_key", "updated_at"]).execute();
  await db.schema
    .createTable("link")
    .addColumn("user_key", "text", (c) => c.primaryKey().notNull())
    .addColumn("person", "text", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("link_person").on("link").column("person").execute();
  await db.schema
    .createTable("link_code")
    .addColumn("code_hash", "text", (c) => c.primaryKey().notNull())
    .addColumn("user_key", "text", (c) => c.notNull())
    .addColumn("made_by", "text", (c) => c.notNull())
    .addColumn("expires_at", "bigint", (c) => c.notNull())
    .execute();
}
