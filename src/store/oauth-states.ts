import type { Engine } from "./engine.ts";

/** What was handed out to a browser and comes back once; only hashes are kept. */
export interface OauthStates {
  readonly put: (hash: string, forMs: number) => Promise<void>;
  /** False when it is unknown, ran out, or was used: of several tries, on whatever replica, one gets true. */
  readonly take: (hash: string) => Promise<boolean>;
}

export const oauthStatesIn = ({ db, nowMs }: Engine): OauthStates => ({
  put: async (hash, forMs) => {
    await db
      .insertInto("oauth_state")
      .values({ nonce_hash: hash, expires_at: nowMs() + Math.round(forMs) })
      .execute();
  },
  take: async (hash) => {
    const row = await db
      .deleteFrom("oauth_state")
      .where("nonce_hash", "=", hash)
      .returning("expires_at")
      .executeTakeFirst();
    return row !== undefined && row.expires_at > nowMs();
  },
});
