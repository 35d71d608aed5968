import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import type { Desk } from "../../src/teams/asking.ts";
import { mayStandThere } from "../../src/teams/folded.ts";
import { lastWord } from "../../src/teams/give-up.ts";
import type { Run } from "../../src/teams/ports.ts";
import type { Poster } from "../../src/teams/post.ts";
import { doubtful } from "../../src/teams/reply-ref.ts";
import { bot, channel, chatWith, deliver, message, person, tenant, type Trouble } from "../fakes/teams.ts";
import { foldedIn, one, run, type Running } from "./harness.ts";

vi.setConfig({ testTimeout: 60_000 }); // what is refused waits for seconds
let on: Running;
beforeEach(async () => {
  on = await run();
});
afterEach(() => on.stop());

const dana = person(1);
const ask = (text = "canary?", place = chatWith(dana)) => on.send(message(on.fake, dana, place, text));
/** Resolves when nothing waits to be tried again either. */
const done = () =>
  vi.waitUntil(
    async () => {
      await on.teams.idle();
      const { ready, active } = await on.teams.depth();
      return ready + active === 0;
    },
    { timeout: 60_000, interval: 20 },
  );
const texts = () => on.posted().map(({ activity }) => String(activity["text"]));

/** What happens to the first calls that send a message. */
function first(times: number, trouble: Trouble): void {
  let left = times;
  on.fake.trouble(({ method }) => (method === "POST" && left-- > 0 ? trouble : undefined));
}

describe("an answer that Teams does not take for now reaches its question once", () => {
  test.for([
    { is: "too fast", trouble: { status: 429, code: "TooManyRequests", headers: { "retry-after": "0" } } },
    { is: "a pre-condition", trouble: { status: 412, code: "PreconditionFailed" } },
    { is: "a bad gateway", trouble: { status: 502 } },
    { is: "a service that is away", trouble: { status: 503 } },
  ])("after $is", async ({ trouble }) => {
    first(1, trouble);
    await ask();
    await done();
    expect(one(on.posted()).activity["text"]).toContain("You asked: canary?");
    expect(on.fake.calls.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(on.fake.calls).toHaveLength(2);
    expect(await on.teams.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
    expect(on.logged.join()).not.toContain("canary");
  });
});

describe("an answer that Teams may have, though it did not say so, is not shown twice", () => {
  test.for([
    { is: "a connection that ends before", trouble: { cut: true }, arrives: 0 },
    { is: "a gateway that waits too long", trouble: { status: 504 }, arrives: 0 },
    { is: "a failure on their side", trouble: { status: 500 }, arrives: 0 },
    { is: "a connection that ends behind it", trouble: { loseAnswer: true }, arrives: 1 },
  ])("after $is", async ({ trouble, arrives }) => {
    first(1, trouble);
    await ask();
    await done();
    const [last, ...before] = on.posted().toReversed();
    expect(before).toHaveLength(arrives);
    expect(last?.activity["text"]).toBe(mayStandThere);
    const hidden = foldedIn(last);
    expect(hidden).toContain("You asked: canary?");
    expect(hidden).toContain("An entry"); // its sources, with it
    await on.send(message(on.fake, dana, chatWith(dana), "And now?"));
    expect(texts().at(-1)).toContain("You asked: And now?");
  });

  test("what Teams does not take folded is said openly: better twice than lost", async () => {
    let calls = 0;
    on.fake.trouble(({ method, body }) => {
      if (method !== "POST") return undefined;
      calls += 1;
      if (calls === 1) return { loseAnswer: true };
      return body["attachments"] === undefined ? undefined : { status: 400, code: "BadSyntax" };
    });
    await ask();
    await done();
    expect(texts().at(-1)).toContain("You asked: canary?");
  });

  test("nor where a third try finds the folded one", async () => {
    first(1, { loseAnswer: true });
    const { answers } = on.store;
    const record = answers.record;
    let failing = true;
    Object.assign(answers, {
      record: async (...given: Parameters<typeof record>) => {
        if (failing && on.posted().length === 2) {
          failing = false;
          throw new Error("the process ends here");
        }
        return record(...given);
      },
    });
    await ask();
    await done();
    expect(failing).toBe(false);
    expect(on.posted().map((each) => [each.edits, foldedIn(each) !== undefined])).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  test("to one person alone in a group it is not said aloud either", async () => {
    first(1, { loseAnswer: true });
    const toMe = { recipient: { ...bot, isTargeted: true } };
    await on.send(message(on.fake, dana, channel("1"), "what is it?", toMe));
    await done();
    expect(on.posted().map(({ onlyFor }) => onlyFor)).toEqual([dana.id, dana.id]);
    expect(texts().at(-1)).toBe(mayStandThere);
  });

  test("but what a person is told when all tries failed is no such answer, and stands open", async () => {
    const refs: (string | null)[] = [];
    const desk = {
      store: { answers: { byId: async () => undefined } },
      poster: { post: async (...[, , { replyRef }]: Parameters<Poster["post"]>) => void refs.push(replyRef) },
    } as unknown as Desk;
    const run = { event: { eventId: "e", kind: "teams-ask", payload: { where: {}, id: "1", type: "message" } } };
    for (const replyRef of [doubtful, "stream:1", "a-message"])
      await lastWord(desk, { ...run, replyRef } as unknown as Run);
    expect(refs).toEqual([null, "stream:1"]);
  });
});

test("questions of one thread are answered in their order, also through a refusal", async () => {
  first(1, { status: 502 });
  const thread = channel("1");
  for (const text of ["one?", "two?", "three?"]) await deliver(on.fake, on.url, message(on.fake, dana, thread, text));
  await done();
  expect(texts().map((text) => /one|two|three/.exec(text)?.[0])).toEqual(["one", "two", "three"]);
});

test("twelve questions at once in one chat are all answered: what is too fast for Teams waits here", async () => {
  await on.stop();
  on = await run({ limits: { perPerson: 100, perTenant: 100, windowMs: 60_000 } });
  const all = Array.from({ length: 12 }, (_, i) => `number ${i}?`);
  await Promise.all(all.map((text) => deliver(on.fake, on.url, message(on.fake, dana, chatWith(dana), text))));
  await done();
  expect(new Set(texts()).size).toBe(12);
});

describe("a card that Teams does not take after all costs nobody the answer", () => {
  test.for([
    { status: 413, code: "MessageSizeTooBig" },
    { status: 400, code: "BadSyntax" },
  ])("$code: the words alone are posted", async (trouble) => {
    on.fake.trouble(({ body }) => (body["attachments"] === undefined ? undefined : trouble));
    await ask();
    expect(one(on.posted()).activity["text"]).toContain("You asked: canary?");
    expect(on.logged.join()).toContain(`{"code":"teams-card-refused","error":"${trouble.code}"}`);
  });
});

describe("where we may not write", () => {
  test.for([
    { status: 403, code: "BotDisabledByAdmin" },
    { status: 403, code: "MessageWritesBlocked" },
    { status: 404, code: "ConversationNotFound" },
  ])("$code: a line in the log, and the place is forgotten", async (trouble) => {
    on.fake.trouble(() => trouble);
    expect((await ask()).status).toBe(200);
    expect(on.logged.join()).toContain(
      `{"code":"teams-post-refused","error":"${trouble.code}","status":${trouble.status}}`,
    );
    expect(on.logged.join()).not.toContain("canary");
    expect(await on.store.conversations.get(`teams:${tenant}/${chatWith(dana).conversation}`)).toBeUndefined();
    expect(await on.teams.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
  });
});

test("Teams has our acknowledgement while the answer still waits: it never waits for us", async () => {
  const held = Promise.withResolvers<void>();
  on.fake.trouble(() => ({ until: held.promise }));
  const response = await deliver(on.fake, on.url, message(on.fake, dana, chatWith(dana), "hi"));
  expect([response.status, on.posted()]).toEqual([200, []]);
  held.resolve();
  await on.teams.idle();
  expect(on.posted()).toHaveLength(1);
});

test("a failure while answering tells the person one sentence with a number, and the log a code", async () => {
  const failing: Answer = () => {
    throw new TypeError("canary question inside");
  };
  await on.stop();
  on = await run({ answer: failing });
  await ask();
  expect(one(texts())).toMatch(/^Something went wrong on my side.* this number: [0-9a-f]{8}\.$/);
  expect(one(on.logged)).toContain(`"code":"teams-answer-failed","error":"TypeError"`);
});

test("an edit whose answer was deleted in Teams gets a new one", async () => {
  const asked = message(on.fake, dana, chatWith(dana), "first?");
  await on.send(asked);
  on.fake.trouble(({ method }) =>
    method === "PUT" ? { status: 404, code: "ActivityNotFoundInConversation" } : undefined,
  );
  await on.send({
    ...asked,
    type: "messageUpdate",
    text: "second?",
    channelData: { tenant: { id: tenant }, eventType: "editMessage" },
  });
  expect(texts().at(-1)).toContain("You asked: second?");
});
