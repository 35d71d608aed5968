import { randomBytes } from "node:crypto";
import type { Selectable } from "kysely";
import type { AssessmentRecord, AssessmentRecords } from "./assessments.ts";
import type { Engine } from "./engine.ts";
import { prepared } from "./prepared.ts";
import type { AssessmentTable } from "./tables.ts";

/** An id that cannot be guessed. */
export const newId = (): string => randomBytes(16).toString("base64url");

export function recordsIn({ db, nowMs }: Engine): AssessmentRecords {
  const all = db.selectFrom("assessment").selectAll("assessment");
  const newestFirst = all.orderBy("updated_at", "desc").orderBy("id", "desc");
  const byId = prepared(db, ["id"], ({ id }: { id: string }) => all.where("id", "=", id));
  return {
    create: async ({ id = newId(), owner, team, place, name, doc, kbVersion, ...more }) => {
      const { state = "draft", status = "proposed", revisitBy = null } = more;
      const now = nowMs();
      const times = { revisit_by: revisitBy, created_at: now, updated_at: now };
      const made = db
        .insertInto("assessment")
        .values({ id, owner, team, place, name, state, status, doc, kb_version: kbVersion, rev: 1, ...times })
        // Changes nothing, but returns the row that is there.
        .onConflict((conflict) => conflict.column("id").doUpdateSet((eb) => ({ rev: eb.ref("assessment.rev") })));
      return recordOf(await made.returningAll().executeTakeFirstOrThrow());
    },
    get: async (id) => recordOf((await byId({ id }))[0]),
    save: async (id, rev, { name, place, state, status, doc, kbVersion, revisitBy }) => {
      // What is undefined Kysely leaves out.
      const changed = { name, place, state, status, doc, kb_version: kbVersion, revisit_by: revisitBy };
      const saved = db
        .updateTable("assessment")
        .set((eb) => ({ ...changed, updated_at: nowMs(), rev: eb("rev", "+", 1) }))
        .where("id", "=", id)
        .where("rev", "=", rev);
      return recordOf(await saved.returningAll().executeTakeFirst());
    },
    listOf: async (owner, { states, limit }) => {
      if (states?.length === 0) return []; // PostgreSQL knows no empty list
      const own = newestFirst.where("owner", "=", owner);
      const found = states ? own.where("state", "in", [...states]) : own;
      return (await found.limit(limit).execute()).map((row) => recordOf(row));
    },
    sharedWith: async (userKey, limit) => {
      const shared = db.selectFrom("assessment_person").select("assessment_id").where("user_key", "=", userKey);
      const found = newestFirst.where("id", "in", shared).where("owner", "!=", userKey);
      return (await found.limit(limit).execute()).map((row) => recordOf(row));
    },
    byPost: async (channel, message) => {
      const post = db
        .selectFrom("assessment_post")
        .select("assessment_id")
        .where("channel", "=", channel)
        .where("message", "=", message);
      return recordOf(await all.where("id", "=", post).executeTakeFirst());
    },
    all: async (limit, afterId) => {
      const page = afterId === undefined ? all : all.where("id", ">", afterId);
      return (await page.orderBy("id").limit(limit).execute()).map((row) => recordOf(row));
    },
    remove: async (id) =>
      (await db.deleteFrom("assessment").where("id", "=", id).executeTakeFirst()).numDeletedRows > 0n,
  };
}

type Row = Selectable<AssessmentTable>;
function recordOf(row: Row): AssessmentRecord;
function recordOf(row: Row | undefined): AssessmentRecord | undefined;
function recordOf(row: Row | undefined): AssessmentRecord | undefined {
  if (!row) return undefined;
  return {
    id: row.id,
    owner: row.owner,
    team: row.team,
    place: row.place,
    name: row.name,
    state: row.state,
    status: row.status,
    doc: row.doc,
    kbVersion: row.kb_version,
    rev: row.rev,
    revisitBy: row.revisit_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
