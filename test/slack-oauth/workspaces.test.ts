/** Many workspaces at once: each with its own token, in its own place, as long as we are installed there. */
import { afterEach, expect, test, vi } from "vitest";
import type { Question } from "../../src/core/question.ts";
import { token as singleToken } from "../fakes/slack.ts";
import { echoing } from "../slack/harness.ts";
import { onEveryEngine } from "../store/support/places.ts";
import { acme, beta, type Edge, edge, grid } from "./support.ts";

const open: Edge[] = [];

onEveryEngine("many workspaces", (place) => {
  afterEach(async () => {
    for (const each of open.splice(0).toReversed()) await each.stop();
  });
  const start = async (options: Parameters<typeof edge>[1] = {}): Promise<Edge> => {
    const started = await edge(place(), options);
    open.push(started);
    return started;
  };
  const ask = (of: typeof acme, channel: string, text = "rent or pay?", user = "U1") => ({
    user,
    channel,
    text: `<@${of.user_id}> ${text}`,
  });

  test("are each answered with their own token, also for edits and deletions", async () => {
    const { install, people, settled, fake } = await start();
    await install(acme);
    await install(beta);
    for (const [of, channel] of [
      [acme, "C0A"],
      [beta, "C0B"],
    ] as const) {
      const { message } = await settled(people(of).writes(ask(of, channel)));
      // Slack lets a bot change and delete its own messages only.
      const answers = () => fake.messages(channel).filter(({ bot_id }) => bot_id !== undefined);
      expect(answers()).toMatchObject([{ team: of.team_id, bot_id: of.bot_id, thread_ts: message.ts }]);
      await settled(people(of).edits(channel, message.ts, `<@${of.user_id}> and a licence?`));
      expect(answers()).toHaveLength(1);
      expect(JSON.stringify(answers())).toContain("and a licence?");
      await settled(people(of).deletes(channel, message.ts));
      expect(answers()).toEqual([]);
    }
  });

  test("have their threads read with their own token, by the rights that it has", async () => {
    const asked: Question[] = [];
    const { install, people, settled, fake, logged } = await start({
      answer: (question) => {
        asked.push(question);
        return echoing(question);
      },
    });
    await install({ ...acme, scopes: ["chat:write"] });
    await install({ ...beta, scopes: ["chat:write", "channels:history"] });
    for (const [of, channel] of [
      [acme, "C0A"],
      [beta, "C0B"],
    ] as const) {
      fake.say({ channel, ts: "1700000001.000100", user: "U1", text: `said in ${channel}` });
      const thread_ts = "1700000001.000100";
      await settled(people(of).writes({ ...ask(of, channel), thread_ts }));
    }
    expect(asked.map(({ context }) => context.map(({ text }) => text))).toEqual([[], ["said in C0B"]]);
    expect(logged).toEqual([`{"code":"slack-thread-unread","error":"missing_scope"}`]);
  });

  test("that installed us are answered through a socket too", async () => {
    const { slack, fake, logged, settled } = await start({
      http: undefined,
      appToken: "xapp-fake-1",
      wrap: (store) => {
        const opened = store.installations();
        const bot = { token: acme.token, userId: acme.user_id, id: acme.bot_id };
        const row = { key: "slack:T0ACME", text: JSON.stringify({ bot }), botUser: acme.user_id, expiresAt: null };
        void (opened.ok && opened.installations.install(row));
        return store;
      },
    });
    fake.install(acme);
    await fake.until(() => fake.sockets.open > 0);
    await settled(fake.peopleBySocket(acme).writes(ask(acme, "C0A")));
    expect(fake.messages("C0A").at(-1)).toMatchObject({ bot_id: "B0ACME" });
    expect(slack.notReady()).toEqual([]);
    expect(logged).toEqual([`{"code":"slack-install-not-served","missing":"SLACK_SIGNING_SECRET"}`]);
  });

  test("may have a channel and a message by the same name", async () => {
    const { install, people, settled, fake, store } = await start();
    await install(acme);
    await install(beta);
    const same = { ts: "1700000001.000100" };
    await settled(people(acme).writes({ ...ask(acme, "C0SAME"), ...same }));
    await settled(people(beta).writes({ ...ask(beta, "C0SAME"), ...same }));
    expect(fake.messages("C0SAME").flatMap(({ bot_id }) => bot_id ?? [])).toEqual(["B0ACME", "B0BETA"]);
    const rows = await store.engine.db.selectFrom("answer").select("channel").orderBy("channel").execute();
    expect(rows.map(({ channel }) => channel)).toEqual(["slack:T0ACME/C0SAME", "slack:T0BETA/C0SAME"]);
  });

  test("where we are not installed, an event is acknowledged, counted by a code, and nothing else", async () => {
    const { install, people, settled, fake, store, logged } = await start();
    await install(acme);
    const calls = fake.calls.length;
    const { deliveries } = await settled(people(beta).writes(ask(beta, "C0B", "something private")));
    const command = await settled(people(beta).runs("/weigh", "ask something private", { user: "U1", channel: "C0B" }));
    expect([...deliveries, command].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(fake.calls).toHaveLength(calls);
    expect(await store.engine.db.selectFrom("inbox").selectAll().execute()).toEqual([]);
    expect(logged).toEqual(
      ["app_mention", "message", "command"].map((kind) => JSON.stringify({ code: "slack-not-installed", kind })),
    );
  });

  test("of an organisation that installed us as a whole share one token, and calls name the workspace", async () => {
    const { install, people, settled, fake, kept } = await start();
    await install(grid);
    expect(await kept()).toEqual(["slack:E0GRID"]);
    for (const team of ["T0GRID1", "T0GRID2"]) {
      const there = people({ ...grid, team_id: team });
      await settled(there.writes(ask(grid, `C0${team}`)));
      expect(fake.messages(`C0${team}`).at(-1)).toMatchObject({ bot_id: "B0GRID" });
      expect(fake.calls.findLast(({ method }) => method === "chat.postMessage")?.args["team_id"]).toBe(team);
      expect((await there.opensHome("U1")).status).toBe(200);
      await settled(there.runs("/weigh", "ask rent or pay?", { user: "U1", channel: `C0${team}` }));
      expect(fake.ephemeral("U1", `C0${team}`)).toHaveLength(1);
    }
    // Another workspace of that organisation, where somebody installed us for it alone, has its own token.
    const alone = { ...acme, enterprise_id: "E0GRID" };
    await settled(people(alone).writes(ask(acme, "C0A")));
    expect(fake.messages("C0A")).toHaveLength(1);
    await install(alone);
    await settled(people(alone).writes(ask(acme, "C0A")));
    expect(fake.messages("C0A").at(-1)).toMatchObject({ bot_id: "B0ACME" });
    expect(await kept()).toEqual(["slack:E0GRID", "slack:T0ACME"]);
  });

  test("in a shared channel a stranger is answered with the token of the workspace that installed us", async () => {
    const { install, people, settled, fake, kept } = await start();
    await install(acme);
    await install(beta);
    fake.workspace.addChannel({ id: "C0SHARED", is_ext_shared: true });
    fake.workspace.addUser({ id: "U0STRANGER", team_id: "T0OTHER", is_stranger: true });
    const event = { user: "U0STRANGER", user_team: "T0OTHER", channel: "C0SHARED", ts: "1700000001.000100" };
    const outer = { team_id: "T0OTHER", enterprise_id: "E0OTHER" };
    const mention = { type: "app_mention", text: `<@${acme.user_id}> rent?`, ...event };
    await settled(people(acme).event(mention, outer));
    expect(fake.messages("C0SHARED")).toMatchObject([{ bot_id: "B0ACME", thread_ts: event.ts }]);
    expect(await kept()).toEqual(["slack:T0ACME", "slack:T0BETA"]);
  });

  test("that uninstall us are forgotten, until they install us again", async () => {
    const { install, people, settled, fake, kept, logged } = await start();
    await install(acme);
    await install(beta);
    const uninstalled = await people(acme).event({ type: "app_uninstalled" });
    expect(uninstalled.status).toBe(200);
    expect(await kept()).toEqual(["slack:T0BETA"]);
    expect((await people(acme).again(uninstalled)).status).toBe(200);
    await settled(people(acme).writes(ask(acme, "C0A")));
    expect(fake.messages("C0A")).toHaveLength(1);
    expect(logged).toContain(`{"code":"slack-uninstalled"}`);
    await install(acme);
    // Slack brings it late: it is about the installation before.
    await people(acme).event({ type: "app_uninstalled" }, { event_time: 1_600_000_000 });
    await settled(people(acme).writes(ask(acme, "C0A")));
    expect(fake.messages("C0A").at(-1)).toMatchObject({ bot_id: "B0ACME" });
  });

  test("whose tokens are revoked are forgotten when it was the bot's, not when it was a person's", async () => {
    const { install, people, kept } = await start();
    await install(acme);
    await people(acme).event({ type: "tokens_revoked", tokens: { oauth: ["U1"], bot: [] } });
    await people(acme).event({ type: "tokens_revoked", tokens: { bot: ["U0BETABOT"] } });
    await people(acme).event({ type: "tokens_revoked" });
    expect(await kept()).toEqual(["slack:T0ACME"]);
    await people(acme).event({ type: "tokens_revoked", tokens: { bot: [acme.user_id] } });
    expect(await kept()).toEqual([]);
  });

  test("that uninstall us while a question waits are not asked again and again", async () => {
    const { install, people, slack, fake, logged, settled } = await start();
    await install(acme);
    fake.fail("chat.postMessage", { status: 503 });
    await settled(people(acme).writes(ask(acme, "C0A")));
    await people(acme).event({ type: "app_uninstalled" });
    await vi.waitFor(() => expect(logged).toContain(`{"code":"slack-not-installed","kind":"slack-ask"}`), 30_000);
    await slack.idle();
    expect(await slack.depth()).toMatchObject({ ready: 0, active: 0, dead: 0 });
  });

  test("stand beside the one workspace of SLACK_BOT_TOKEN, whose token is used nowhere else", async () => {
    const { install, people, settled, fake, logged } = await start({ botToken: singleToken });
    await install(acme);
    const [single] = fake.workspace.installs.values();
    if (!single) throw new Error("no install");
    await settled(people(single).writes(ask(single, "C0S")));
    await settled(people(acme).writes(ask(acme, "C0A")));
    await settled(people(beta).writes(ask(beta, "C0B")));
    expect(fake.messages("C0S").at(-1)).toMatchObject({ bot_id: "B0BOT" });
    expect(fake.messages("C0A").at(-1)).toMatchObject({ bot_id: "B0ACME" });
    expect(fake.messages("C0B")).toHaveLength(1);
    expect(logged.filter((line) => line.includes("slack-not-installed"))).toHaveLength(2);
  });

  test("with tokens that rotate are answered at once, and one replica renews the token", async () => {
    const first = await start();
    const replicas = [first];
    if (place().engine === "postgres") replicas.push(await start({ fake: first.fake }));
    const { install, fake } = first;
    await install(acme, { expiresIn: 3_600 });
    const all = [0, 1, 2, 3].map((i) => replicas[i % replicas.length] as Edge);
    await Promise.all(all.map((each, i) => each.settled(each.people(acme).writes(ask(acme, `C${i}`)))));
    const renewals = () => fake.calls.filter(({ args }) => args["grant_type"] === "refresh_token");
    expect(renewals()).toHaveLength(1);
    expect(all.map((_, i) => fake.messages(`C${i}`).length)).toEqual([2, 2, 2, 2]);
    fake.workspace.installs.delete(acme.token); // from now on only the new one is good
    await first.settled(first.people(acme).writes(ask(acme, "C9")));
    expect(fake.messages("C9").at(-1)).toMatchObject({ bot_id: "B0ACME" });
    expect(renewals()).toHaveLength(1);
  });

  test("whose token has ended are answered with a new one", async () => {
    const { install, people, settled, fake } = await start();
    await install(acme, { expiresIn: -1 });
    fake.workspace.installs.delete(acme.token);
    await settled(people(acme).writes(ask(acme, "C0A")));
    expect(fake.messages("C0A").at(-1)).toMatchObject({ bot_id: "B0ACME" });
  });

  test("wait for a token that Slack would not renew, and the log has a code for it", async () => {
    const { install, people, settled, fake, logged } = await start();
    await install(acme, { expiresIn: 3_600 });
    fake.refuse("oauth.v2.access", "internal_error");
    await settled(people(acme).writes(ask(acme, "C0A")));
    expect(fake.messages("C0A").at(-1)).toMatchObject({ bot_id: "B0ACME" });
    expect(logged).toContain(`{"code":"slack-token-not-renewed","error":"internal_error"}`);
  });

  test("are brought again by Slack while the store does not say who installed us", async () => {
    const silent = new Promise<never>(() => {});
    const { people, fake, logged } = await start({
      wrap: (store) => ({
        ...store,
        installations: () => {
          const opened = store.installations();
          return opened.ok ? { ok: true, installations: { ...opened.installations, get: () => silent } } : opened;
        },
      }),
    });
    const { deliveries } = await people(acme).writes(ask(acme, "C0A"));
    expect(deliveries.map(({ status }) => status)).toEqual([503, 503]);
    expect(fake.calls).toEqual([]);
    expect(logged.join()).not.toContain("rent or pay");
  });

  test("wait, with the reason, as long as there is no key for their tokens", async () => {
    const message = "TOKEN_KEYS is not set.";
    const { people, slack, base } = await start({
      wrap: (store) => ({ ...store, installations: () => ({ ok: false, message }) }),
    });
    expect(slack.notReady()).toEqual([`Slack, many workspaces: ${message}`]);
    expect((await fetch(`${base}/slack/install`)).status).toBe(404);
    const { deliveries } = await people(acme).writes(ask(acme, "C0A"));
    expect(deliveries.map(({ status }) => status)).toEqual([503, 503]);
  });
});
