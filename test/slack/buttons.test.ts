import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Args, httpDoor, type Message } from "../fakes/slack.ts";
import { echo, echoing, idsIn, one, run, type Running, secret, whole } from "./harness.ts";

const [user, channel] = ["U0A", "C0CHAN"];
let on: Running;
let root: string;
let answer: Message;
const begin = async (socket = false): Promise<void> => {
  on = await run({ socket });
  const { message } = await on.settled(on.people.writes({ user, channel, text: "<@U0BOT> is it safe?" }));
  root = message.ts;
  answer = one(on.fake.messages(channel, root).filter(({ bot_id }) => bot_id !== undefined));
};
beforeEach(() => begin());
afterEach(() => on.stop());
const clicks = (actionId: string, by: { user?: string; value?: string } = {}, at: Message = answer) =>
  on.settled(on.people.clicks(at, actionId, { user, ...by }));
const told = (who = user) => on.fake.ephemeral(who, channel).at(-1);
/** A button that stands in a message, with another action_id or value than any that we make. */
const oldButton = (button: Args): Message => ({
  ...answer,
  blocks: [{ type: "actions", block_id: "b", elements: [{ type: "button", ...button }] }],
});

describe.each([
  { by: "HTTP", socket: false },
  { by: "Socket Mode", socket: true },
])("over $by", ({ socket }) => {
  test("a question's button asks it in the thread, with the name of who clicked", async () => {
    await on.stop();
    await begin(socket);
    await clicks("answer.next.1", { user: "U0B" });
    expect(on.asked[1]).toEqual({ text: "And the other side?", context: [] });
    const [, second] = on.fake.messages(channel, root).filter(({ bot_id }) => bot_id !== undefined);
    expect(second?.thread_ts).toBe(root);
    expect(whole(second)).toContain(`"user_id":"U0B"`);
    expect(whole(second)).toContain("You asked: And the other side?");
  });
});

describe("a question's button", () => {
  test("asks once, whoever clicks; the others are told where to look", async () => {
    await clicks("answer.next.0");
    await clicks("answer.next.0");
    await clicks("answer.next.0", { user: "U0B" });
    expect(on.fake.posted()).toHaveLength(2);
    for (const who of [user, "U0B"])
      expect(told(who)?.text).toBe("That question is answered already: look further down in this thread.");
  });

  test("of an answer to a question's button asks on in the same thread", async () => {
    await clicks("answer.next.0");
    const second = on.fake.messages(channel, root).at(-1) as Message;
    await clicks("answer.next.1", {}, second);
    expect(on.fake.posted().map((posted) => posted["thread_ts"])).toEqual([root, root, root]);
  });

  test("asks again when the first answer could not be posted", async () => {
    on.fake.refuse("chat.postMessage", "restricted_action");
    await clicks("answer.next.0");
    await clicks("answer.next.0");
    expect(on.fake.posted()).toHaveLength(2);
  });

  test("of an answer that is no longer kept says so", async () => {
    await on.store.forget("slack:T0TEAM/U0A");
    await clicks("answer.next.0");
    expect(told()?.text).toBe("That button is from an answer that I no longer keep. Please ask again.");
    expect(on.fake.posted()).toHaveLength(1);
  });

  test("whose number is not among the questions says so", async () => {
    const value = String(
      (answer.blocks ?? [])
        .flatMap((block) => (block["elements"] ?? []) as Args[])
        .find(({ action_id: id }) => id === "answer.next.0")?.["value"],
    ).replace(":0", ":7");
    await clicks("answer.next.7", {}, oldButton({ action_id: "answer.next.7", value }));
    expect(told()?.text).toContain("I no longer keep");
    expect(on.fake.posted()).toHaveLength(1);
  });
});

describe("Sources", () => {
  test("shows the sources to who clicked, and to nobody else", async () => {
    await clicks("answer.sources", { user: "U0B" });
    expect(whole(told("U0B"))).toContain("[1] An entry. From: A paper. Reviewed 2026-07-01.");
    expect(on.fake.posted()).toHaveLength(1);
    expect(on.asked).toHaveLength(1);
  });
});

describe("Compare", () => {
  test("compares for who clicked, who may share it", async () => {
    await clicks("answer.compare", { user: "U0B" });
    expect(on.asked[1]?.text).toBe("compare open and closed: is it safe?");
    expect(idsIn(told("U0B"))).toContain("answer.share");
    await clicks("answer.share", { user: "U0B" }, told("U0B"));
    expect(whole(on.fake.messages(channel).at(-1))).toContain(`"user_id":"U0B"`);
  });
});

describe("Compare below help", () => {
  test("compares without what was asked, which was nothing", async () => {
    await on.stop();
    on = await run({
      answer: (question) => ({ ...echoing(question), reply: { ...echo(question.text), kind: "help" } }),
    });
    await on.settled(on.people.runs("/weigh", "help", { user, channel }));
    await clicks("answer.compare", {}, told());
    expect(on.asked[1]?.text).toBe("compare open and closed");
  });
});

describe("a button that nobody knows", () => {
  test.for([
    { is: "of another app's shape", button: { action_id: "approve", value: "1" } },
    { is: "of an older version", button: { action_id: "answer.rerun", value: "A1:rerun" } },
    { is: "with a changed value", button: { action_id: "answer.sources", value: "A1:share" } },
    { is: "without a value", button: { action_id: "answer.sources" } },
    { is: "with a value that is no id", button: { action_id: "answer.sources", value: "../../etc:sources" } },
  ])("$is gets a sentence", async ({ button }) => {
    const { status } = await clicks(button.action_id, {}, oldButton(button));
    expect(status).toBe(200);
    expect(told()?.text).toBe(
      "That button is from another version of me, and I no longer know what it means. Please ask again.",
    );
    expect(await on.slack.depth()).toMatchObject({ ready: 0, dead: 0 });
  });

  test("and that Slack sends without an address to answer to, is passed over", async () => {
    const body = { type: "block_actions", trigger_id: "1.2.home", team: { id: "T0TEAM" }, api_app_id: "A0APP" };
    const actions = [{ type: "button", action_id: "approve", value: "1", block_id: "b", action_ts: "1.1" }];
    const click = { ...body, user: { id: user, team_id: "T0TEAM" }, actions, container: { type: "view" } };
    const { status } = await on.settled(httpDoor(on.url, secret).deliver({ kind: "interactive", body: click }));
    expect(status).toBe(200);
    expect(on.logged).toEqual([]);
    expect(await on.slack.depth()).toMatchObject({ ready: 0, dead: 0 });
  });
});
