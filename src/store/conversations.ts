/** Where a platform's conversations are, for whoever has to write there later. */
import type { Engine } from "./engine.ts";

export interface ConversationRecord {
  readonly key: string;
  /** Whose it is, where it is one person's. */
  readonly userKey: string | null;
  readonly serviceUrl: string;
  /** What the platform wants to see again: anything that JSON holds. */
  readonly doc: unknown;
  readonly updatedAt: number;
}

export interface Conversations {
  /** What was kept last counts. */
  readonly keep: (conversation: Omit<ConversationRecord, "updatedAt">) => Promise<void>;
  readonly get: (key: string) => Promise<ConversationRecord | undefined>;
  /** The one with this person alone, where one is known. */
  readonly withPerson: (userKey: string) => Promise<ConversationRecord | undefined>;
  /** False when there is none. */
  readonly remove: (key: string) => Promise<boolean>;
}

export function conversationsIn({ db, nowMs }: Engine): Conversations {
  const all = db.selectFrom("conversation").selectAll();
  type Row = NonNullable<Awaited<ReturnType<typeof all.executeTakeFirst>>>;
  const recordOf = (row: Row | undefined): ConversationRecord | undefined =>
    row && {
      key: row.key,
      userKey: row.user_key,
      serviceUrl: row.service_url,
      doc: JSON.parse(row.doc) as unknown,
      updatedAt: row.updated_at,
    };
  return {
    keep: async ({ key, userKey, serviceUrl, doc }) => {
      const values = {
        user_key: userKey,
        service_url: serviceUrl,
        doc: JSON.stringify(doc ?? null),
        updated_at: nowMs(),
      };
      await db
        .insertInto("conversation")
        .values({ key, ...values })
        .onConflict((conflict) => conflict.column("key").doUpdateSet(values))
        .execute();
    },
    get: async (key) => recordOf(await all.where("key", "=", key).executeTakeFirst()),
    withPerson: async (userKey) =>
      recordOf(await all.where("user_key", "=", userKey).orderBy("updated_at", "desc").limit(1).executeTakeFirst()),
    remove: async (key) =>
      (await db.deleteFrom("conversation").where("key", "=", key).executeTakeFirst()).numDeletedRows > 0n,
  };
}
