/** What we posted where: so that an edited question, a deleted one, a follow-up, a vote or a share finds our reply. */
import type { Selectable } from "kysely";
import type { Posted } from "../core/platform.ts";
import { type Engine, unhurried } from "./engine.ts";
import { gathered } from "./gathered.ts";
import { prepared } from "./prepared.ts";
import type { AnswerTable } from "./tables.ts";

export interface AnswerRecord extends Posted {
  readonly createdAt: number;
}

export interface Answers {
  /** Recorded again, an answer replaces its earlier record; its time stays. */
  readonly record: (answer: Omit<AnswerRecord, "createdAt">) => Promise<void>;
  readonly byId: (id: string) => Promise<AnswerRecord | undefined>;
  readonly byMessage: (channel: string, message: string) => Promise<AnswerRecord | undefined>;
  /** Oldest first; more than one where a question was answered in parts. */
  readonly byQuestion: (channel: string, questionMessage: string) => Promise<AnswerRecord[]>;
  /** The newest one in a thread, which a follow-up refers to. */
  readonly lastInThread: (channel: string, thread: string) => Promise<AnswerRecord | undefined>;
  /** The last ones in a thread since then, oldest first: what was said before, where a platform does not tell. */
  readonly inThread: (channel: string, thread: string, since: number, most: number) => Promise<AnswerRecord[]>;
  /** The newest one of a kind that somebody asked for, by any of their identities. */
  readonly lastOf: (userKeys: readonly string[], kind: string) => Promise<AnswerRecord | undefined>;
  /** Its votes go with it. False when there is none. */
  readonly remove: (id: string) => Promise<boolean>;
}

export function answersIn({ db, nowMs }: Engine): Answers {
  const all = db.selectFrom("answer").selectAll();
  const insert = gathered<AnswerRow, never>(db, {
    names: columns,
    build: (rows) =>
      db
        .insertInto("answer")
        .values([...rows])
        .onConflict((conflict) =>
          conflict
            .column("id")
            .doUpdateSet((eb) => Object.fromEntries(replaced.map((name) => [name, eb.ref(`excluded.${name}`)]))),
        )
        .$castTo<never>(),
    apart: ({ id }) => id,
    isFor: () => false,
    how: unhurried,
  });
  const ofQuestion = prepared(
    db,
    ["channel", "message"],
    ({ channel, message }: { channel: string; message: string }) =>
      all.where("channel", "=", channel).where("question_message", "=", message).orderBy("created_at").orderBy("id"),
  );
  return {
    record: async (answer) => {
      await insert({ ...rowOf(answer), created_at: nowMs() });
    },
    byId: async (id) => recordOf(await all.where("id", "=", id).executeTakeFirst()),
    byMessage: async (channel, message) =>
      recordOf(await all.where("channel", "=", channel).where("message", "=", message).executeTakeFirst()),
    byQuestion: async (channel, questionMessage) =>
      (await ofQuestion({ channel, message: questionMessage })).map((row) => recordOf(row)),
    lastInThread: async (channel, thread) => {
      const of = all.where("channel", "=", channel).where("thread", "=", thread);
      return recordOf(await of.orderBy("created_at", "desc").orderBy("id", "desc").limit(1).executeTakeFirst());
    },
    inThread: async (channel, thread, since, most) => {
      const of = all.where("channel", "=", channel).where("thread", "=", thread).where("created_at", ">=", since);
      const last = await of.orderBy("created_at", "desc").orderBy("id", "desc").limit(most).execute();
      return last.toReversed().map((row) => recordOf(row));
    },
    lastOf: async (userKeys, kind) => {
      const of = all.where("user_key", "in", userKeys).where("kind", "=", kind);
      return recordOf(await of.orderBy("created_at", "desc").orderBy("id", "desc").limit(1).executeTakeFirst());
    },
    remove: async (id) => (await db.deleteFrom("answer").where("id", "=", id).executeTakeFirst()).numDeletedRows > 0n,
  };
}

const rowOf = (answer: Omit<AnswerRecord, "createdAt">) => ({
  id: answer.id,
  platform: answer.platform,
  channel: answer.channel,
  thread: answer.thread,
  message: answer.message,
  question_event: answer.questionEvent,
  question_message: answer.questionMessage,
  kind: answer.kind,
  entries: JSON.stringify(answer.entries),
  knowledge_version: answer.knowledgeVersion,
  user_key: answer.userKey,
  remembered: JSON.stringify(answer.remembered ?? null),
});

type AnswerRow = Selectable<AnswerTable>;
const columns: readonly (keyof AnswerRow)[] = [
  "id",
  "platform",
  "channel",
  "thread",
  "message",
  "question_event",
  "question_message",
  "kind",
  "entries",
  "knowledge_version",
  "user_key",
  "remembered",
  "created_at",
];
const replaced = columns.filter((name) => name !== "created_at");

function recordOf(row: AnswerRow): AnswerRecord;
function recordOf(row: AnswerRow | undefined): AnswerRecord | undefined;
function recordOf(row: AnswerRow | undefined): AnswerRecord | undefined {
  if (!row) return undefined;
  return {
    id: row.id,
    platform: row.platform,
    channel: row.channel,
    thread: row.thread,
    message: row.message,
    questionEvent: row.question_event,
    questionMessage: row.question_message,
    kind: row.kind,
    entries: JSON.parse(row.entries) as string[],
    knowledgeVersion: row.knowledge_version,
    userKey: row.user_key,
    remembered: JSON.parse(row.remembered) as unknown,
    createdAt: row.created_at,
  };
}
