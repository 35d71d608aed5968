/** What only PostgreSQL has: replicas that start, wake and move in together, and a server that can be away. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { migrateStore } from "../../src/store/migrate-store.ts";
import { openStore } from "../../src/store/open.ts";
import { keyFile } from "../../src/store/key-file.ts";
import { everyPart, wholeOf } from "./support/assessments.ts";
import { handClock, withPlace } from "./support/places.ts";
import { noServer, type Server, skipsServer, startServer } from "./support/postgres.ts";
import { event, held, watched } from "./support/work.ts";

describe.skipIf(skipsServer)(`PostgreSQL${skipsServer ? ` (${noServer})` : ""}`, () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  describe("replicas", () => {
    withPlace("postgres", (place) => {
      test("may all start at once on an empty database", async () => {
        const databaseUrl = await server.database();
        const all = await Promise.all(
          Array.from({ length: 4 }, () => openStore({ dataDir: place().dataDir, databaseUrl })),
        );
        expect(all.map((opened) => (opened.ok ? "open" : opened.message))).toEqual(Array(4).fill("open"));
        const hits = await Promise.all(
          all.flatMap((opened) => (opened.ok ? [opened.store.rate.hit("U1", 3, 3_600_000)] : [])),
        );
        expect(hits.filter((hit) => hit.allowed)).toHaveLength(3);
        for (const opened of all) if (opened.ok) await opened.store.close();
      });

      test("know an event that another one accepted", async () => {
        const seen = watched();
        const one = (await place().open()).inbox(seen.handlers);
        const other = (await place().open()).inbox(seen.handlers);
        const accepted = await Promise.all(
          Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? one : other).accept(event(`e${i % 5}`))),
        );
        for (const inbox of [one, other]) await inbox.idle();
        expect(accepted.filter((is) => is === "new")).toHaveLength(5);
        expect(seen.names().toSorted()).toEqual(["e0", "e1", "e2", "e3", "e4"]);
      });

      test("work on one event of a conversation at a time, even when two arrive in the same instant", async () => {
        const one = await place().open();
        const seen = watched();
        const other = (await place().open()).inbox(seen.handlers);
        const { accepted } = await one.engine.db.transaction().execute(async (open) => {
          // Begun by a replica that has not committed yet: others cannot see it.
          const row = { event_id: "a1", conversation: event("a2", "a").conversation, kind: "mention", payload: "1" };
          const times = { attempts: 1, failures: 0, run_at: 0, lease_until: 9e15, created_at: 0 };
          await open
            .insertInto("inbox")
            .values({ ...row, ...times, state: "active", owner: "one" })
            .execute();
          const accepted = other.accept(event("a2", "a"));
          const settled = accepted.then(() => true);
          await vi.waitFor(async () => {
            const waiting = sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
            const waits = waiting.execute(one.engine.db).then(({ rows }) => rows.length > 0);
            expect((await waits) || (await Promise.race([settled, Promise.resolve(false)]))).toBe(true);
          });
          return { accepted };
        });
        expect(await accepted).toBe("new");
        await other.idle();
        expect(seen.begun).toEqual([]);
        expect(await other.depth()).toMatchObject({ ready: 1, active: 1 });
      });

      test("are told what is to be stopped, word for word, and take it for no work", async () => {
        const word = "teams:t/a:1;messageid='2'";
        const heard = Promise.withResolvers<string>();
        const other = (await place().open()).inbox({ ...watched().handlers, halt: heard.resolve });
        await other.start();
        const store = await place().open();
        await vi.waitFor(async () => {
          const listening = sql`select 1 from pg_stat_activity where query = 'listen inbox' and datname = current_database()`;
          expect((await listening.execute(store.engine.db)).rows).toHaveLength(1);
        });
        await store.inbox(watched().handlers).haltElsewhere(word);
        expect(await heard.promise).toBe(word);
        await other.stop();
      });

      test("are woken when one of them hands back its work", async () => {
        const quiet = { sweepMs: 3_600_000, heartbeatMs: 3_600_000 };
        const heir = Promise.withResolvers<string>();
        const other = (await place().open()).inbox(
          { handle: async (run) => heir.resolve(run.event.eventId), giveUp: async () => {} },
          quiet,
        );
        await other.start();
        const store = await place().open();
        await vi.waitFor(async () => {
          const listening = sql`select 1 from pg_stat_activity where query = 'listen inbox' and datname = current_database()`;
          expect((await listening.execute(store.engine.db)).rows).toHaveLength(1);
        });
        const stopping = store.inbox(watched(held().work).handlers, quiet);
        await stopping.accept(event("a"));
        expect(await stopping.stop(0)).toBe(1);
        expect(await heir.promise).toBe("slack:T1:a");
        await other.stop();
      });
    });
  });

  describe("a server that is away", () => {
    test("refuses events, ends nothing, and what was under way is written down when it is back", async () => {
      const databaseUrl = await server.database();
      const clock = handClock();
      const codes: string[] = [];
      const opened = await openStore({
        dataDir: "/nowhere",
        databaseUrl,
        nowMs: clock.nowMs,
        log: (code) => codes.push(code),
      });
      if (!opened.ok) throw new Error(opened.message);
      const { store } = opened;
      const gate = held();
      const seen = watched(gate.work);
      const inbox = store.inbox(seen.handlers);
      await inbox.start();
      await inbox.accept(event("a"));
      expect(await store.problem()).toBeUndefined();

      const begun = Promise.withResolvers<void>();
      const halted = Promise.withResolvers<void>();
      const cutOff = store.engine.db.transaction().execute(async (open) => {
        await sql`select 1`.execute(open);
        begun.resolve();
        await halted.promise;
        await sql`select 1`.execute(open);
      });
      await begun.promise;
      await server.halt();
      // Time for the lost connection to make itself heard, between two of its statements.
      await vi.waitFor(() => expect(codes).toContain("store-not-listening"));
      halted.resolve();
      await expect(cutOff).rejects.toMatchObject({ code: "down" });
      await expect(inbox.accept(event("b"))).rejects.toMatchObject({ name: "StoreError", code: "down" });
      expect(await store.problem()).toMatch(/^PostgreSQL cannot be reached .*DATABASE_URL/);
      await expect(store.rate.hit("U1", 5, 1_000)).rejects.toMatchObject({ code: "down" });
      gate.release("a", "b");
      await inbox.sweep();
      expect(await openStore({ dataDir: "/nowhere", databaseUrl })).toMatchObject({
        ok: false,
        message: expect.stringMatching(/PostgreSQL cannot be reached \(\w+\): check that PostgreSQL runs/) as string,
      });

      await server.resume();
      await vi.waitFor(async () => {
        expect(await inbox.accept(event("b"))).toMatch(/new|duplicate/);
      });
      await vi.waitFor(async () => {
        await inbox.sweep();
        expect(await inbox.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
      });
      expect(seen.names()).toEqual(["a", "b"]);
      expect(codes).toContain("inbox-result-not-written");
      await inbox.stop();
      await store.close();
    });

    test("that has no such database or user says so, and never the password", async () => {
      const databaseUrl = (await server.database()).replace("postgres@", "postgres:hunter2@");
      const gone = await openStore({ dataDir: "/nowhere", databaseUrl: databaseUrl.replace(/\w+$/, "nothing") });
      expect(gone).toMatchObject({ ok: false, message: expect.stringContaining("3D000") as string });
      const nobody = await openStore({
        dataDir: "/nowhere",
        databaseUrl: databaseUrl.replace("postgres:hunter2", "eve:hunter2"),
      });
      expect(nobody).toMatchObject({ ok: false, message: expect.stringContaining("check the user") as string });
      expect(JSON.stringify([gone, nobody])).not.toContain("hunter2");
      const broken = await openStore({ dataDir: "/nowhere", databaseUrl: "postgres://127.0.0.1:99999/x" });
      expect(broken).toMatchObject({ ok: false });
    });
  });

  describe("moving in from the embedded store", () => {
    withPlace("sqlite", (place) => {
      const filled = async () => {
        const store = await place().open();
        const inbox = store.inbox(watched(held().work).handlers);
        for (const name of ["a1", "a2", "a3"]) await inbox.accept(event(name, "a"));
        const answer = { id: "x", platform: "slack", channel: "C1", thread: null, message: "1", kind: "answer" };
        const more = {
          questionEvent: "e",
          questionMessage: null,
          entries: [],
          knowledgeVersion: "v1",
          userKey: "U1",
          remembered: null,
        };
        await store.answers.record({ ...answer, ...more });
        await store.feedback.vote({ answerId: "x", userKey: "U1", verdict: "up", reason: null });
        const tokens = store.installations();
        if (tokens.ok)
          await tokens.installations.install({ key: "slack:T1", text: "t", botUser: "U", expiresAt: null });
        for (let i = 0; i < 1_200; i += 1) await store.rate.hit(`U${i}`, 5, 1_000_000_000);
        const key = "teams:t1/19:a";
        await store.conversations.keep({ key, userKey: "teams:t1/p", serviceUrl: "https://x", doc: { a: 1 } });
        await store.links.join("slack:T1/U1", "teams:t1/p");
        await everyPart(store.assessments, "asm");
        const assessment = await wholeOf(store.assessments, "asm");
        await place().close(store);
        return { ...place(), assessment };
      };

      test("brings every row, in order, and open events are answered there", async () => {
        const { dataDir, assessment } = await filled();
        const databaseUrl = await server.database();
        expect(await migrateStore({ dataDir, databaseUrl })).toEqual({
          ok: true,
          rows: {
            inbox: 3,
            rate: 1_200,
            cooldown: 0,
            answer: 1,
            feedback: 1,
            action: 0,
            unanswered: 0,
            done_once: 0,
            installation: 1,
            oauth_state: 0,
            assessment: 1,
            assessment_run: 1,
            assessment_person: 2,
            assessment_ask: 1,
            assessment_post: 1,
            conversation: 1,
            link: 2,
            link_code: 0,
          },
        });
        // The key that the embedded store made for itself goes into TOKEN_KEYS.
        const [kid = "", key = ""] = readFileSync(keyFile(dataDir), "utf8").trim().split(":");
        const tokenKeys = [{ kid, key: Buffer.from(key, "base64") }];
        const opened = await openStore({ dataDir, databaseUrl, tokenKeys });
        if (!opened.ok) throw new Error(opened.message);
        const tokens = opened.store.installations();
        expect(tokens.ok && (await tokens.installations.get("slack:T1"))).toBe("t");
        const seen = watched();
        const inbox = opened.store.inbox(seen.handlers);
        await inbox.accept(event("a4", "a"));
        await inbox.start();
        await inbox.idle();
        expect(seen.names()).toEqual(["a1", "a2", "a3", "a4"]);
        expect(await opened.store.feedback.of("x")).toEqual({ up: 1, down: 0 });
        expect(await opened.store.conversations.get("teams:t1/19:a")).toMatchObject({ doc: { a: 1 } });
        expect(await wholeOf(opened.store.assessments, "asm")).toEqual(assessment);
        await inbox.stop();
        await opened.store.close();

        const again = await migrateStore({ dataDir, databaseUrl });
        expect(again).toMatchObject({
          ok: false,
          what: expect.stringContaining("in inbox, rate, answer, feedback") as string,
        });
        expect(await migrateStore({ dataDir, databaseUrl, intoNonEmpty: true })).toMatchObject({
          ok: true,
          rows: { inbox: 0, rate: 0, answer: 0 },
        });
      });

      test("is refused while the service runs, and where there is nothing", async () => {
        const databaseUrl = await server.database();
        const { dataDir, open } = place();
        await open();
        expect(await migrateStore({ dataDir, databaseUrl })).toMatchObject({
          ok: false,
          what: expect.stringContaining("Another process already works with DATA_DIR") as string,
        });
        expect(await migrateStore({ dataDir: join(dataDir, "none"), databaseUrl })).toMatchObject({ ok: false });
      });
    });
  });
});
