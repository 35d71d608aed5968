import { join } from "node:path";
import { expect, test } from "vitest";
import { elsewhere, holding, secret, slack, start } from "./support/service.ts";

const asking = { user: "U0ASKER", channel: "C0CHAN", text: "<@U0BOT> what is LoRA?" };

test("a question under way at SIGTERM is answered before the service ends", async () => {
  const { fake, env } = await slack();
  const held = await holding(fake.url, "chat.postMessage");
  const service = await start({ ...env, SLACK_API_URL: held.url });
  await service.becomes(200);
  await fake.people(`${service.url}/slack/events`, secret).writes(asking);
  await held.came;
  const ended = service.stop();
  held.open();
  expect(await ended).toBe(0);
  expect(fake.posted()).toHaveLength(1);
  expect(
    service
      .lines()
      .map(({ msg }) => msg)
      .slice(-2),
  ).toEqual(["stopping", "stopped"]);
});

test("a question that Slack takes no answer to at SIGTERM is handed back, and answered once by the next process", async () => {
  const { fake, env } = await slack();
  const DATA_DIR = join(elsewhere(), "data");
  const held = await holding(fake.url, "chat.postMessage");
  const service = await start({ ...env, SLACK_API_URL: held.url, DATA_DIR });
  await service.becomes(200);
  await fake.people(`${service.url}/slack/events`, secret).writes(asking);
  await held.came;
  expect(await service.stop()).toBe(0);
  expect(fake.posted()).toEqual([]);
  await start({ ...env, DATA_DIR });
  await fake.call("chat.postMessage");
  expect(fake.posted()).toHaveLength(1);
});

test("through a socket, too, what came in before SIGTERM is answered", async () => {
  const { fake, env } = await slack();
  const { SLACK_SIGNING_SECRET: _, ...others } = env;
  const held = await holding(fake.url, "chat.postMessage");
  const service = await start({ ...others, SLACK_API_URL: held.url, SLACK_APP_TOKEN: "xapp-fake-1" });
  await fake.until(() => fake.sockets.open > 0);
  await fake.peopleBySocket().writes(asking);
  await held.came;
  const ended = service.stop();
  held.open();
  expect(await ended).toBe(0);
  expect(fake.posted()).toHaveLength(1);
  expect(fake.sockets.open).toBe(0);
});
