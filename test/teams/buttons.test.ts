import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { activity, type Args, channel, chatWith, group, keyOf, message, person, pressOn } from "../fakes/teams.ts";
import { one, run, type Running, whole } from "./harness.ts";

let on: Running;
beforeEach(async () => {
  on = await run();
});
afterEach(() => on.stop());
const [dana, eli] = [person(1), person(2)];
const thread = channel("1699");

/** What a button of a message carries. */
const dataOf = (posted: unknown, verb: string, q?: number): Args => {
  const all = [...whole(posted as Args).matchAll(/"verb":"([\w.]+)","data":(\{[^}]*\})/g)];
  const found = all
    .map(([, name, data]) => ({ name, data: JSON.parse(data ?? "null") as Args }))
    .find(({ name, data }) => name === verb && (q === undefined || data["q"] === q));
  if (!found) throw new Error(`no ${verb} in it`);
  return found.data;
};
async function answered(place = thread, text = "what is LoRA?") {
  await on.send(message(on.fake, dana, place, text));
  const posted = on.posted().at(-1);
  if (!posted) throw new Error("not answered");
  return posted;
}
const press = async (verb: string, data: unknown, posted: string, who = dana, place = thread) => {
  const response = await on.send(pressOn(on.fake, who, place, posted, verb, data as Args));
  return { status: response.status, body: (await response.json()) as Args };
};

describe("a button under an answer", () => {
  test("asks the next question where the answer stands, above the answer, and says at once that it is on its way", async () => {
    const first = await answered();
    const said = await press("answer.next", dataOf(first, "answer.next", 1), first.id, eli);
    expect(said).toEqual({
      status: 200,
      body: {
        statusCode: 200,
        type: "application/vnd.microsoft.activity.message",
        value: expect.stringContaining("below"),
      },
    });
    expect(on.asked[1]?.text).toBe("And the other side?");
    expect(on.asked[1]?.context[0]).toEqual({ role: "user", text: "what is LoRA?" });
    const [, second] = on.posted();
    expect(second?.conversation).toBe(thread.conversation);
    expect(second?.activity["text"]).toMatch(/^\*\*Asked:\*\* And the other side\?/);
  });

  test("that was pressed already is not answered again in a group; the presser is told", async () => {
    const first = await answered(group);
    const data = dataOf(first, "answer.next", 0);
    await press("answer.next", data, first.id, dana, group);
    await press("answer.next", data, first.id, eli, group);
    expect(on.asked).toHaveLength(2);
    expect(on.posted().at(-1)).toMatchObject({ onlyFor: eli.id });
  });

  test("comes again with the same id and does its work once", async () => {
    const first = await answered();
    const pressed = pressOn(on.fake, dana, thread, first.id, "answer.next", dataOf(first, "answer.next", 0));
    await Promise.all([on.send(pressed), on.send(pressed), on.send(pressed)]);
    expect(on.posted()).toHaveLength(2);
  });

  test("compares for the one who pressed", async () => {
    const first = await answered();
    await press("answer.compare", dataOf(first, "answer.compare"), first.id, eli);
    expect(on.asked[1]?.text).toBe("compare open and closed: what is LoRA?");
    expect(on.posted().at(-1)).toMatchObject({ onlyFor: eli.id });
  });

  test("of an answer that is no longer kept says so", async () => {
    const first = await answered();
    await on.store.forget(keyOf(dana));
    await press("answer.next", dataOf(first, "answer.next", 0), first.id);
    expect(on.posted().at(-1)?.activity["text"]).toContain("I no longer keep");
  });

  test("of another conversation's answer does nothing here", async () => {
    const first = await answered();
    await press("answer.next", dataOf(first, "answer.next", 0), first.id, eli, chatWith(eli));
    expect(on.asked).toHaveLength(1);
    expect(on.posted().at(-1)?.activity["text"]).toContain("Only the person who got this answer");
  });
});

describe("a press that we did not make is refused, and nothing falls over", () => {
  test.for([
    { is: "no value", value: undefined },
    { is: "a word", value: "canary" },
    { is: "a list", value: [] },
    { is: "no action", value: { trigger: "manual" } },
    { is: "an action without a verb", value: { action: { data: {} } } },
    { is: "a verb that is a number", value: { action: { verb: 5 } } },
    { is: "data that is a word", value: { action: { verb: "answer.next", data: "canary" } } },
  ])("$is: an error that Teams shows", async ({ value }) => {
    const response = await on.send(activity(on.fake, "invoke", dana, group, { name: "adaptiveCard/action", value }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ statusCode: 400, type: "application/vnd.microsoft.error" });
    expect(on.fake.calls).toEqual([]);
  });

  test.for([
    ["answer.next", {}],
    ["answer.next", { a: "../etc", q: 0 }],
    ["answer.next", { a: "A1", q: -1 }],
    ["answer.next", { a: "A1", q: "0" }],
    ["answer.next", { a: "A1", q: 1e9 }],
    ["answer.constructor", { a: "A1" }],
    ["answer.__proto__", { a: "A1" }],
    ["answer", { a: "A1" }],
    ["answer.next.more", { a: "A1", q: 0 }],
    ["approve", { a: "A1" }],
    ["", {}],
    ["6,000 characters", {}],
  ] as [string, Args][])("the verb %s with %j: a sentence", async ([named, data]) => {
    const verb = named.startsWith("6,000") ? "canary".repeat(1_000) : named;
    const { status, body } = await press(verb, data, "1");
    expect(status).toBe(200);
    expect(body).toMatchObject({ statusCode: 200, value: expect.stringContaining("another version of me") });
    expect(on.fake.calls).toEqual([]);
  });

  test("an answer's id that nobody gave out: a sentence for the one who pressed", async () => {
    await press("answer.next", { a: "A1", q: 0 }, "1", eli);
    expect(one(on.posted())).toMatchObject({ onlyFor: eli.id });
  });

  test("an old card's values, which come as a message without words", async () => {
    await on.send(message(on.fake, dana, chatWith(dana), "", { value: { choice: "canary" } }));
    expect(one(on.posted()).activity["text"]).toContain("another version of me");
    expect(on.asked).toEqual([]);
  });
});

test.for(["composeExtension/query", "task/fetch", "signin/verifyState", "fileConsent/invoke", "x", "", "__proto__"])(
  "an invoke named %s, which we do not know, gets 501 and no body",
  async (name) => {
    const response = await on.send(activity(on.fake, "invoke", dana, group, { name }));
    expect([response.status, await response.text()]).toEqual([501, ""]);
  },
);

describe("thumbs", () => {
  const votes = async () => ({
    up: (await on.store.feedback.recent("up", 9)).map(({ reason }) => reason),
    down: (await on.store.feedback.recent("down", 9)).map(({ reason }) => reason),
  });
  const invoke = (name: string, value: unknown, replyToId?: string, who = dana) =>
    on.send(
      activity(on.fake, "invoke", who, thread, { name, value, ...(replyToId === undefined ? {} : { replyToId }) }),
    );
  const submitted = (reaction: string, feedback: unknown) => ({
    actionName: "feedback",
    actionValue: { reaction, feedback },
  });

  test("are offered with a form of our own", async () => {
    expect((await answered()).activity["channelData"]).toEqual({ feedbackLoop: { type: "custom" } });
  });

  test.for([
    {
      is: "up, as Teams' own form sends it",
      value: submitted("like", '{"feedbackText":"short and clear"}'),
      want: { up: ["short and clear"], down: [] },
    },
    {
      is: "down, as our form sends it",
      value: submitted("dislike", '{"reason":"too old","actionName":"feedback"}'),
      want: { up: [], down: ["too old"] },
    },
    { is: "down without a word", value: submitted("dislike", '{"reason":""}'), want: { up: [], down: [null] } },
    {
      is: "down, with words that are no JSON",
      value: submitted("dislike", "too {old"),
      want: { up: [], down: ["too {old"] },
    },
    { is: "up with nothing", value: submitted("like", undefined), want: { up: [null], down: [] } },
  ])("$is: kept, and answered with an empty object", async ({ value, want }) => {
    const first = await answered();
    const response = await invoke("message/submitAction", value, first.id);
    expect([response.status, await response.json()]).toEqual([200, {}]);
    expect(await votes()).toEqual(want);
  });

  test("count when they are pressed, and the form then asks why; the last vote of a person counts", async () => {
    const first = await answered();
    const response = await invoke("message/fetchTask", { data: submitted("dislike", undefined) }, first.id);
    const { task } = (await response.json()) as { task: { type: string; value: { card: { content: Args } } } };
    expect(task.type).toBe("continue");
    expect(whole(task.value.card.content)).toContain("What was not right?");
    expect(await votes()).toEqual({ up: [], down: [null] });
    await invoke("message/submitAction", submitted("like", "{}"), first.id);
    await invoke("message/submitAction", submitted("like", "{}"), first.id, eli);
    expect(await votes()).toEqual({ up: [null, null], down: [] });
  });

  test("on what is no longer kept, or on nothing, are taken and forgotten", async () => {
    for (const at of ["12345", undefined]) {
      const response = await invoke("message/submitAction", submitted("like", "{}"), at);
      expect([response.status, await response.json()]).toEqual([200, {}]);
    }
    expect(await votes()).toEqual({ up: [], down: [] });
  });

  test.for([undefined, "canary", { actionName: "feedback" }, submitted("love", "{}"), { actionValue: [] }])(
    "%j is no vote: refused in a sentence",
    async (value) => {
      const first = await answered();
      for (const name of ["message/submitAction", "message/fetchTask"])
        expect((await invoke(name, value, first.id)).status).toBe(400);
      expect(await votes()).toEqual({ up: [], down: [] });
    },
  );
});
