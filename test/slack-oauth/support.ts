/** The whole Slack edge with OAuth, a real store and a real server, and a browser that installs it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { createHttp } from "../../src/http.ts";
import { connectSlack, type Slack, type SlackOptions } from "../../src/slack/app.ts";
import type { Store } from "../../src/store/open.ts";
import { tableNames } from "../../src/store/tables.ts";
import { type FakeSlack, type Install, type People, startFakeSlack } from "../fakes/slack.ts";
import { allow, type Allowed, oauthClient } from "../../src/playground/workspace/oauth.ts";
import { echo, echoing, secret } from "../slack/harness.ts";
import type { Place } from "../store/support/places.ts";

export const tokenKeys = [{ kid: "k1", key: Buffer.alloc(32, 7) }];
export const oauth = {
  clientId: oauthClient.id,
  clientSecret: oauthClient.secret,
  stateSecret: "state-secret-canary",
};

const workspace = (name: string, more: Partial<Install> = {}): Install => ({
  token: `xoxb-canary-${name}`,
  team_id: `T0${name}`,
  user_id: `U0${name}BOT`,
  bot_id: `B0${name}`,
  ...more,
});
export const acme = workspace("ACME");
export const beta = workspace("BETA");
/** Installed for all workspaces of an Enterprise Grid; events come from one or another of them. */
export const grid = workspace("GRID", { enterprise_id: "E0GRID", org: true });

/** What a browser got from `/slack/install`. */
export interface Begun {
  readonly url: URL;
  readonly state: string;
  readonly cookie: string;
  readonly response: Response;
  readonly page: string;
}

export interface Edge {
  readonly fake: FakeSlack;
  readonly slack: Slack;
  readonly store: Store;
  /** Of the server, without a slash at the end. */
  readonly base: string;
  readonly logged: string[];
  readonly begin: () => Promise<Begun>;
  /** Comes back from Slack's page. */
  readonly back: (query: Record<string, string>, cookie?: string) => Promise<Response>;
  /** All of it: a person allows it on Slack's page. */
  readonly install: (install: Install, more?: Omit<Allowed, "install">) => Promise<Response>;
  readonly people: (of: Install) => People;
  /** The same after everything that came of it is dealt with. */
  readonly settled: <T>(work: Promise<T>) => Promise<T>;
  /** Keys of what is kept. */
  readonly kept: () => Promise<string[]>;
  /** Fails when a token or a secret stands anywhere in the database or the log. */
  readonly stop: () => Promise<void>;
}

export async function edge(
  place: Place,
  options: Partial<SlackOptions> & {
    readonly fake?: FakeSlack;
    readonly nowMs?: () => number;
    readonly wrap?: (store: Store) => SlackOptions["store"];
  } = {},
): Promise<Edge> {
  const { fake: given, nowMs, wrap = (store) => store, ...more } = options;
  const logged: string[] = [];
  const log = (code: string, facts?: Readonly<Record<string, string | number>>): void =>
    void logged.push(JSON.stringify({ code, ...facts }));
  const store = await place.open({ tokenKeys, log, ...(nowMs ? { nowMs } : {}) });
  const fake = given ?? (await startFakeSlack());
  const http = createHttp({ host: "127.0.0.1", port: 0, ready: () => [], log });
  const listening = await http.listen();
  if (!listening.ok) throw new Error(listening.message);
  const base = listening.url;
  const slack = await connectSlack({
    oauth,
    http: { signingSecret: secret, router: http.platforms },
    apiUrl: fake.url,
    answer: echoing,
    assessing: () => undefined,
    store: wrap(store),
    office: { admin: async () => echo("") },
    front: { starters: ["What is LoRA?"], knowledge: () => ({ entries: 1, version: "v1" }) },
    log,
    ...more,
  });

  const begin = async (): Promise<Begun> => {
    const response = await fetch(`${base}/slack/install`);
    const page = await response.text();
    const url = new URL(/href="([^"]+)"/.exec(page)?.[1] ?? "none:");
    const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    return { url, state: url.searchParams.get("state") ?? "", cookie, response, page };
  };
  const back: Edge["back"] = (query, cookie) =>
    fetch(`${base}/slack/oauth_redirect?${new URLSearchParams(query).toString()}`, {
      redirect: "manual",
      headers: cookie === undefined ? {} : { cookie },
    });
  return {
    fake,
    slack,
    store,
    base,
    logged,
    begin,
    back,
    install: async (install, allowed = {}) => {
      const { state, cookie } = await begin();
      return back({ code: allow(fake.workspace, { install, ...allowed }), state }, cookie);
    },
    people: (of) => fake.people(`${base}/slack/events`, secret, of),
    settled: async (work) => {
      const done = await work;
      await slack.idle();
      return done;
    },
    kept: async () => {
      const rows = await store.engine.db.selectFrom("installation").select("key").orderBy("key").execute();
      return rows.map(({ key }) => key);
    },
    stop: async () => {
      await slack.stop();
      await http.close();
      if (given === undefined) await fake.close();
      const rows = await Promise.all(tableNames.map((name) => store.engine.db.selectFrom(name).selectAll().execute()));
      expect(JSON.stringify(rows)).not.toContain("canary");
      expect(logged.join("\n")).not.toContain("canary");
      await place.close(store);
      if (place.engine === "sqlite")
        for (const file of readdirSync(place.dataDir))
          expect(readFileSync(join(place.dataDir, file)).includes("canary"), file).toBe(false);
    },
  };
}
