/** kill -9 of the whole service after every press of somebody who assesses a case in Teams. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  type Args,
  chatWith,
  deliver,
  type FakeTeams,
  message,
  person,
  pressOn,
  startFakeTeams,
} from "../fakes/teams.ts";
import { knowledgeFolder } from "../support/knowledge-folder.ts";
import { buttonOn, cardIn, fieldsOn, labelsOn, read } from "../teams/assess-support.ts";
import { statusOf } from "./support/asking.ts";
import { type Service, startService, teamsEnv } from "./support/service.ts";

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
