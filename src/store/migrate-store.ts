import { existsSync } from "node:fs";
import type { Insertable, Kysely } from "kysely";
import type { Engine } from "./engine.ts";
import { asStoreError, sentenceOf } from "./errors.ts";
import { openPostgres } from "./postgres.ts";
import { openSqlite, storeFile } from "./sqlite.ts";
import { type Tables, tableNames } from "./tables.ts";

export interface Move {
  readonly dataDir: string;
  readonly databaseUrl: string;
  /** Adds to a target that holds something already; rows that it has stay as they are there. */
  readonly intoNonEmpty?: boolean;
}
export type Moved =
  | { readonly ok: true; readonly rows: Readonly<Record<keyof Tables, number>> }
  | { readonly ok: false; readonly what: string };

const batch = 500; // rows a statement: PostgreSQL takes 65,535 values at most

/** Copies the embedded store to PostgreSQL, all or nothing. The service must not run; the embedded store stays as it is. */
export async function migrateStore({ dataDir, databaseUrl, intoNonEmpty = false }: Move): Promise<Moved> {
  if (!existsSync(storeFile(dataDir)))
    return { ok: false, what: `There is no store in ${dataDir}: set DATA_DIR to the folder that the service used.` };
  const log = (): void => {};
  const from = await openSqlite({ dataDir, use: "service", log });
  if (!from.ok) return { ok: false, what: from.message };
  const to = await openPostgres({ databaseUrl, log });
  try {
    if (!to.ok) return { ok: false, what: to.message };
    const held = intoNonEmpty ? [] : await holding(to.engine.db);
    if (held.length > 0) {
      const what = `The target holds rows already, in ${held.join(", ")}: name an empty database, or say that rows may be added to these.`;
      return { ok: false, what };
    }
    return { ok: true, rows: await copy(from.engine, to.engine) };
  } catch (error) {
    return { ok: false, what: `Nothing was copied. ${sentenceOf(asStoreError(error))}` };
  } finally {
    await from.engine.close();
    if (to.ok) await to.engine.close();
  }
}

async function holding(db: Kysely<Tables>): Promise<string[]> {
  const held: string[] = [];
  for (const table of tableNames) {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.lit(1).as("one"))
      .limit(1)
      .executeTakeFirst();
    if (row) held.push(table);
  }
  return held;
}

const copy = (from: Engine, to: Engine): Promise<Record<keyof Tables, number>> =>
  to.db.transaction().execute(async (all) => {
    const counts = {} as Record<keyof Tables, number>;
    for (const table of tableNames) {
      counts[table] = 0;
      // Everything is read at once: the embedded store is small, or it would not be embedded.
      const rows = await from.db.selectFrom(table).selectAll().orderBy(from.db.dynamic.ref("rowid")).execute();
      for (let at = 0; at < rows.length; at += batch) {
        const some = rows.slice(at, at + batch).map((row) => moved(row as unknown as Insertable<Tables[typeof table]>));
        const copied = await all
          .insertInto(table)
          .values(some)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        counts[table] += Number(copied.numInsertedOrUpdatedRows ?? 0n);
      }
    }
    return counts;
  });

/** The target numbers arrivals itself, in the same order; nobody works on a copied event yet. */
function moved<T extends object>(row: T): T {
  if (!("seq" in row) || !("state" in row)) return row;
  const { seq: _, ...rest } = row;
  return { ...rest, state: rest.state === "active" ? "ready" : rest.state } as unknown as T;
}
