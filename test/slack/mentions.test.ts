import { afterEach, describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import { bot, mention } from "../fakes/slack.ts";
import { echoing, one, run, type Running, whole } from "./harness.ts";

const channel = "C0CHAN";
let on: Running;
afterEach(() => on.stop());

describe.each([
  { by: "HTTP", socket: false },
  { by: "Socket Mode", socket: true },
])("over $by", ({ socket }) => {
  test("a mention in a channel is answered in the thread under it", async () => {
    on = await run({ socket });
    const text = "<@U0BOT> Rent GPUs or pay per token?";
    const { message, deliveries } = await on.settled(on.people.writes({ user: "U0A", channel, text }));
    expect(deliveries.map(({ status }) => status)).toEqual([200, 200]);
    expect(on.asked).toEqual([{ text: "Rent GPUs or pay per token?", context: [] }]);
    const posted = one(on.fake.posted());
    expect(posted).toMatchObject({ channel, thread_ts: message.ts, parse: "none", link_names: "false" });
    expect(posted["text"]).toContain("You asked: Rent GPUs or pay per token? [1]");
    expect(whole(posted)).toContain("[1] An entry. From: A paper. Reviewed 2026-07-01.");
  });

  test("a mention inside a thread is answered there, and what was said before comes along", async () => {
    on = await run({ socket });
    const thread_ts = "1700000001.000000";
    const said = [
      { ts: thread_ts, user: "U0A", text: "<@U0BOT> Is *Llama* open?" },
      { ts: "1700000002.000000", user: bot.user_id, bot_id: bot.bot_id, text: "Its weights are &lt;open&gt;." },
      { ts: "1700000003.000000", bot_id: "B0OTHER", text: "Build failed" },
      { ts: "1700000005.000000", user: "U0B", text: "too late" },
    ];
    for (const each of said) on.fake.say({ channel, ...(each.ts === thread_ts ? {} : { thread_ts }), ...each });
    const followUp = { user: "U0A", channel, text: "<@U0BOT> And its licence?", ts: "1700000004.000000", thread_ts };
    await on.settled(on.people.writes(followUp));
    expect(on.asked).toEqual([
      {
        text: "And its licence?",
        context: [
          { role: "user", text: "Is *Llama* open?" },
          { role: "bot", text: "Its weights are <open>." },
        ],
      },
    ]);
    expect(one(on.fake.posted())["thread_ts"]).toBe(thread_ts);
  });
});

test("a long thread comes along by its last sixteen turns", async () => {
  on = await run();
  const thread_ts = "1700000001.000000";
  for (let i = 0; i < 150; i += 1)
    on.fake.say({ channel, thread_ts, ts: `${1_700_000_001 + i}.000000`, user: "U0A", text: `turn ${i}` });
  await on.settled(
    on.people.writes({ user: "U0A", channel, text: "<@U0BOT> So?", ts: "1700009999.000000", thread_ts }),
  );
  const turns = one(on.asked).context.map((turn) => turn.text);
  expect(turns).toEqual(Array.from({ length: 16 }, (_, i) => `turn ${134 + i}`));
});

test("a thread that may not be read costs the context, not the answer", async () => {
  on = await run();
  on.fake.refuse("conversations.replies", "missing_scope");
  await on.settled(
    on.people.event(mention("<@U0BOT> So?", "Ev1", { thread_ts: "1700000001.000000" })["event"] as never),
  );
  expect(one(on.asked).context).toEqual([]);
  expect(on.fake.posted()).toHaveLength(1);
  expect(on.logged).toEqual([`{"code":"slack-thread-unread","error":"missing_scope"}`]);
});

test("broadcasts and mentions in a question never come out, even if the answer repeats them", async () => {
  const hostile = "<!channel> <@U0ASKER> <https://evil.example|ours> @channel @here";
  const answer: Answer = (question) => echoing({ ...question, text: `${question.text} ${hostile}` });
  on = await run({ answer });
  const text = "<@U0BOT> <!channel> <@U0ASKER> &lt;!here&gt; <!subteam^S1|@ops> say hi";
  await on.settled(on.people.writes({ user: "U0A", channel, text }));
  const out = whole(one(on.fake.posted()));
  expect(out).toContain("say hi");
  expect(out).not.toMatch(/[<>]|@(channel|here|everyone|ops)/);
});

test.for([
  { is: "a name that only begins like ours", text: "<@U0BOTTLE> is it safe?" },
  { is: "our name without a mention", text: "U0BOT, is it safe?" },
  { is: "a mention that was typed as text", text: "&lt;@U0BOT&gt; is it safe?" },
])("a message in a channel with $is is not for us", async ({ text }) => {
  on = await run();
  await on.settled(
    on.people.event({ type: "message", channel, channel_type: "channel", user: "U0A", ts: "1.1", text }),
  );
  expect(on.asked).toEqual([]);
});
