import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { idsIn, one, run } from "./harness.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { assessing, dm, labelsIn, type People, read, text, user } from "./assess-support.ts";

let p: People;
const begin = async (socket = false): Promise<void> => {
  p = await assessing({ socket, answer: answererOf(await realKnowledge()) });
};
beforeEach(() => begin());
afterEach(() => p.on.stop());
const told = "Privacy and data security, cost, licence, and who maintains it <!channel>";

describe("/weigh quiz", () => {
  test.for([
    { by: "HTTP", socket: false },
    { by: "Socket Mode", socket: true },
  ])("over $by asks the boss's question, and says privately what was named and what was not", async ({ socket }) => {
    await p.on.stop();
    await begin(socket);
    await p.weigh("quiz");
    expect(read(p.modal())).toContain("The boss's question");
    await p.submit({ named: text(told) });
    expect(read(p.modal())).toContain("I will tell you in our direct messages which ones you named.");
    const result = one(p.said(dm));
    expect(read(result)).toMatch(/You named \*\d+ of \d+\* factors/);
    expect(JSON.stringify(result)).not.toContain("<!");
    expect(idsIn(result)).toContain("answer.next.0");
  });

  test("goes on in the thread below: its cases are answered there", async () => {
    await p.weigh("quiz");
    await p.submit({ named: text(told) });
    const result = one(p.said(dm));
    const [label = ""] = labelsIn(result);
    await p.press(result, label);
    expect(p.said(dm).at(-1)?.thread_ts).toBe(result.ts);
  });

  test.for(["", "   "])("without words (%j) says so in the form, which stays", async (value) => {
    await p.weigh("quiz");
    const { body } = await p.submit({ named: text(value) });
    expect(body).toEqual({ response_action: "errors", errors: { named: "Name at least one thing." } });
    expect(p.said(dm)).toEqual([]);
  });

  test("is answered once, however often it comes", async () => {
    await p.weigh("quiz");
    const sent = await p.submit({ named: text(told) });
    await p.on.settled(p.on.people.again(sent));
    expect(p.said(dm)).toHaveLength(1);
  });

  test("keeps nothing of the form that it does not need", async () => {
    await p.weigh("quiz");
    p.fake.fail("chat.postMessage", { retryAfter: 1 });
    await p.submit({ named: text(told) });
    const rows = await p.on.store.engine.db.selectFrom("inbox").select(["kind", "payload"]).execute();
    const kept = one(rows.filter(({ kind, payload }) => kind === "slack-assess" && payload !== "")).payload;
    expect(kept).toContain("Privacy and data security");
    expect(kept).not.toMatch(/fake-verification-token|username|trigger_id/);
  });

  test("of a person whom the bot may not write to is a line in the log", async () => {
    await p.weigh("quiz");
    p.fake.refuse("chat.postMessage", "cannot_dm_bot");
    await p.submit({ named: text(told) });
    expect(p.on.logged.join()).toContain(`{"code":"slack-post-refused","error":"cannot_dm_bot"}`);
    expect(await p.on.slack.depth()).toMatchObject({ ready: 0, dead: 0 });
  });

  test("that the knowledge does not hold is not played", async () => {
    const on = await run();
    await on.settled(on.people.runs("/weigh", "quiz", { user, channel: "C0CHAN" }));
    expect(on.fake.ephemeral(user).at(-1)?.text).toBe("There is no quiz in my knowledge.");
    await on.stop();
  });
});
