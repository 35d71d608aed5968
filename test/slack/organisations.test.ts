import { afterEach, describe, expect, test } from "vitest";
import { type Body, clickerOf, sort, teamOf } from "../../src/slack/events.ts";
import { type Message, token } from "../fakes/slack.ts";
import { one, run, type Running, secret, whole } from "./harness.ts";
import { recorded } from "./recorded.ts";

const channel = "C0SHARED";
const follows = { bot: { botUserId: "U0BOT", botId: "B0BOT" }, inThread: async () => false };

describe("a body of Slack's", () => {
  test.for(recorded)("by $is has the asker's own key, and the conversation's", async ({ body, user, conversation }) => {
    const sorted = await sort(body, follows);
    expect(sorted).toMatchObject({ kind: "work", work: { userKey: user, conversation } });
  });

  test("by a stranger never has the key of one of ours, however alike their ids are", async () => {
    const keys = await Promise.all(recorded.map(({ body }) => sort(body as Body, follows)));
    const keyOf = (i: number) => (keys[i]?.kind === "work" ? keys[i].work.userKey : undefined);
    const [ofStrangers, ofOurs] = [true, false].map(
      (isStranger) =>
        new Set(recorded.flatMap(({ is }, i) => (/stranger/.test(is) === isStranger ? (keyOf(i) ?? []) : []))),
    );
    expect([...(ofStrangers ?? [])].filter((key) => ofOurs?.has(key))).toEqual([]);
    expect(ofStrangers?.size).toBeGreaterThan(2);
  });

  test.for([
    {
      is: "a modal that was opened where two companies meet",
      body: {
        team: { id: "T0THEIRS" },
        user: { id: "U0A", team_id: "T0THEIRS" },
        view: { app_installed_team_id: "T0TEAM" },
      },
      team: "T0TEAM",
      person: "T0THEIRS",
    },
    {
      is: "a menu entry of a message from elsewhere",
      body: {
        type: "message_action",
        team: { id: "T0TEAM" },
        user: { id: "U0A", team_id: "T0TEAM" },
        message: { team: "T0THEIRS", bot_id: "B1" },
      },
      team: "T0TEAM",
      person: "T0TEAM",
    },
    {
      is: "a person of our organisation",
      body: { team: { id: "T0TEAM", enterprise_id: "E0OURS" }, user: { id: "W0A", team_id: "E0OURS" } },
      team: "T0TEAM",
      person: "T0TEAM",
    },
    { is: "nothing but a person", body: { user: { id: "U0A", team_id: "T0TEAM" } }, team: "T0TEAM", person: "T0TEAM" },
    { is: "nothing", body: {}, team: "", person: "" },
  ])("of $is is found out by what Slack says of it", ({ body, team, person }) => {
    expect(teamOf(body)).toBe(team);
    expect(clickerOf(body)).toBe(person);
  });
});

describe("at work", () => {
  let on: Running;
  afterEach(() => on.stop());
  const posted = () => on.fake.messages(channel).filter(({ bot_id }) => bot_id !== undefined);
  const keys = () =>
    on.store.engine.db.selectFrom("answer").select(["channel", "user_key"]).orderBy("created_at").execute();

  test("strangers in a shared channel ask, click and vote like everybody else, under their own name", async () => {
    on = await run();
    on.fake.workspace.addChannel({ id: channel, is_ext_shared: true });
    on.fake.workspace.addUser({ id: "U0THEIRS", team_id: "T0THEIRS", is_stranger: true });
    const user = "U0THEIRS";
    await on.settled(on.people.writes({ user, channel, text: "<@U0BOT> is it safe?" }));
    const answer = one(posted());
    for (const action of ["answer.next.0", "answer.feedback", "answer.sources"])
      await on.settled(on.people.clicks(answer, action, { user }));
    expect(await keys()).toEqual([
      { channel: "slack:T0TEAM/C0SHARED", user_key: "slack:T0THEIRS/U0THEIRS" },
      { channel: "slack:T0TEAM/C0SHARED", user_key: "slack:T0THEIRS/U0THEIRS" },
    ]);
    expect(await on.store.feedback.recent("up", 9)).toMatchObject([{ userKey: "slack:T0THEIRS/U0THEIRS" }]);
    expect(whole(posted()[1])).toContain(`"user_id":"U0THEIRS"`);
  });

  test("who an admin is, is told by a key that no stranger and no guest comes under", async () => {
    const asked: string[] = [];
    const admin = async (_: readonly string[], userKey: string) => {
      asked.push(userKey);
      return { kind: "help", title: "For admins", blocks: [], citations: [], knowledgeVersion: "v1" } as const;
    };
    on = await run({ office: { admin } });
    on.fake.workspace.addUser({ id: "U0GUEST", is_restricted: true });
    for (const user of ["U0ADMIN", "U0GUEST"])
      await on.settled(on.people.runs("/weigh", "admin status", { user, channel }));
    const theirs = on.fake.install({ token: "xoxb-theirs", team_id: "T0THEIRS" });
    const strangers = on.fake.people(on.url, secret, theirs);
    await on.settled(strangers.runs("/weigh", "admin status", { user: "U0ADMIN", channel }));
    expect(asked).toEqual(["slack:T0TEAM/U0ADMIN", "slack:T0TEAM/U0GUEST", "slack:T0THEIRS/U0ADMIN"]);
  });

  test.for([
    { by: "HTTP", socket: false },
    { by: "Socket Mode", socket: true },
  ])("an organisation's people are the same in all of its workspaces, over $by", async ({ socket }) => {
    on = await run({ socket });
    const install = on.fake.install({ token, enterprise_id: "E0OURS", org: true });
    const people = socket ? on.fake.peopleBySocket(install) : on.fake.people(on.url, secret, install);
    on.fake.workspace.addUser({ id: "W0A", team_id: "T0OTHER", enterprise_id: "E0OURS" });
    const user = "W0A";
    const { message } = await on.settled(people.writes({ user, channel, text: "<@U0BOT> is it safe?" }));
    await on.settled(people.writes({ user, channel, text: "And is it cheap?", thread_ts: message.ts }));
    await on.settled(people.runs("/weigh", "is it open?", { user, channel }));
    await on.settled(people.clicks(on.fake.ephemeral(user).at(-1) as Message, "answer.share", { user }));
    expect(posted()).toHaveLength(3);
    expect(new Set((await keys()).map(whole))).toEqual(
      new Set([whole({ channel: "slack:E0OURS/C0SHARED", user_key: "slack:E0OURS/W0A" })]),
    );
    expect(await keys()).toHaveLength(4);
    await on.settled(people.runs("/weigh", "forget", { user, channel }));
    expect(await keys()).toEqual([]);
  });
});
