/** kill -9 of the whole service, at random, while Teams delivers: what was acknowledged is answered where it was asked. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { channel, chatWith, message, person, type Place, startFakeTeams, tenant } from "../fakes/teams.ts";
import { good, put } from "../knowledge/folder.ts";
import { noServer, skipsServer, startServer } from "../store/support/postgres.ts";
import { until } from "./support/delivering.ts";
import { type Service, startService, teamsEnv } from "./support/service.ts";
import { foldedIn } from "../teams/harness.ts";
import { unwritten } from "./support/unwritten.ts";

const questions = 320;
const askers = 20; // at a time
const eachLife = 20; // answers before it may be killed
const fewestKills = 8;
const mostKills = 12;
const texts = ["What is Alpha?", "Tell me about Beta", "Compare open and closed", "hello", "Who wins the cup?"];

interface Asked {
  readonly id: string;
  readonly place: Place;
}
const eventOf = ({ id, place }: Asked): string => `teams:${tenant}:${place.conversation}:${id}`;

async function killing(engine: "sqlite" | "postgres", databaseUrl?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "never-lost-teams-"));
  const fake = await startFakeTeams();
  // Time for a kill to come between what is done in Teams and what is written down here.
  fake.trouble(() => ({ beforeMs: Math.random() * 20, afterMs: Math.random() * 40 }));
  await put(join(folder, "knowledge"), good);
  const env = {
    ...teamsEnv(fake),
    KNOWLEDGE_DIR: join(folder, "knowledge"),
    LIMIT_PERSON_PER_MINUTE: "10000",
    LIMIT_WORKSPACE_PER_MINUTE: "100000",
  };
  const settings = { dataDir: join(folder, "data"), databaseUrl, env };
  const services: Service[] = [await startService(settings)];
  if (engine === "postgres") services.push(await startService({ ...settings, dataDir: join(folder, "data2") }));

  const asked: Asked[] = [];
  const now = { asking: true };
  /** What each kill left begun and unwritten. */
  const kills: ReadonlySet<string>[] = [];
  let redelivered = 0;
  const asker = async (): Promise<void> => {
    while (asked.length < questions || kills.length < fewestKills) {
      const i = asked.length;
      const human = person(i % 60);
      const place = i % 3 === 0 ? chatWith(human) : channel(String(i % 40));
      const body = message(fake, human, place, texts[i % texts.length] ?? "");
      asked.push({ id: String(body["id"]), place });
      redelivered += (await until(fake, services, body)) - 1;
      if (i % 5 === 0) await until(fake, services, body); // Teams, too, delivers some twice
      await sleep(Math.random() * 200);
    }
  };
  const answeredBy = (service: Service): number =>
    service.lines.filter((line) => line.includes("question answered")).length;
  const killer = async (service: Service): Promise<void> => {
    while (now.asking && kills.length < mostKills) {
      const enough = answeredBy(service) + eachLife;
      await vi.waitUntil(() => !now.asking || answeredBy(service) > enough, { timeout: 60_000, interval: 5 });
      await sleep(Math.random() * 300 * services.length);
      await service.kill();
      kills.push(await unwritten(settings));
      await service.start();
    }
  };
  const answersTo = ({ id, place }: Asked) =>
    fake.messages.filter((each) => each.replyTo === id && each.conversation === place.conversation);
  const shown = (one: Asked) => answersTo(one).filter((each) => foldedIn(each) === undefined);
  const lost = () => asked.filter((each) => answersTo(each).length === 0).map(({ id }) => id);
  try {
    const killers = services.map(killer);
    await Promise.all(Array.from({ length: askers }, asker));
    now.asking = false;
    await Promise.all(killers);
    await vi.waitFor(() => expect(lost()).toEqual([]), { timeout: 60_000, interval: 100 });
    if (engine === "postgres") await takenOver();
    const codes = await Promise.all(services.map((service) => service.end()));
    expect(codes.at(-1)).toBe(0); // the first replica of two was killed for good
    expect(lost()).toEqual([]);
    expect(asked.filter((each) => shown(each).length > 1)).toEqual([]);
    // Folded only where a kill found the answer on its way: no more of them.
    const folded = asked.filter((each) => answersTo(each).length > shown(each).length);
    expect(folded.filter((each) => !kills.some((k) => k.has(eventOf(each))))).toEqual([]);
    expect(asked.flatMap(answersTo).filter((each) => foldedIn(each)?.length === 0)).toEqual([]);
    const ids = new Set(asked.map(({ id }) => id));
    expect(fake.messages.filter(({ replyTo }) => replyTo === undefined || !ids.has(replyTo))).toEqual([]);
    expect(asked.length).toBeGreaterThanOrEqual(questions);
    expect(kills.length).toBeGreaterThanOrEqual(fewestKills);
    const twice = folded.filter((each) => shown(each).length > 0).length;
    const windows = kills.reduce((sum, each) => sum + each.size, 0);
    console.log(
      `teams, ${engine}: ${asked.length} questions, ${kills.length} kills, ${redelivered} redeliveries, none lost, none answered twice; ${windows} on their way at a kill, ${folded.length} of them folded, ${twice} of these beside the answer`,
    );
  } finally {
    for (const service of services) await service.kill();
    await fake.close();
    rmSync(folder, { recursive: true, force: true });
  }

  /** The first replica is killed for good over a question that it had begun; the second one answers, once. */
  async function takenOver(): Promise<void> {
    const [first] = services;
    const reached = Promise.withResolvers<void>();
    fake.trouble(({ method }) => {
      if (method !== "POST") return undefined;
      fake.trouble(() => undefined);
      reached.resolve();
      return { beforeMs: 500, cut: true };
    });
    const body = message(fake, person(1), chatWith(person(1)), texts[0] ?? "");
    const one: Asked = { id: String(body["id"]), place: chatWith(person(1)) };
    asked.push(one);
    await until(fake, first ? [first] : [], body);
    await reached.promise;
    await first?.kill();
    kills.push(new Set([eventOf(one)]));
    await vi.waitFor(() => expect(answersTo(one)).toHaveLength(1), { timeout: 60_000, interval: 20 });
  }
}

describe("a service that is killed again and again", () => {
  test(
    "answers every question that it acknowledged where it was asked, and shows no answer twice (SQLite, one process)",
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

describe("a service that is killed exactly while an answer is on its way", () => {
  test.for([
    { is: "before Teams has it", trouble: { beforeMs: 60_000, cut: true }, arrives: 0 },
    { is: "after Teams has it, before that is written down", trouble: { afterMs: 60_000 }, arrives: 1 },
  ])("$is: it is there to open, and not shown again", { timeout: 60_000 }, async ({ trouble, arrives }) => {
    const folder = mkdtempSync(join(tmpdir(), "never-lost-teams-"));
    const fake = await startFakeTeams();
    await put(join(folder, "knowledge"), good);
    const settings = {
      dataDir: join(folder, "data"),
      env: { ...teamsEnv(fake), KNOWLEDGE_DIR: join(folder, "knowledge") },
    };
    const service = await startService(settings);
    try {
      const reached = Promise.withResolvers<void>();
      fake.trouble(({ method }) => {
        if (method !== "POST") return undefined;
        reached.resolve();
        return trouble;
      });
      const human = person(1);
      for (const place of [chatWith(human), channel("1")])
        await until(fake, [service], message(fake, human, place, texts[0] ?? ""));
      await reached.promise;
      await vi.waitUntil(async () => (await unwritten(settings)).size === 2, { interval: 20 });
      await vi.waitUntil(() => fake.messages.length === 2 * arrives, { interval: 20 });
      await service.kill();
      fake.trouble(() => undefined);
      await service.start();
      for (const { conversation } of [chatWith(human), channel("1")]) {
        const there = () => fake.messages.filter((each) => each.conversation === conversation);
        await vi.waitUntil(() => there().length > arrives, { timeout: 30_000, interval: 20 });
        expect(there().map((each) => foldedIn(each) !== undefined)).toEqual(arrives === 1 ? [false, true] : [true]);
        expect(foldedIn(there().at(-1))).toContain("Alpha");
      }
    } finally {
      await service.kill();
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
