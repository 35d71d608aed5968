import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { echo, echoing, idsIn, one, run, type Running, whole } from "./harness.ts";

const [user, channel] = ["U0A", "C0CHAN"];
const by = { user, channel };
let on: Running;
let admins: { words: readonly string[]; userKey: string }[];
beforeEach(async () => {
  admins = [];
  on = await run({
    office: {
      admin: async (words, userKey) => {
        admins.push({ words, userKey });
        return { kind: "help", title: "For admins", blocks: [], citations: [], knowledgeVersion: "v1" };
      },
    },
  });
});
afterEach(() => on.stop());
const weigh = (text: string, more: object = {}) => on.settled(on.people.runs("/weigh", text, { ...by, ...more }));
const seen = () => on.fake.ephemeral(user);

describe("/weigh", () => {
  test.for([
    { typed: "ask is it safe?", asked: "is it safe?" },
    { typed: "ASK is it safe?", asked: "is it safe?" },
    { typed: "  is it safe?  ", asked: "is it safe?" },
    { typed: "", asked: "help" },
    { typed: "   ", asked: "help" },
    { typed: "help", asked: "help" },
    { typed: "Help", asked: "help" },
    { typed: "help me choose between Llama and GPT", asked: "help me choose between Llama and GPT" },
    { typed: "forget prices, is it safe?", asked: "forget prices, is it safe?" },
    { typed: "constructor", asked: "constructor" },
    { typed: "<@U0BOT> <!channel> is it safe?", asked: "is it safe?" },
  ])("“$typed” asks “$asked”, for one person alone", async ({ typed, asked }) => {
    await weigh(typed);
    expect(one(on.asked)).toEqual({ text: asked, context: [] });
    expect(whole(one(seen()))).toContain(`You asked: ${asked}`);
    expect(on.fake.posted()).toEqual([]);
  });

  test("shows the question above its answer: Slack does not show what was typed", async () => {
    await weigh("ask is it safe?");
    expect(whole(one(seen()).blocks?.[1])).toContain(`{"type":"text","text":"Asked"}`);
    expect(whole(one(seen()).blocks?.[1])).toContain("is it safe?");
    await weigh("help");
    expect(whole(seen()[1])).not.toContain("rich_text");
  });

  test.for(["", "help"])("“%s” says how to ask in Slack, besides what can be asked", async (typed) => {
    await weigh(typed);
    for (const words of [
      "mention me in a channel",
      "`/weigh ask …`",
      "`/weigh assess`",
      "`/weigh history`",
      "`/weigh quiz`",
      "`/weigh forget`",
    ])
      expect(whole(one(seen()))).toContain(words);
  });

  test("does not offer to share what it does not know, but takes a vote on it", async () => {
    await on.stop();
    on = await run({
      answer: (question) => ({ ...echoing(question), reply: { ...echo(question.text), kind: "abstain" } }),
    });
    await weigh("where is lunch?");
    expect(idsIn(one(seen()))).toContain("answer.feedback");
    expect(idsIn(one(seen()))).not.toContain("answer.share");
  });

  test("ask without a question says how to write one", async () => {
    await weigh("ask");
    expect(one(seen()).text).toBe("Write the question after the command: `/weigh ask is open-weight cheaper?`");
    expect(on.asked).toEqual([]);
  });

  test.for([
    { is: "3,000 characters", text: "is open cheaper? ".repeat(180) },
    { is: "20,000 characters in one word", text: "x".repeat(20_000) },
    { is: "10,000 emoji", text: "🧮".repeat(10_000) },
    {
      is: "mentions, broadcasts and links",
      text: "<!channel> <!subteam^S1> <@U0B> <https://evil.example|here> @everyone safe?",
    },
    {
      is: "half of what Slack builds with",
      text: "<<!here>!channel> <!date^1^{date}|x> <@U0B is it &lt;!channel&gt; *_~`",
    },
    { is: "what turns text around", text: "is it \u202Eefas\u202C \u200B\u0007 safe?" },
    { is: "half a character", text: "is it safe \ud800?" },
  ])("survives $is, and nothing in it comes alive", async ({ text }) => {
    await weigh(`ask ${text}`);
    const out = whole(one(seen()));
    expect(out).not.toMatch(/<[!@#]|<https?:|@everyone|\u202e/);
    expect(Array.from(out).length).toBeLessThan(30_000);
  });

  test.for([
    { typed: "admin", words: [] },
    { typed: "admin unanswered dismiss 2", words: ["unanswered", "dismiss", "2"] },
  ])("“$typed” goes to the office, with who asks as Slack says", async ({ typed, words }) => {
    await weigh(typed);
    expect(admins).toEqual([{ words, userKey: "slack:T0TEAM/U0A" }]);
    expect(whole(one(seen()))).toContain("For admins");
    expect(on.asked).toEqual([]);
  });

  test("works through Socket Mode, and where the bot is no member", async () => {
    await on.stop();
    on = await run({ socket: true });
    on.fake.workspace.addChannel({ id: "G0PRIVATE", kind: "group", is_member: false });
    await weigh("is it safe?", { channel: "G0PRIVATE" });
    expect(whole(one(on.fake.ephemeral(user, "G0PRIVATE")))).toContain("You asked: is it safe?");
  });
});

describe("/weigh forget", () => {
  test("deletes what is kept about a person and nobody else, and says so", async () => {
    await weigh("is it safe?");
    const { message } = await on.settled(on.people.writes({ ...by, text: "<@U0BOT> is it cheap?" }));
    const [answer] = on.fake.messages(channel).filter(({ bot_id }) => bot_id !== undefined);
    await on.settled(on.people.clicks(answer ?? message, "answer.feedback", { user }));
    await on.settled(on.people.writes({ user: "U0B", channel, text: "<@U0BOT> is it open?" }));
    await weigh("forget");
    expect(seen().at(-1)?.text).toBe(
      "Deleted what I kept about you: 3 records of answers, votes and buttons. What you and I wrote in Slack itself stays there until you delete it.",
    );
    const kept = await on.store.engine.db.selectFrom("answer").select("user_key").execute();
    expect(kept).toEqual([{ user_key: "slack:T0TEAM/U0B" }]);
    await weigh("forget me");
    expect(seen().at(-1)?.text).toContain("There was nothing kept about you here.");
  });

  test("counts assessments, and names them where there are any", async () => {
    const draft = { owner: "slack:T0TEAM/U0A", team: "slack:T0TEAM", place: null, name: "chat", doc: "{}" };
    await on.store.assessments.create({ ...draft, kbVersion: "v1" });
    await weigh("forget");
    expect(seen().at(-1)?.text).toContain("1 record of answers, votes, buttons and assessments.");
  });

  test("comes after what was asked before it", async () => {
    await on.people.runs("/weigh", "is it safe?", by);
    await weigh("forget");
    expect(seen().map(({ text }) => text?.slice(0, 7))).toEqual(["You ask", "Deleted"]);
    expect(await on.store.engine.db.selectFrom("answer").selectAll().execute()).toEqual([]);
  });

  test("leaves buttons that say that the answer is no longer kept", async () => {
    await weigh("is it safe?");
    const answer = one(seen());
    await weigh("forget");
    await on.settled(on.people.clicks(answer, "answer.share", { user }));
    expect(seen().at(-1)?.text).toBe("That button is from an answer that I no longer keep. Please ask again.");
    expect(on.fake.posted()).toEqual([]);
  });
});
