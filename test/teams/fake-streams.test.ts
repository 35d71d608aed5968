/** The fake is as strict with streams as Teams: what it lets through may be relied on. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBotbuilder } from "../../src/teams/botbuilder/transport.ts";
import { type Chunk, chunkOf, finalOf, streamEndOf } from "../../src/teams/streaminfo.ts";
import type { Transport, Where } from "../../src/teams/transport.ts";
import { appId, bot, type FakeTeams, password, startFakeTeams, tenant } from "../fakes/teams.ts";

let fake: FakeTeams;
let transport: Transport;
let chat: Where;
beforeEach(async () => {
  fake = await startFakeTeams();
  fake.streaming.gapMs = 0;
  transport = createBotbuilder({ app: { id: appId, password, tenant }, loginUrl: `${fake.loginUrl}/${tenant}` });
  chat = { serviceUrl: fake.serviceUrl, conversation: "a:1", type: "personal", tenant, bot, channelId: "msteams" };
});
afterEach(() => fake.close());

const say = (more: Partial<Chunk>, where = chat) =>
  transport.send(where, chunkOf({ id: undefined, sequence: 1, type: "streaming", text: "A brown", ...more }));
const end = (id: string, more: object = {}) =>
  transport.send(chat, { ...finalOf({ type: "message", text: "A brown fox." }, id), ...more });

test("a stream that keeps to the rules becomes one message", async () => {
  const id = await say({ type: "informative", text: "One moment" });
  await say({ id, sequence: 2 });
  await say({ id, sequence: 3, text: "A brown fox" });
  await end(id);
  expect(fake.messages.map((each) => [each.id, each.activity["text"]])).toEqual([[id, "A brown fox."]]);
});

test.for<{
  readonly is: string;
  readonly status: number;
  readonly why?: string;
  readonly does: (id: string) => Promise<unknown>;
}>([
  {
    is: "in a group",
    status: 403,
    why: "not-allowed",
    does: () => say({}, { ...chat, conversation: "19:g@thread.v2", type: "groupChat" }),
  },
  { is: "that begins with 2", status: 400, does: () => say({ sequence: 2 }, { ...chat, conversation: "a:2" }) },
  { is: "beside another one", status: 403, why: "not-allowed", does: () => say({}) },
  { is: "without words", status: 400, does: (id) => say({ id, sequence: 2, text: " " }) },
  { is: "that takes back what was shown", status: 400, does: (id) => say({ id, sequence: 2, text: "Hello" }) },
  {
    is: "that announces at length",
    status: 400,
    does: (id) => say({ id, sequence: 2, type: "informative", text: "x".repeat(1_001) }),
  },
  {
    is: "with a number in its end",
    status: 400,
    does: (id) => end(id, { entities: [{ type: "streaminfo", streamId: id, streamType: "final", streamSequence: 2 }] }),
  },
  { is: "that was completed", status: 403, why: "completed", does: async (id) => (await end(id), end(id)) },
  {
    is: "that was stopped",
    status: 403,
    why: "stopped",
    does: (id) => (fake.streaming.stop("a:1"), say({ id, sequence: 2 })),
  },
  {
    is: "of more than two minutes",
    status: 403,
    why: "over",
    does: (id) => ((fake.streaming.longestMs = -1), say({ id, sequence: 2 })),
  },
  { is: "that is too fast", status: 429, does: (id) => ((fake.streaming.gapMs = 60_000), say({ id, sequence: 2 })) },
  { is: "that it does not know", status: 404, does: () => say({ id: "made-up", sequence: 2 }) },
])("a stream $is is refused", async ({ status, why, does }) => {
  const refused = await does(await say({})).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refused).toMatchObject({ name: "Refused", status });
  expect(streamEndOf(refused)).toBe(why);
});

test("what comes out of its order is dropped, without a refusal", async () => {
  const id = await say({});
  await say({ id, sequence: 3, text: "A brown fox" });
  expect(fake.streaming.all[0]?.shown).toHaveLength(1);
});
