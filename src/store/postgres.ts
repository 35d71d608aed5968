import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from "kysely";
import type { Pool, PoolClient, PoolConfig } from "pg";
import { type Engine, type EngineOpened, type EngineOptions, Late, valueNow } from "./engine.ts";
import { asStoreError, StoreError, sentenceOf } from "./errors.ts";
import { listenOn } from "./listen.ts";
import { migrate } from "./migrations.ts";
import { statementNames } from "./statement-names.ts";
import type { Tables } from "./tables.ts";

const int8 = 20; // PostgreSQL's number for bigint, which `pg` gives as text

/** Opens the store that several replicas share. */
export async function openPostgres(options: EngineOptions & { readonly databaseUrl: string }): Promise<EngineOpened> {
  const { databaseUrl, log, nowMs } = options;
  const { default: pg } = await import("pg");
  const shared: PoolConfig = {
    connectionString: databaseUrl,
    application_name: "counterweight",
    keepAlive: true,
    // Slack waits 3 s for an acknowledgement: say sooner that there is no store, and it delivers again.
    connectionTimeoutMillis: 2_000,
    types: {
      getTypeParser: ((oid: number, format: "text") =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  };
  const kyselyOn = (settings: PoolConfig): Kysely<Tables> => {
    const pool = new pg.Pool({ ...shared, ...settings });
    // Without a listener a lost connection would end the process; the next query says what is wrong.
    pool.on("error", (error) => log("store-connection-lost", { why: sentenceOf(asStoreError(error)) }));
    pool.on("connect", (client) => client.on("error", () => {}));
    return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: adapted(pool) }) });
  };

  // Waiting for another replica's migration may take long; a service's statement may not.
  const migrating = kyselyOn({ max: 3 });
  try {
    await migrate(migrating, "postgres");
  } catch (error) {
    return { ok: false, message: `The store at DATABASE_URL does not open. ${sentenceOf(asStoreError(error))}` };
  } finally {
    await migrating.destroy();
  }
  const db = kyselyOn({ max: 10, query_timeout: 10_000 });
  const engine: Engine = {
    name: "postgres",
    db,
    sole: false,
    nowMs: nowMs ?? Date.now,
    sharedNow: () =>
      nowMs
        ? sql<number>`cast(${new Late(nowMs)} as bigint)`
        : sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
    listen: (hear) => listenOn(() => new pg.Client(shared), hear, log),
    notify: async (said = "") => {
      await sql`select pg_notify('inbox', ${said})`.execute(db).catch(() => {});
    },
    log,
    close: () => db.destroy(),
  };
  return { ok: true, engine };
}

/** A pool whose errors are in our words, and which drops a connection that lost one. */
function adapted(pool: Pool): PostgresPool {
  const names = statementNames();
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  const adapt = (client: PoolClient): PostgresPoolClient => {
    let broken = false;
    const send = async (text: string, values: unknown[]): Promise<unknown> => {
      const name = names.of(text);
      if (name === undefined) return client.query(text, values);
      try {
        return await client.query({ name, text, values });
      } catch (error) {
        if (names.failed(error)) return client.query(text, values);
        throw error;
      }
    };
    const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
      try {
        return await send(text, values.map(valueNow));
      } catch (error) {
        const failure = asStoreError(error);
        // After a time-out the answer to the old question may still come: no next one may read it.
        if (failure instanceof StoreError && failure.code === "down") broken = true;
        throw failure;
      }
    };
    const release = (destroy?: boolean): void => client.release(destroy === true || broken);
    return { query, release } as unknown as PostgresPoolClient;
  };
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect().catch((error: unknown) => {
        throw asStoreError(error);
      });
      const known = clients.get(client) ?? adapt(client);
      clients.set(client, known);
      return known;
    },
  };
}
