/** kill -9 of the whole service, at random, while Slack delivers: what was acknowledged is answered, once, in its thread. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { startFakeSlack } from "../fakes/slack.ts";
import { good, put } from "../knowledge/folder.ts";
import { noServer, skipsServer, startServer } from "../store/support/postgres.ts";
import { type Asked, allWell, answersTo, ask, deliverUntilAcknowledged, verdict } from "./support/asking.ts";
import { startBetween } from "./support/between.ts";
import { type Service, startService } from "./support/service.ts";

const questions = 320;
const askers = 24; // at a time
const eachLife = 20; // answers before it may be killed: more than it works on at a time
const fewestKills = 8;
const mostKills = 14; // where a busy machine takes long to start a service, more would only take longer
const texts = ["What is Alpha?", "Tell me about Beta", "Compare open and closed", "hello", "Who wins the cup?"];

async function killing(engine: "sqlite" | "postgres", databaseUrl?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "never-lost-"));
  const fake = await startFakeSlack();
  const between = await startBetween(fake.url);
  // Time for a kill to come between what is done at Slack and what is written down here.
  between.trouble(() => ({ beforeMs: Math.random() * 20, afterMs: Math.random() * 40 }));
  // Little to know, for fast starts.
  await put(join(folder, "knowledge"), good);
  // However long it takes to kill it often enough, nobody is told to wait.
  const env = {
    KNOWLEDGE_DIR: join(folder, "knowledge"),
    LIMIT_PERSON_PER_MINUTE: "10000",
    LIMIT_WORKSPACE_PER_MINUTE: "10000",
  };
  const settings = { dataDir: join(folder, "data"), databaseUrl, apiUrl: between.url, env };
  const services: Service[] = [await startService(settings)];
  if (engine === "postgres") services.push(await startService({ ...settings, dataDir: join(folder, "data2") }));
  const urls = () => services.map((service) => service.url());

  const now = { asking: true, kills: 0 };
  const asked: Asked[] = [];
  const roots: string[] = [];
  let redelivered = 0;
  const asker = async (): Promise<void> => {
    while (asked.length < questions || now.kills < fewestKills) {
      const i = asked.length;
      // Mentions in two channels, some in a thread that is under way, some in direct messages.
      const where = i % 7 === 0 ? { channel: `D${1_000 + (i % 12)}` } : { channel: i % 2 === 0 ? "C0CHAN" : "C0OTHER" };
      const thread = i % 5 === 1 && where.channel === "C0CHAN" ? roots.at(-1) : undefined;
      const one = ask(fake, { ...where, text: texts[i % texts.length] ?? "", ...(thread ? { thread } : {}) });
      asked.push(one);
      if (where.channel === "C0CHAN" && thread === undefined) roots.push(one.thread);
      const copies = i % 5 === 0 ? [...one.events, ...one.events] : one.events;
      const tries = await Promise.all(copies.map((event) => deliverUntilAcknowledged(event, urls)));
      redelivered += tries.reduce((sum, n) => sum + n - 1, 0);
      await sleep(Math.random() * 300);
    }
  };
  /** How many answers it has composed: one line of its log for each. */
  const answeredBy = (service: Service): number =>
    service.lines.filter((line) => line.includes("question answered")).length;
  const killer = async (service: Service): Promise<void> => {
    while (now.asking && now.kills < mostKills) {
      // In the midst of work, but not over the same questions again and again: five deaths in a row over one question are
      // where the inbox gives up, and says so.
      const enough = answeredBy(service) + eachLife;
      await vi.waitUntil(() => !now.asking || answeredBy(service) > enough, { timeout: 60_000, interval: 5 });
      await sleep(Math.random() * 600 * services.length);
      await service.kill();
      now.kills += 1;
      await service.start();
    }
  };
  try {
    const killers = services.map(killer);
    await Promise.all(Array.from({ length: askers }, asker));
    now.asking = false;
    await Promise.all(killers);
    await vi.waitFor(() => expect(verdict(fake, asked).lost).toEqual([]), { timeout: 60_000, interval: 100 });
    const takeoverMs = engine === "postgres" ? await takeover() : undefined;
    const codes = await Promise.all(services.map((service) => service.end()));
    expect(verdict(fake, asked)).toEqual(allWell);
    expect(asked.length).toBeGreaterThanOrEqual(questions);
    expect(now.kills).toBeGreaterThanOrEqual(fewestKills);
    expect(codes.at(-1)).toBe(0); // the first replica was killed for good
    const updates = fake.calls.filter((call) => call.method === "chat.update").length;
    console.log(
      `${engine}: ${asked.length} questions, ${now.kills} kills, ${redelivered} redeliveries, ${updates} found again after a kill, all answered once${takeoverMs === undefined ? "" : `; taken over ${takeoverMs} ms after a kill`}`,
    );
  } finally {
    for (const service of services) await service.kill();
    await between.close();
    await fake.close();
    rmSync(folder, { recursive: true, force: true });
  }

  /** The first replica is killed for good over a question that it had begun; the second one answers. */
  async function takeover(): Promise<number> {
    const [first] = services;
    let reached = false;
    between.trouble((method) => {
      if (method !== "chat.postMessage" || reached) return {};
      reached = true;
      return { beforeMs: 500, instead: "refuse" };
    });
    const one = ask(fake, {});
    asked.push(one);
    await Promise.all(one.events.map((event) => deliverUntilAcknowledged(event, () => [first?.url()])));
    await vi.waitFor(() => expect(reached).toBe(true), { timeout: 20_000, interval: 5 });
    await first?.kill();
    const killedAt = Date.now();
    await vi.waitFor(() => expect(answersTo(fake, one)).toHaveLength(1), { timeout: 60_000, interval: 20 });
    return Date.now() - killedAt;
  }
}

describe("a service that is killed again and again", () => {
  test(
    "answers every question that it acknowledged, once, in its thread (SQLite, one process)",
    { timeout: 180_000 },
    () => killing("sqlite"),
  );

  test.skipIf(skipsServer)(
    `and so do two replicas, which take each other's work over (PostgreSQL${skipsServer ? `: ${noServer}` : ""})`,
    { timeout: 180_000 },
    async () => {
      const server = await startServer();
      try {
        await killing("postgres", await server.database());
      } finally {
        await server.remove();
      }
    },
  );
});
