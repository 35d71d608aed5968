/** What a button, a dialog or a draft needs to know, kept here: the platform carries only an id that tells nothing. */
import { randomBytes } from "node:crypto";
import type { Engine } from "./engine.ts";

export interface Action {
  readonly kind: string;
  readonly payload: unknown;
  /** Whose it is; null when anybody may use it. */
  readonly userKey: string | null;
}

export interface Actions {
  /** Returns an id that cannot be guessed. */
  readonly put: (action: Action, forMs: number) => Promise<string>;
  /** Undefined once it ran out. */
  readonly get: (id: string) => Promise<Action | undefined>;
  /** Gets it and deletes it: of several clicks, on whatever replica, one has it. */
  readonly take: (id: string) => Promise<Action | undefined>;
}

export const actionsIn = ({ db, nowMs }: Engine): Actions => ({
  put: async ({ kind, payload, userKey }, forMs) => {
    const id = randomBytes(16).toString("base64url");
    const now = nowMs();
    await db
      .insertInto("action")
      .values({
        id,
        kind,
        payload: JSON.stringify(payload ?? null),
        user_key: userKey,
        created_at: now,
        expires_at: now + Math.round(forMs),
      })
      .execute();
    return id;
  },
  get: async (id) =>
    actionOf(
      await db
        .selectFrom("action")
        .select(["kind", "payload", "user_key"])
        .where("id", "=", id)
        .where("expires_at", ">", nowMs())
        .executeTakeFirst(),
    ),
  take: async (id) =>
    actionOf(
      await db
        .deleteFrom("action")
        .where("id", "=", id)
        .where("expires_at", ">", nowMs())
        .returning(["kind", "payload", "user_key"])
        .executeTakeFirst(),
    ),
});

const actionOf = (row: { kind: string; payload: string; user_key: string | null } | undefined): Action | undefined =>
  row && { kind: row.kind, payload: JSON.parse(row.payload) as unknown, userKey: row.user_key };
