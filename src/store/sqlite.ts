import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from "kysely";
import type { EngineOpened, EngineOptions } from "./engine.ts";
import { asStoreError, sentenceOf } from "./errors.ts";
import { hold, makeFolder, makePrivate } from "./folder.ts";
import { migrate } from "./migrations.ts";
import type { Tables } from "./tables.ts";

export const storeFile = (dataDir: string): string => join(dataDir, "store.db");

const mostStatements = 200; // prepared and kept; a batch's length makes a new one

/**
 * Opens the embedded store. `service` is its sole owner and may work on the inbox; a `command` looks and writes beside a
 * running service.
 */
export async function openSqlite(
  options: EngineOptions & { readonly dataDir: string; readonly use: "service" | "command" },
): Promise<EngineOpened> {
  const { dataDir, use, log } = options;
  let release: (() => void) | undefined;
  let file: DatabaseSync | undefined;
  try {
    makeFolder(dataDir);
    // Half a second: a process that was just killed may still be on its way out.
    if (use === "service") release = hold(join(dataDir, "lock.db"), 500);
    if (use === "service" && !release) return { ok: false, message: alreadyOwned(dataDir) };
    makePrivate(storeFile(dataDir));
    const opened = new DatabaseSync(storeFile(dataDir), { timeout: 5_000, enableForeignKeyConstraints: true });
    file = opened;
    // FULL waits for the disk at every commit: what was acknowledged outlives a power failure.
    opened.exec("pragma journal_mode = wal; pragma synchronous = full");
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapted(opened) }) });
    const migrating = hold(join(dataDir, "migrate.db"), 10_000);
    await migrate(db, "sqlite").finally(() => migrating?.());
    const nowMs = options.nowMs ?? Date.now;
    const close = async (): Promise<void> => {
      await db.destroy();
      release?.();
    };
    const none = async (): Promise<void> => {};
    const engine = { name: "sqlite", db, sole: use === "service", nowMs, log, close } as const;
    return {
      ok: true,
      engine: { ...engine, sharedNow: () => sql<number>`${nowMs()}`, listen: () => none, notify: none },
    };
  } catch (error) {
    file?.close();
    release?.();
    return { ok: false, message: `The store in DATA_DIR ${dataDir} does not open. ${sentenceOf(told(error))}` };
  }
}

const alreadyOwned = (dataDir: string): string =>
  `Another process already works with DATA_DIR ${dataDir}: stop it, or give this one a DATA_DIR of its own. To run several replicas on one store, set DATABASE_URL to a PostgreSQL database.`;

/** The system's refusals carry the path and a code; what to do is ours to say. */
function told(error: unknown): unknown {
  if (error instanceof Error && "code" in error && "syscall" in error)
    return new Error(
      `${error.message}. Set DATA_DIR to a folder on a local disk that the user who runs this can write.`,
    );
  return asStoreError(error);
}

/** node:sqlite as Kysely wants it, with statements kept and errors in our words. */
function adapted(file: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    // A transaction that reads first and writes later fails at once when a command wrote in between; this one waits.
    const query = text === "begin" ? "begin immediate" : text;
    const kept = statements.get(query);
    if (kept) return kept;
    const made = file.prepare(query);
    for (const oldest of statements.keys()) {
      if (statements.size < mostStatements) break;
      statements.delete(oldest);
    }
    statements.set(query, made);
    return made;
  };
  return {
    close: () => file.close(),
    prepare: (text) => {
      const statement = inOurWords(() => prepare(text));
      return {
        reader: statement.columns().length > 0,
        all: (values) => inOurWords(() => statement.all(...(values as SQLInputValue[]))),
        run: (values) => inOurWords(() => statement.run(...(values as SQLInputValue[]))),
        iterate: (values) => statement.iterate(...(values as SQLInputValue[])),
      };
    },
  };
}

function inOurWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error);
  }
}
