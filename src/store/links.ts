/** One person on several platforms: an admin gives out a code for an identity, and who types it elsewhere is the same person. */
import { createHash, randomBytes, randomInt } from "node:crypto";
import type { Engine } from "./engine.ts";

export interface Links {
  /** A code for this identity, to be typed once and soon; an earlier one for it ends. */
  readonly offer: (userKey: string, madeBy: string, forMs: number) => Promise<string>;
  /** The identity that a code was given out for; of several tries with one code, one has it. */
  readonly redeem: (code: string) => Promise<string | undefined>;
  /** From now on both are one person, with all that were linked to either. */
  readonly join: (a: string, b: string) => Promise<void>;
  /** Every identity of this person, their own first. */
  readonly of: (userKey: string) => Promise<readonly string[]>;
  /** False when it was not linked. */
  readonly remove: (userKey: string) => Promise<boolean>;
}

/** Without letters and digits that look alike. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const length = 8;
const newCode = (): string => Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
/** As people type it: in small letters, with a dash or spaces. */
const hashOf = (code: string): string =>
  createHash("sha256")
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ""))
    .digest("base64url");

export function linksIn({ db, nowMs }: Engine): Links {
  const personOf = async (userKey: string): Promise<string | undefined> =>
    (await db.selectFrom("link").select("person").where("user_key", "=", userKey).executeTakeFirst())?.person;
  return {
    offer: async (userKey, madeBy, forMs) => {
      const code = newCode();
      await db.deleteFrom("link_code").where("user_key", "=", userKey).execute();
      await db
        .insertInto("link_code")
        .values({ code_hash: hashOf(code), user_key: userKey, made_by: madeBy, expires_at: nowMs() + forMs })
        .execute();
      return `${code.slice(0, 4)}-${code.slice(4)}`;
    },
    redeem: async (code) => {
      const taken = await db
        .deleteFrom("link_code")
        .where("code_hash", "=", hashOf(code))
        .where("expires_at", ">", nowMs())
        .returning("user_key")
        .executeTakeFirst();
      return taken?.user_key;
    },
    join: async (a, b) => {
      const persons = [await personOf(a), await personOf(b)].filter((each) => each !== undefined);
      const [person = randomBytes(16).toString("base64url")] = persons;
      if (persons.length > 0) await db.updateTable("link").set({ person }).where("person", "in", persons).execute();
      for (const userKey of [a, b])
        await db
          .insertInto("link")
          .values({ user_key: userKey, person, at: nowMs() })
          .onConflict((conflict) => conflict.column("user_key").doUpdateSet({ person }))
          .execute();
    },
    of: async (userKey) => {
      const person = await personOf(userKey);
      if (person === undefined) return [userKey];
      const all = await db.selectFrom("link").select("user_key").where("person", "=", person).execute();
      const others = all.map((row) => row.user_key).filter((key) => key !== userKey);
      return [userKey, ...others.toSorted()];
    },
    remove: async (userKey) =>
      (await db.deleteFrom("link").where("user_key", "=", userKey).executeTakeFirst()).numDeletedRows > 0n,
  };
}
