/** Installing in a browser: the way there and back, and everything that is not that way. */
import { afterEach, expect, test } from "vitest";
import { allow } from "../../src/playground/workspace/oauth.ts";
import { handClock, onEveryEngine } from "../store/support/places.ts";
import { acme, beta, type Edge, edge } from "./support.ts";

let open: Edge | undefined;

onEveryEngine("installing by OAuth", (place) => {
  afterEach(async () => {
    await open?.stop();
    open = undefined;
  });
  const start = async (options: Parameters<typeof edge>[1] = {}): Promise<Edge> =>
    (open = await edge(place(), options));

  test("begins at Slack's page with our scopes and a state that this browser alone holds", async () => {
    const { begin, fake } = await start();
    const { url, response, cookie, state, page } = await begin();
    expect(response.status).toBe(200);
    expect(`${url.origin}${url.pathname}`).toBe(new URL("/oauth/v2/authorize", fake.url).href);
    expect(url.searchParams.get("client_id")).toBe("111.222");
    expect(url.searchParams.get("scope")?.split(",")).toContain("chat:write");
    expect(url.searchParams.has("user_scope")).toBe(false);
    expect(page).toContain("<code>chat:write</code>: replies");
    expect(cookie).toBe(`slack-app-oauth-state=${state}`);
    expect(response.headers.get("set-cookie")).toMatch(/Secure; HttpOnly/);
    expect((await begin()).state).not.toBe(state);
  });

  test("ends with the workspace's token sealed, and the workspace is answered", async () => {
    const { install, people, settled, fake, kept, slack, logged } = await start();
    expect(slack.notReady()).toEqual([]);
    const done = await install(acme);
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("Thank you") as string]);
    expect(await kept()).toEqual(["slack:T0ACME"]);
    await settled(people(acme).writes({ user: "U1", channel: "C1", text: `<@${acme.user_id}> rent or pay?` }));
    expect(fake.messages("C1")).toMatchObject([{ user: "U1" }, { team: "T0ACME", bot_id: "B0ACME" }]);
    expect(logged).toEqual([]);
  });

  test("refuses a state that nobody here signed, even with a cookie that says the same", async () => {
    const { begin, back, fake, kept, logged } = await start();
    const { state } = await begin();
    const [nonce = "", signature = ""] = state.split(".");
    const code = allow(fake.workspace, { install: acme });
    for (const forged of ["made-up", `${nonce}.`, nonce, `other.${signature}`, `${nonce}.${signature}A`, "."])
      expect((await back({ code, state: forged }, `slack-app-oauth-state=${forged}`)).status, forged).toBe(400);
    expect(await kept()).toEqual([]);
    expect(fake.calls).toEqual([]);
    expect(logged).toContain(`{"code":"slack-install-failed","error":"slack_oauth_invalid_state"}`);
  });

  test("refuses a state that was used, also when it comes twice at once", async () => {
    const { begin, back, fake, kept } = await start();
    const { state, cookie } = await begin();
    const codes = [acme, beta, acme].map((install) => allow(fake.workspace, { install }));
    const statuses = await Promise.all(codes.map(async (code) => (await back({ code, state }, cookie)).status));
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
    expect((await back({ code: allow(fake.workspace, { install: beta }), state }, cookie)).status).toBe(400);
    expect(await kept()).toHaveLength(1);
    expect(fake.calls.filter(({ method }) => method === "oauth.v2.access")).toHaveLength(1);
  });

  test("refuses another browser's state, and no cookie at all", async () => {
    const { begin, back, fake, kept } = await start();
    const [mine, theirs] = [await begin(), await begin()];
    const code = allow(fake.workspace, { install: acme });
    expect((await back({ code, state: theirs.state })).status).toBe(400);
    expect((await back({ code, state: theirs.state }, mine.cookie)).status).toBe(400);
    expect((await back({ code }, mine.cookie)).status).toBe(400);
    expect((await back({ state: mine.state }, mine.cookie)).status).toBe(400);
    expect(fake.calls).toEqual([]);
    expect(await kept()).toEqual([]);
    // What was refused for its cookie is not used up.
    expect((await back({ code, state: theirs.state }, theirs.cookie)).status).toBe(200);
  });

  test("refuses a state after ten minutes", async () => {
    const clock = handClock();
    const { begin, back, fake } = await start({ nowMs: clock.nowMs });
    const { state, cookie } = await begin();
    clock.pass(600_000);
    expect((await back({ code: allow(fake.workspace, { install: acme }), state }, cookie)).status).toBe(400);
  });

  test("that was cancelled, or that Slack refuses, says so, and leaves nothing", async () => {
    const { begin, back, kept, logged } = await start();
    const cancelled = await begin();
    const said = await back({ error: "access_denied", state: cancelled.state }, cancelled.cookie);
    expect([said.status, await said.text()]).toEqual([400, expect.stringContaining("cancelled") as string]);
    const { state, cookie } = await begin();
    expect((await back({ code: "made-up", state }, cookie)).status).toBe(500);
    expect(await kept()).toEqual([]);
    expect(logged).toContain(`{"code":"slack-install-failed","error":"slack_webapi_platform_error"}`);
  });

  test("a person's token that comes along is not kept, nor who installed", async () => {
    const { install, store } = await start();
    await install(acme, { userToken: "xoxp-canary-person" });
    const opened = store.installations();
    const text = opened.ok ? await opened.installations.get("slack:T0ACME") : undefined;
    expect(text).toContain(acme.token);
    expect(text).not.toMatch(/xoxp|U0INSTALLER/);
  });

  test("is not begun without end", async () => {
    const { base } = await start();
    const statuses = new Set<number>();
    for (let i = 0; i < 125; i += 1) statuses.add((await fetch(`${base}/slack/install`)).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});
