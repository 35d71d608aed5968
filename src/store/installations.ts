import { sql } from "kysely";
import type { Engine } from "./engine.ts";
import { asStoreError, sentenceOf } from "./errors.ts";
import type { Sealer } from "./seal.ts";

export interface Installation {
  readonly key: string;
  /** With its secrets; sealed before it is written. */
  readonly text: string;
  readonly botUser: string;
  /** When its token ends, in milliseconds since 1970; null when never. */
  readonly expiresAt: number | null;
}

/** Where a platform's app is installed, with its tokens; sealed in the database. */
export interface Installations {
  /** A token that ends sooner than the one that is kept does not replace it. */
  readonly install: (installation: Installation) => Promise<void>;
  /** Keeps a renewed token and ends the claim; where the app was uninstalled meanwhile, nothing. */
  readonly renew: (installation: Installation) => Promise<void>;
  /** Undefined when there is none, or when it can't be opened, which is logged. */
  readonly get: (key: string) => Promise<string | undefined>;
  /** True for one replica at a time: that one renews the token. */
  readonly claim: (key: string, forMs: number) => Promise<boolean>;
  /** Deletes it, if it was installed before `before` and is one of these bots'; true when there was one. */
  readonly remove: (
    key: string,
    only?: { readonly before?: number; readonly botUsers?: readonly string[] | undefined },
  ) => Promise<boolean>;
  /** Seals everything with the current key. What can't be opened stays, and is counted by the name of its key. */
  readonly rekey: () => Promise<Rekeyed>;
}
export interface Rekeyed {
  readonly rekeyed: number;
  /** As long as a name is here, its key is missing in TOKEN_KEYS, or the row was tampered with. */
  readonly unreadable: Readonly<Record<string, number>>;
}

const table = "installation";
type Row = { readonly key: string; readonly sealed: string; readonly kid: string };

export function installationsIn({ db, nowMs, sharedNow, log }: Engine, sealer: Sealer): Installations {
  const valuesOf = ({ key, text, botUser, expiresAt }: Installation) => ({
    sealed: sealer.seal(table, key, text),
    kid: sealer.kid,
    bot_user: botUser,
    expires_at: expiresAt,
    refresh_until: 0,
    updated_at: nowMs(),
  });
  /** Seals a row anew, unless somebody else has just written it. */
  const reseal = async ({ key, sealed }: Row, text: string): Promise<void> => {
    await db
      .updateTable(table)
      .set({ sealed: sealer.seal(table, key, text), kid: sealer.kid })
      .where("key", "=", key)
      .where("sealed", "=", sealed)
      .execute();
  };
  const rows = () => db.selectFrom(table).select(["key", "sealed", "kid"]);
  return {
    install: async (installation) => {
      const values = { ...valuesOf(installation), installed_at: nowMs() };
      await db
        .insertInto(table)
        .values({ key: installation.key, ...values })
        .onConflict((conflict) =>
          conflict
            .column("key")
            .doUpdateSet(values)
            .where((eb) =>
              eb.or([
                eb("installation.expires_at", "is", null),
                eb("excluded.expires_at", "is", null),
                eb("excluded.expires_at", ">=", eb.ref("installation.expires_at")),
              ]),
            ),
        )
        .execute();
    },
    renew: async (installation) => {
      await db
        .updateTable(table)
        .set(valuesOf(installation))
        .where("key", "=", installation.key)
        .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", "<", installation.expiresAt ?? 9e15)]))
        .execute();
    },
    get: async (key) => {
      const row = await rows().where("key", "=", key).executeTakeFirst();
      if (!row) return undefined;
      const opened = sealer.open(table, key, row.sealed);
      if (!opened.ok) {
        log("installation-unreadable", { why: opened.why, kid: row.kid });
        return undefined;
      }
      if (!opened.current)
        await reseal(row, opened.text).catch((error: unknown) =>
          log("installation-not-rekeyed", { why: sentenceOf(asStoreError(error)) }),
        );
      return opened.text;
    },
    claim: async (key, forMs) => {
      const claimed = await db
        .updateTable(table)
        .set({ refresh_until: sql<number>`${sharedNow()} + ${Math.round(forMs)}` })
        .where("key", "=", key)
        .where((eb) => eb("refresh_until", "<=", sharedNow()))
        .executeTakeFirst();
      return claimed.numUpdatedRows > 0n;
    },
    remove: async (key, { before, botUsers } = {}) => {
      let query = db.deleteFrom(table).where("key", "=", key);
      if (before !== undefined) query = query.where("installed_at", "<", before);
      if (botUsers !== undefined) query = query.where("bot_user", "in", [...botUsers]);
      return (await query.executeTakeFirst()).numDeletedRows > 0n;
    },
    rekey: async () => {
      let rekeyed = 0;
      const unreadable: Record<string, number> = {};
      for (const row of await rows().execute()) {
        const opened = sealer.open(table, row.key, row.sealed);
        if (!opened.ok) unreadable[row.kid] = (unreadable[row.kid] ?? 0) + 1;
        else if (!opened.current) {
          await reseal(row, opened.text);
          rekeyed += 1;
        }
      }
      return { rekeyed, unreadable };
    },
  };
}
