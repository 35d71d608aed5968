/** What people asked in vain, grouped and counted, so that admins see what the knowledge lacks. */
import { randomUUID } from "node:crypto";
import { type Kysely, type Selectable, sql } from "kysely";
import type { Engine } from "./engine.ts";
import { asStoreError, sentenceOf } from "./errors.ts";
import type { Tables, UnansweredTable as Row } from "./tables.ts";
import type { UnansweredQuestion } from "./unanswered-file.ts";
import { gathered } from "./gathered.ts";
import { normalised, shortened } from "./unanswered-text.ts";

export type Status = Row["status"];

/** One question, however often and in whatever spelling it was asked. */
export interface UnansweredGroup {
  readonly id: string;
  /** As it was asked last. */
  readonly text: string;
  readonly count: number;
  /** As in 2026-07-01T09:30:00.000Z. */
  readonly firstAt: string;
  readonly lastAt: string;
  readonly platform: string;
  readonly knowledgeVersion: string;
  /** Id of the entry that came nearest; null when none ever was near. */
  readonly nearest: string | null;
  readonly status: Status;
}

export type KeptInTable = { readonly ok: true } | { readonly ok: false; readonly what: string };
export type ListedFromTable =
  | { readonly ok: true; readonly total: number; readonly groups: readonly UnansweredGroup[] }
  | { readonly ok: false; readonly what: string };

export interface UnansweredTable {
  /** Never throws: what went wrong is told in a sentence, and the answer goes on. */
  readonly add: (question: UnansweredQuestion) => Promise<KeptInTable>;
  /** Most asked first, then the latest. `total` counts every time that one of these was asked. */
  readonly list: (status?: Status) => Promise<ListedFromTable>;
  /** A dismissed one is still counted, but not listed as open. False when there is none of this id. */
  readonly setStatus: (id: string, status: Status) => Promise<boolean>;
}

export function unansweredIn({ db }: Engine): UnansweredTable {
  const count = countIn(db);
  return {
    add: async (question) => {
      try {
        await count(question);
        return { ok: true };
      } catch (error) {
        return { ok: false, what: sentenceOf(asStoreError(error)) };
      }
    },
    list: async (status = "open") => {
      try {
        const found = await db
          .selectFrom("unanswered")
          .selectAll()
          .where("status", "=", status)
          .orderBy("count", "desc")
          .orderBy("last_at", "desc")
          .execute();
        return { ok: true, total: found.reduce((sum, row) => sum + row.count, 0), groups: found.map(groupOf) };
      } catch (error) {
        return { ok: false, what: sentenceOf(asStoreError(error)) };
      }
    },
    setStatus: async (id, status) => {
      const changed = await db.updateTable("unanswered").set({ status }).where("id", "=", id).executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
  };
}

/** Counts one question more. What comes late, from an old file, does not pass for the latest. */
export const countIn = (db: Kysely<Tables>): ((question: UnansweredQuestion) => Promise<void>) => {
  const newer = <T>(column: string) =>
    sql<T>`case when excluded.last_at >= unanswered.last_at then ${sql.ref(`excluded.${column}`)} else ${sql.ref(`unanswered.${column}`)} end`;
  const upsert = gathered<Counted, never>(db, {
    names: columns,
    build: (rows) =>
      db
        .insertInto("unanswered")
        .values(
          rows.map(({ at, ...row }) => ({ ...row, count: 1, first_at: at, last_at: at, status: "open" as const })),
        )
        .onConflict((conflict) =>
          conflict.column("norm").doUpdateSet((eb) => ({
            count: eb("unanswered.count", "+", 1),
            text: newer<string>("text"),
            platform: newer<string>("platform"),
            knowledge_version: newer<string>("knowledge_version"),
            nearest: sql<
              string | null
            >`coalesce(${newer<string | null>("nearest")}, unanswered.nearest, excluded.nearest)`,
            last_at: newer<number>("last_at"),
            first_at: sql<number>`case when excluded.first_at < unanswered.first_at then excluded.first_at else unanswered.first_at end`,
          })),
        )
        .$castTo<never>(),
    apart: ({ norm }) => norm,
    isFor: () => false,
  });
  return async (question) => {
    const text = shortened(question.text);
    if (text === "") return;
    const { platform, knowledgeVersion: knowledge_version, nearest } = question;
    const at = Date.parse(question.at);
    await upsert({ id: randomUUID(), norm: normalised(text), text, at, platform, knowledge_version, nearest });
  };
};

type Counted = Pick<Selectable<Row>, "id" | "norm" | "text" | "platform" | "knowledge_version" | "nearest"> & {
  readonly at: number;
};
const columns = ["id", "norm", "text", "at", "platform", "knowledge_version", "nearest"] as const;

const groupOf = (row: Selectable<Row>): UnansweredGroup => ({
  id: row.id,
  text: row.text,
  count: row.count,
  firstAt: new Date(row.first_at).toISOString(),
  lastAt: new Date(row.last_at).toISOString(),
  platform: row.platform,
  knowledgeVersion: row.knowledge_version,
  nearest: row.nearest,
  status: row.status,
});
