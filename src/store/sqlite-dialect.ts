/**
 * node:sqlite for Kysely, with group commit: what is written within one turn of Node's loop is one transaction, and
 * whoever wrote is told once it is on the disk. Node's loop does not wait for the disk: SQLite itself only writes its log
 * (`synchronous = normal`), and a thread of Node's pool waits until that is kept, for all that was written meanwhile.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { createDisk } from "./disk.ts";
import { type Unhurried, valueNow } from "./engine.ts";
import { asStoreError } from "./errors.ts";

const mostStatements = 200; // prepared and kept; a list's length makes a new one

/** @param path of the file, beside which SQLite keeps its log */
export const sqliteDialect = (file: DatabaseSync, path: string): Dialect => ({
  createDriver: () => driverFor(file, path),
  createAdapter: () => new Adapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
});

/** Kysely lets a single connection be used by one query after the other, each waiting for its commit: not by ours. */
class Adapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** Statements that were run and wait for the disk. */
interface Group {
  readonly written: Promise<void>;
  readonly end: (error?: unknown) => void;
}

function driverFor(file: DatabaseSync, path: string): Driver {
  const prepare = keeping(file);
  const disk = createDisk(`${path}-wal`);
  let group: Group | undefined;
  /** A transaction of somebody's own has the file to itself. */
  let taken: Promise<void> | undefined;

  const open = (): Group => {
    file.exec("begin immediate"); // one that reads first and writes later fails at once when a command wrote in between
    const { promise: written, resolve, reject } = Promise.withResolvers<void>();
    written.catch(() => {}); // nobody may be waiting
    group = { written, end: (error) => (error === undefined ? resolve() : reject(error)) };
    setImmediate(() => disk.whenIdle(commit)); // what comes while the disk is busy is kept together
    return group;
  };

  const abandon = (error: unknown): void => {
    const lost = group;
    group = undefined;
    if (file.isTransaction) file.exec("rollback");
    lost?.end(asStoreError(error));
  };

  const commit = (): void => {
    const done = group;
    if (!done) return;
    try {
      file.exec("commit");
      group = undefined;
      disk.keep().then(() => done.end(), done.end);
    } catch (error) {
      abandon(error);
    }
  };

  const execute = <R>({ sql, parameters }: CompiledQuery): QueryResult<R> => {
    const { statement, reads } = prepare(sql);
    const values = parameters.map(valueNow) as SQLInputValue[];
    if (reads) return { rows: statement.all(...values) as R[] };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  };

  const inGroup = async <R>(query: CompiledQuery & Partial<Unhurried>): Promise<QueryResult<R>> => {
    for (;;) {
      if (!taken) break;
      await taken;
    }
    if (!group && isRead(query)) return execute(query);
    const mine = group ?? open();
    let result: QueryResult<R>;
    try {
      result = execute(query);
    } catch (error) {
      // Most failures undo their statement alone. A full disk may undo everything since `begin`.
      if (!file.isTransaction) abandon(error);
      throw error;
    }
    if (query.isUnhurried !== true) await mine.written; // what was read may have been written a moment ago, too
    return result;
  };

  let free = (): void => {};
  const finish = async (word: "commit" | "rollback"): Promise<void> => {
    try {
      inOurWords(() => file.exec(word));
      if (word === "commit") await disk.keep();
    } finally {
      taken = undefined;
      free();
    }
  };

  class Connection implements DatabaseConnection {
    owns = false;
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      try {
        return this.owns ? execute(query) : await inGroup(query);
      } catch (error) {
        throw asStoreError(error);
      }
    }
    streamQuery(): AsyncIterableIterator<never> {
      throw new Error("nothing in this store is streamed");
    }
  }

  return {
    init: async () => {},
    acquireConnection: async () => new Connection(),
    releaseConnection: async () => {},
    beginTransaction: async (connection) => {
      for (;;) {
        if (!taken) break;
        await taken;
      }
      commit();
      inOurWords(() => file.exec("begin immediate"));
      const { promise, resolve } = Promise.withResolvers<void>();
      [taken, free] = [promise, resolve];
      (connection as Connection).owns = true;
    },
    commitTransaction: () => finish("commit"),
    rollbackTransaction: () => finish("rollback"),
    destroy: async () => {
      commit();
      await disk.close();
      file.close();
    },
  };
}

const isRead = ({ query, sql }: CompiledQuery): boolean =>
  SelectQueryNode.is(query) || /^\s*(select|pragma)\b/i.test(sql);

interface Prepared {
  readonly statement: StatementSync;
  /** Gives rows. */
  readonly reads: boolean;
}

/** Prepares, and keeps what was used last. */
function keeping(file: DatabaseSync): (text: string) => Prepared {
  const kept = new Map<string, Prepared>();
  return (text) => {
    const known = kept.get(text);
    if (known) return known;
    const statement = file.prepare(text);
    const made = { statement, reads: statement.columns().length > 0 };
    for (const oldest of kept.keys()) {
      if (kept.size < mostStatements) break;
      kept.delete(oldest);
    }
    kept.set(text, made);
    return made;
  };
}

function inOurWords(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw asStoreError(error);
  }
}
