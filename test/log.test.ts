import { createServer } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { frames } from "../src/log.ts";
import { patience, secret, slack, start } from "./support/service.ts";

const canaries = /canary|xox[a-z]-|xapp-|U0[A-Z]+|C0[A-Z]+|D0[A-Z]+/i;

describe.each(["trace", "debug", "info", "warn", "error", "fatal", "silent"])("with LOG_LEVEL %s", (LOG_LEVEL) => {
  test("no line holds what people typed, who they are, a token or the secret", async () => {
    const { fake, env } = await slack();
    fake.install({ token: "xoxb-canary-token" });
    const signing = "canary8secret8canary8secret8cana";
    const service = await started({
      ...env,
      LOG_LEVEL,
      SLACK_BOT_TOKEN: "xoxb-canary-token",
      SLACK_SIGNING_SECRET: signing,
      ADMIN_USERS: "slack:T0TEAM/U0CANARYBOSS",
    });
    const people = fake.people(`${service.url}/slack/events`, signing);
    const by = { user: "U0CANARYBIRD", channel: "C0CANARYCAGE" };
    await people.writes({ ...by, text: "<@U0BOT> what does the canary sing about open models?" });
    await people.writes({
      user: "U0CANARYBIRD",
      channel: "D0CANARYBIRD",
      text: "canary@example.com asks what LoRA is",
    });
    await people.runs("/weigh", "ask is the canary cheaper?", by);
    await people.runs("/weigh", "admin unanswered", { ...by, user: "U0CANARYBOSS" });
    await people.runs("/weigh", "forget", by);
    fake.refuse("chat.postMessage", "is_archived");
    await people.writes({ ...by, text: "<@U0BOT> what is a canary release?" });
    fake.fail("chat.postMessage", { status: 503 });
    await people.writes({ ...by, text: "<@U0BOT> what is quantization, canary?" });
    fake.fail("conversations.replies", "drop");
    const [root] = fake.messages("C0CANARYCAGE");
    await people.writes({ ...by, text: "<@U0BOT> and for a canary?", thread_ts: root?.ts ?? "" });
    await fetch(`${service.url}/slack/events`, { method: "POST", body: "canary, unsigned" });
    await fake
      .people(`${service.url}/slack/events`, `${secret}canary`)
      .writes({ ...by, text: "<@U0BOT> forged canary" });
    await fake.call("response_url", 3);
    await vi.waitFor(() => expect(fake.posted().length).toBeGreaterThanOrEqual(3), patience);
    expect(await service.stop()).toBe(0);
    expect(service.output.out).not.toMatch(canaries);
    expect(service.output.err).not.toMatch(canaries);
    if (["trace", "debug", "info"].includes(LOG_LEVEL))
      expect(
        service.output.out.split("\n").filter((line) => line.includes('"question answered"')).length,
      ).toBeGreaterThan(3);
    else expect(service.output.out).not.toContain("question answered");
  });
});

/** Also where the level hides the line that says that it is up. */
async function started(env: Record<string, string>) {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
  return start({ ...env, PORT: String(port) }, undefined, `http://127.0.0.1:${port}`);
}

test("one question is one line, with what it was answered from and not what it was", async () => {
  const { fake, env } = await slack();
  const service = await start(env);
  const people = fake.people(`${service.url}/slack/events`, secret);
  await people.writes({ user: "U0ASKER", channel: "C0CHAN", text: "<@U0BOT> what is LoRA?" });
  await fake.call("chat.postMessage");
  await service.stop();
  const lines = service.lines().filter(({ msg }) => msg === "question answered");
  expect(lines).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      msg: "question answered",
      platform: "slack",
      kind: "answer",
      advisor: expect.any(String),
      entries: expect.any(Array),
      confidence: expect.any(Number),
      knowledgeVersion: expect.any(String),
      ms: expect.any(Number),
    },
  ]);
});

test("a bug is logged by its kind and its place, without its message", () => {
  const told = frames(new TypeError("canary question inside"));
  expect(told).toMatch(/^TypeError\n\s+at .*log\.test\.ts/);
  expect(told).not.toContain("canary");
  expect(frames("canary")).toBe("string");
});
