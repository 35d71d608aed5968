import { afterEach, describe, expect, test, vi } from "vitest";
import type { FluentAnswer, Occasion } from "../../src/core/ports.ts";
import type { TeamsOptions } from "../../src/teams/app.ts";
import { activity, channel, chatWith, deliver, group, message, person, type Place, tenant } from "../fakes/teams.ts";
import { echo, one, run, type Running, whole } from "./harness.ts";

vi.setConfig({ testTimeout: 60_000 }); // what is refused waits for seconds
const patience = { timeout: 30_000, interval: 5 }; // for a busy machine
const dana = person(1);
const chat = chatWith(dana);
const trace = { advisor: "ask", entries: ["e"], confidence: 1, ms: 1 };
let on: Running;
afterEach(() => on.stop());

/** A model that says one sentence, then what it is told to, until it is let go or stopped. @param announced waits for that */
function writer(announced = true) {
  const held = Promise.withResolvers<void>();
  const seen = { asked: 0, stopped: false };
  let tell: Occasion["onSentence"];
  const say = (text: string): void => tell?.({ text, cites: [1] });
  const fluent: FluentAnswer = async ({ text }, { signal, onSentence }) => {
    seen.asked += 1;
    tell = onSentence;
    if (announced) await vi.waitUntil(() => streams().length > 0, patience);
    say("It is open <b>.");
    await Promise.race([held.promise, new Promise<void>((go) => signal?.addEventListener("abort", () => go()))]);
    seen.stopped = signal?.aborted === true;
    return { reply: { ...echo(text), byModel: true }, trace };
  };
  return { fluent, release: held.resolve, say, seen };
}

async function start(fluent: FluentAnswer, more: Partial<TeamsOptions> = {}): Promise<void> {
  on = await run({ fluent, tempo: { gapMs: 40, quickMs: 10, beatMs: 60, longestMs: 110_000 }, ...more });
  on.fake.streaming.gapMs = 30;
}
/** Somebody asks; it is acknowledged, and being answered. */
async function asks(place: Place = chat, text = "What is lock-in?") {
  const body = message(on.fake, dana, place, text);
  await deliver(on.fake, on.url, body);
  return body;
}
const streams = () => on.fake.streaming.all;
const shows = (text: string) => vi.waitUntil(() => whole(streams()[0]?.shown as never).includes(text), patience);
const done = () =>
  vi.waitUntil(
    async () => {
      await on.teams.idle();
      const { ready, active } = await on.teams.depth();
      return ready + active === 0;
    },
    { timeout: 60_000, interval: 20 },
  );

describe("in a personal chat", () => {
  test("an answer is announced, shown sentence by sentence, and stands in the end in one message with its label and sources", async () => {
    const { fluent, release, say } = writer();
    await start(fluent);
    await asks();
    await shows("It is open");
    say("It costs less.");
    await shows("It costs less.");
    release();
    await done();
    const { shown, state, id } = one(streams());
    expect(shown.map(({ type }) => type).slice(0, 2)).toEqual(["informative", "streaming"]);
    expect(shown.at(-1)?.text).toBe("It is open &lt;b&gt;. [1] It costs less. [1]");
    expect(state).toBe("completed");
    const posted = one(on.posted());
    expect(posted.id).toBe(id);
    expect(whole(posted)).toContain("You asked: What is lock-in?");
    expect(whole(posted)).toContain('"additionalType":["AIGeneratedContent"]');
    const typing = on.fake.calls.filter(({ body }) => body["type"] === "typing");
    expect(typing.length).toBeGreaterThan(1);
    expect(whole(typing.map(({ body }) => body) as never)).not.toMatch(/AIGenerated|citation|feedbackLoop|attachments/);
    expect(on.fake.calls.filter(({ method, status }) => method === "POST" && status >= 300)).toEqual([]);
  });

  test("an answer that comes at once is posted at once, and nothing is announced", async () => {
    await start(async ({ text }) => ({ reply: echo(text), trace }), {
      tempo: { gapMs: 40, quickMs: 60_000, beatMs: 60, longestMs: 110_000 },
    });
    await asks();
    await done();
    expect(streams()).toEqual([]);
    expect(on.fake.calls.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("whoever stops it gets what stood there, and nothing more; the model stops, with nothing to say meanwhile", async () => {
    const { fluent, seen } = writer();
    await start(fluent);
    await asks();
    await shows("It is open");
    on.fake.streaming.stop(chat.conversation);
    await vi.waitUntil(() => seen.stopped, patience);
    await done();
    expect(seen.stopped).toBe(true);
    expect(one(on.posted()).activity["text"]).toMatch(/^It is open/);
    expect(on.fake.calls.filter(({ method }) => method === "PUT")).toEqual([]);
  });

  test("an edit stops the writing, and is answered in the same message", async () => {
    const { fluent, seen, release } = writer();
    await start(fluent);
    const asked = await asks();
    await shows("It is open");
    const edit = {
      id: asked["id"],
      text: "And Claude?",
      channelData: { eventType: "editMessage", tenant: { id: tenant } },
    };
    await deliver(on.fake, on.url, activity(on.fake, "messageUpdate", dana, chat, edit));
    await vi.waitUntil(() => seen.stopped, patience);
    release();
    await done();
    expect(whole(one(on.posted()))).toContain("You asked: And Claude?");
    expect(streams()).toHaveLength(1);
  });

  test("a deletion stops the writing, and takes the answer back", async () => {
    const { fluent, seen } = writer();
    await start(fluent);
    const asked = await asks();
    await shows("It is open");
    const gone = { id: asked["id"], channelData: { eventType: "softDeleteMessage", tenant: { id: tenant } } };
    await deliver(on.fake, on.url, activity(on.fake, "messageDelete", dana, chat, gone));
    await done();
    expect([seen.stopped, on.posted()]).toEqual([true, []]);
  });

  test("where streams are not allowed, the answer comes whole, and the chat is not asked again", async () => {
    const { fluent, release } = writer(false);
    await start(fluent);
    on.fake.streaming.works = false;
    await asks();
    await vi.waitUntil(() => on.logged.join().includes("teams-stream-refused"), patience);
    release();
    await done();
    await asks(chat, "And the price?");
    await done();
    expect(on.posted().map((each) => /You asked: [^?]*\?/.exec(whole(each))?.[0])).toEqual([
      "You asked: What is lock-in?",
      "You asked: And the price?",
    ]);
    expect(on.fake.calls.filter(({ status }) => status === 403)).toHaveLength(1);
  });

  test("a stream that took more than two minutes: the answer takes the place of what it left", async () => {
    const { fluent, release } = writer();
    await start(fluent);
    await asks();
    await shows("It is open");
    on.fake.streaming.longestMs = 0;
    release();
    await done();
    expect(one(streams()).state).toBe("over");
    expect(whole(one(on.posted()))).toContain("You asked: What is lock-in?");
  });

  test("after most of two minutes, nothing more is shown on the way", async () => {
    const { fluent, release } = writer();
    await start(fluent, { tempo: { gapMs: 40, quickMs: 10, beatMs: 60, longestMs: -1 } });
    await asks();
    await vi.waitUntil(() => streams().length > 0, patience);
    release();
    await done();
    expect(one(streams()).shown).toHaveLength(1);
    expect(whole(one(on.posted()))).toContain("You asked: What is lock-in?");
  });
});

describe("with several replicas", () => {
  const edit = (id: unknown) => ({
    id,
    text: "And Claude?",
    channelData: { eventType: "editMessage", tenant: { id: tenant } },
  });

  test("an edit of what is written by another one has it told, under the name by which that one stops", async () => {
    const { fluent, seen, release } = writer();
    await start(fluent);
    const asked = await asks();
    await shows("It is open");
    const named = `teams:${tenant}/${chat.conversation}:${String(asked["id"])}`;
    await deliver(on.fake, on.url, activity(on.fake, "messageUpdate", dana, chatWith(person(2)), edit("another")));
    expect(on.elsewhere.calls).toHaveLength(1);
    expect(on.elsewhere.calls[0]).toContain("another");
    expect(seen.stopped).toBe(false);
    on.elsewhere.halts(named);
    await vi.waitUntil(() => seen.stopped, patience);
    release();
    await done();
  });
});

describe("a try that ends before it could write down that the answer stands", () => {
  const finals = () => on.fake.calls.filter(({ body }) => whole(body).includes('"streamType":"final"'));
  test.for([
    { is: "Teams had it", trouble: { loseAnswer: true }, statuses: [202, 403] },
    { is: "Teams did not have it", trouble: { cut: true }, statuses: [0, 202] },
    { is: "Teams was away", trouble: { status: 502 }, statuses: [502, 202] },
  ])("leaves one answer when $is", async ({ trouble, statuses }) => {
    const { fluent, release, seen } = writer();
    await start(fluent);
    let left = 1;
    on.fake.trouble(({ body }) => (whole(body).includes('"streamType":"final"') && left-- > 0 ? trouble : undefined));
    await asks();
    await shows("It is open");
    release();
    await done();
    expect(finals().map(({ status }) => status)).toEqual(statuses);
    expect(whole(one(on.posted()))).toContain("You asked: What is lock-in?");
    expect([streams().length, seen.asked]).toEqual([1, 2]);
    expect(on.fake.calls.filter(({ method }) => method === "PUT")).toEqual([]);
  });
});

test.for([
  ["a group chat", group],
  ["a channel", channel("7")],
] as const)("in %s an answer comes whole", async ([, place]) => {
  const { fluent, release } = writer(false);
  await start(fluent);
  release();
  await asks(place);
  await done();
  expect(on.fake.calls.filter(({ body }) => body["type"] === "typing")).toEqual([]);
  expect(whole(one(on.posted()))).toContain("You asked: What is lock-in?");
});
