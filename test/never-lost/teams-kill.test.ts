/** kill -9 of the whole service, at random, while Teams delivers: what was acknowledged is answered where it was asked. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  type Args,
  channel,
  chatWith,
  deliver,
  type FakeTeams,
  message,
  person,
  type Place,
  pressOn,
  startFakeTeams,
} from "../fakes/teams.ts";
import { good, put } from "../knowledge/folder.ts";
import { knowledgeFolder } from "../support/real-knowledge.ts";
import { buttonOn, cardIn, fieldsOn, labelsOn, read } from "../teams/assess-support.ts";
import { statusOf } from "./support/asking.ts";
import { type Service, startService, teamsEnv } from "./support/service.ts";

const questions = 240;
const askers = 16; // at a time
const eachLife = 20; // answers before it may be killed
const fewestKills = 6;
const mostKills = 10;
const texts = ["What is Alpha?", "Tell me about Beta", "Compare open and closed", "hello", "Who wins the cup?"];

let folder: string;
let fake: FakeTeams;
let service: Service;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "never-lost-teams-"));
  fake = await startFakeTeams();
});
afterEach(async () => {
  await service.kill();
  await fake.close();
  rmSync(folder, { recursive: true, force: true });
});
const start = async (knowledge: string): Promise<void> => {
  const env = {
    ...teamsEnv(fake),
    KNOWLEDGE_DIR: knowledge,
    LIMIT_PERSON_PER_MINUTE: "10000",
    LIMIT_WORKSPACE_PER_MINUTE: "100000",
  };
  service = await startService({ dataDir: join(folder, "data"), env });
};

/** Delivers again and again until somebody says that it arrived. */
async function until(body: Args): Promise<Response> {
  for (;;) {
    const origin = service.origin();
    const response =
      origin === undefined ? undefined : await deliver(fake, `${origin}/api/messages`, body).catch(() => undefined);
    if (response?.status === 200) return response;
    await statusOf(Promise.resolve(response ?? new Response()));
    await sleep(100);
  }
}

test("every question that it acknowledged is answered where it was asked, twice only where a kill came between posting and writing that down", {
  timeout: 180_000,
}, async () => {
  await put(join(folder, "knowledge"), good);
  fake.trouble(() => ({ beforeMs: Math.random() * 20, afterMs: Math.random() * 40 }));
  await start(join(folder, "knowledge"));
  const asked: { readonly id: string; readonly place: Place }[] = [];
  const kills: number[] = [];
  const now = { asking: true };
  const asker = async (): Promise<void> => {
    while (asked.length < questions || kills.length < fewestKills) {
      const i = asked.length;
      const human = person(i % 60);
      const place = i % 3 === 0 ? chatWith(human) : channel(String(i % 40));
      const body = message(fake, human, place, texts[i % texts.length] ?? "");
      asked.push({ id: String(body["id"]), place });
      await until(body);
      if (i % 5 === 0) await until(body); // Teams, too, delivers some twice
      await sleep(Math.random() * 200);
    }
  };
  const answered = (): number => service.lines.filter((line) => line.includes("question answered")).length;
  const killer = async (): Promise<void> => {
    while (now.asking && kills.length < mostKills) {
      const enough = answered() + eachLife;
      await vi.waitUntil(() => !now.asking || answered() > enough, { timeout: 60_000, interval: 5 });
      await sleep(Math.random() * 300);
      await service.kill();
      kills.push(Date.now());
      await service.start();
    }
  };
  const killing = killer();
  await Promise.all(Array.from({ length: askers }, asker));
  now.asking = false;
  await killing;
  const answersTo = ({ id, place }: (typeof asked)[number]) =>
    fake.messages.filter((each) => each.replyTo === id && each.conversation === place.conversation);
  const lost = () => asked.filter((each) => answersTo(each).length === 0).map(({ id }) => id);
  await vi.waitFor(() => expect(lost()).toEqual([]), { timeout: 60_000, interval: 100 });
  // The last kill may have come when all was answered: what is just starting ends by the signal itself.
  await vi.waitUntil(() => service.origin() !== undefined, { timeout: 60_000, interval: 20 });
  expect(await service.end()).toBe(0);
  const twice = asked.filter((each) => answersTo(each).length > 1);
  const unexplained = twice.filter((each) => {
    const [first, second] = answersTo(each);
    return !kills.some((at) => at >= (first?.at ?? 0) - 1 && at <= (second?.at ?? 0));
  });
  expect(unexplained).toEqual([]);
  const ids = new Set(asked.map(({ id }) => id));
  expect(fake.messages.filter(({ replyTo }) => replyTo === undefined || !ids.has(replyTo))).toEqual([]);
  expect(kills.length).toBeGreaterThanOrEqual(fewestKills);
  console.log(
    `teams: ${asked.length} questions, ${kills.length} kills, none lost, ${twice.length} posted twice by a kill`,
  );
});

test("an assessment goes on where it was, though the service is killed after every press", {
  timeout: 180_000,
}, async () => {
  await start(knowledgeFolder);
  const dana = person(1);
  await until(message(fake, dana, chatWith(dana), "assess: A clinic, patient letters must not leave the building."));
  await vi.waitUntil(() => fake.messages.length > 0, { timeout: 30_000, interval: 20 });
  const [posted] = fake.messages;
  let seen = { card: cardIn(posted?.activity), says: undefined, on: posted?.id ?? "" };
  let kills = 0;
  for (; labelsOn(seen).includes("Next") && kills < 12; kills += 1) {
    const { verb, data } = buttonOn(seen.card, "Next");
    const values = Object.fromEntries(Object.keys(fieldsOn(seen)).map((field) => [field, ""]));
    const press = () => pressOn(fake, dana, chatWith(dana), seen.on, verb, { ...data, ...values });
    const response = (await (await until(press())).json()) as { value: Args };
    await service.kill();
    await service.start();
    // Pressed again, for nobody saw what came: it shows where it stands, and takes no step.
    const again = (await (await until(press())).json()) as { value: Args };
    const [now, then] = [response.value, again.value].map((card) =>
      read({ card }).replace("This moved on meanwhile. Here is where it stands.\n", ""),
    );
    expect(then).toBe(now);
    seen = { ...seen, card: response.value };
  }
  expect(kills).toBeGreaterThan(1);
  expect(read(seen)).toContain("How sure:");
});
