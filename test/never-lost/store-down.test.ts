/** The store away or full in the midst of work: Slack is asked to deliver again, nothing is half done, nothing is lost. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { openStore, type Store } from "../../src/store/open.ts";
import { deliver, type FakeSlack, startFakeSlack } from "../fakes/slack.ts";
import { noServer, skipsServer, startServer } from "../store/support/postgres.ts";
import { type Asked, allWell, ask, deliverUntilAcknowledged, statusOf, verdict } from "./support/asking.ts";
import { type Edge, startEdge } from "./support/edge.ts";
import { secret } from "./support/service.ts";

async function opened(dataDir: string, databaseUrl?: string): Promise<Store> {
  const result = await openStore({ dataDir, databaseUrl });
  if (!result.ok) throw new Error(result.message);
  return result.store;
}

/** Asks throughout, breaks the store meanwhile, mends it, and looks at what came of all questions. */
async function breaking(
  fake: FakeSlack,
  edges: readonly Edge[],
  breakIt: () => Promise<unknown>,
  mendIt: () => Promise<unknown>,
): Promise<void> {
  const urls = () => edges.map((edge) => edge.url);
  const ready = () => expect(edges.flatMap((edge) => edge.slack.notReady())).toEqual([]);
  await vi.waitFor(ready, { timeout: 20_000 });
  const asked: Asked[] = [];
  const asking = { on: true };
  const asker = async (n: number): Promise<void> => {
    while (asking.on) {
      const one = ask(fake, n % 3 === 0 ? { channel: `D${3_000 + n}` } : {});
      asked.push(one);
      await Promise.all(one.events.map((event) => deliverUntilAcknowledged(event, urls)));
      await sleep(Math.random() * 100);
    }
  };
  const askers = Array.from({ length: 8 }, (_, n) => asker(n));
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(40), { timeout: 30_000 });

  await breakIt();
  // Too long for the room that pages in use have left.
  const refused = ask(fake, { text: `What is LoRA? ${"It is long. ".repeat(2_000)}` });
  asked.push(refused);
  const statuses = await Promise.all(
    refused.events.map((event) => statusOf(deliver(edges[0]?.url ?? "", secret, event))),
  );
  expect(statuses.every((status) => status >= 500)).toBe(true);
  await sleep(500);
  expect(verdict(fake, [refused]).lost).toHaveLength(1); // nothing is done about what was not taken
  await mendIt();

  await Promise.all(refused.events.map((event) => deliverUntilAcknowledged(event, urls)));
  const until = asked.length + 40;
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(until), { timeout: 60_000 });
  asking.on = false;
  await Promise.all(askers);
  await vi.waitFor(() => expect(verdict(fake, asked).lost).toEqual([]), { timeout: 60_000, interval: 50 });
  const depth = async () => expect(await edges[0]?.slack.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
  await vi.waitFor(depth, { timeout: 60_000, interval: 50 });
  expect(verdict(fake, asked)).toEqual(allWell);
  expect(edges.flatMap((edge) => edge.logged).join("\n")).not.toMatch(/You asked|LoRA/);
}

const pragma = (store: Store, text: string) => sql`pragma ${sql.raw(text)}`.execute(store.engine.db);

test.for([
  { is: "has no space left", breaks: "max_page_count = 1", mends: "max_page_count = 1000000" },
  { is: "refuses writes", breaks: "query_only = on", mends: "query_only = off" },
])("an SQLite file that $is: asked to deliver again, then all is answered once", { timeout: 180_000 }, async (how) => {
  const folder = mkdtempSync(join(tmpdir(), "store-down-"));
  const fake = await startFakeSlack();
  const store = await opened(join(folder, "data"));
  const edge = await startEdge(store, fake.url);
  try {
    // A full disk refuses what needs a new page: much is written meanwhile, so that there is no room in old ones.
    await breaking(
      fake,
      [edge],
      async () => {
        await pragma(store, how.breaks);
        for (let i = 0, full = false; i < 2_000 && !full; i += 1)
          full = await store.cooldown.pause(`filler-${i}`.padEnd(900, "x"), 1).then(
            () => false,
            () => true,
          );
      },
      () => pragma(store, how.mends),
    );
  } finally {
    await edge.stop();
    await fake.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test.skipIf(skipsServer)(
  `a PostgreSQL server that is stopped in mid-flow: asked to deliver again, then all is answered once${skipsServer ? ` (${noServer})` : ""}`,
  { timeout: 180_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "store-down-"));
    const fake = await startFakeSlack();
    const server = await startServer();
    const database = await server.database();
    const stores = [await opened(folder, database), await opened(folder, database)];
    const edges = await Promise.all(stores.map((store) => startEdge(store, fake.url)));
    try {
      await breaking(fake, edges, server.halt, server.resume);
    } finally {
      for (const edge of edges) await edge.stop();
      for (const store of stores) await store.close();
      await server.remove();
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
