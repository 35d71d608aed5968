import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { examine } from "../src/doctor.ts";
import { scopes } from "../src/slack/manifest.ts";
import { openStore } from "../src/store/open.ts";
import type { Finding } from "../src/terminal/doctor.ts";
import { appToken, startFakeSlack, token } from "./fakes/slack.ts";
import { changed, goodFolder, put } from "./knowledge/folder.ts";
import { elsewhere, run, secret, slack, start } from "./support/service.ts";
import { knowledgeFolder } from "./support/knowledge-folder.ts";

let usual: Record<string, string>;
beforeEach(async () => {
  usual = { PORT: "0", DATA_DIR: join(elsewhere(), "data"), KNOWLEDGE_DIR: await goodFolder(), RETENTION_DAYS: "90" };
});
const look = (env: Record<string, string> = {}, more: { nodeVersion?: string; nowMs?: () => number } = {}) =>
  examine({ env: { ...usual, ...env }, nodeVersion: "v24.21.0", dotEnv: false, ...more });
const of = (findings: readonly Finding[], check: string): Finding | undefined =>
  findings.find((finding) => finding.check === check);
const bad = (findings: readonly Finding[]): string[] =>
  findings.filter(({ verdict }) => verdict !== "ok").map(({ check, verdict }) => `${check}: ${verdict}`);

test("without any credentials nothing fails, and what could be better says what to do", async () => {
  const findings = await look();
  expect(bad(findings)).toEqual(["Slack: warning"]);
  for (const { verdict, remedy } of findings) expect(verdict === "ok" || remedy !== undefined).toBe(true);
});

test("the command prints a line each and a closing one, and ends with 1 when anything fails", async () => {
  const good = run(["doctor"], { KNOWLEDGE_DIR: knowledgeFolder, RETENTION_DAYS: "90" });
  expect(await good.done).toBe(0);
  expect(good.output.out).toMatch(/^ok {7}Node: v\d+/);
  expect(good.output.out).toMatch(/\d+ ok, 1 to look at, 0 failed\n$/);
  const broken = run(["doctor", "--json"], { KNOWLEDGE_DIR: "./nowhere", SLACK_SIGNING_SECRETT: "canary" });
  expect(await broken.done).toBe(1);
  const { good: isGood, checks } = JSON.parse(broken.output.out) as { good: boolean; checks: Finding[] };
  expect(isGood).toBe(false);
  expect(of(checks, "knowledge")).toMatchObject({ verdict: "failure", remedy: expect.any(String) });
  expect(JSON.stringify(checks)).toContain("did you mean SLACK_SIGNING_SECRET?");
  expect(broken.output.out).not.toContain("canary");
});

test("wrong variables are a failure each, with where to get them, and nothing else is looked at", async () => {
  const findings = await look({ PORT: "80a", SLACK_BOT_TOKEN: "canary" });
  expect(bad(findings)).toEqual(["configuration: failure", "configuration: failure"]);
  expect(findings[1]).toMatchObject({ what: expect.stringContaining("PORT"), remedy: expect.stringContaining("free") });
  expect(JSON.stringify(findings)).not.toContain("canary");
});

test("an older Node that runs this is a warning", async () => {
  expect(of(await look({}, { nodeVersion: "v22.18.0" }), "Node")?.verdict).toBe("warning");
});

describe("the store", () => {
  test("a folder that can't be made is a failure that names DATA_DIR", async () => {
    const file = join(elsewhere(), "file");
    writeFileSync(file, "");
    expect(of(await look({ DATA_DIR: join(file, "data") }), "store")).toMatchObject({
      verdict: "failure",
      what: expect.stringContaining("DATA_DIR"),
    });
  });

  test("a damaged file is a failure", async () => {
    const dir = usual["DATA_DIR"] ?? "";
    mkdirSync(dir);
    writeFileSync(join(dir, "store.db"), "no database at all, ".repeat(400));
    expect(of(await look(), "store")).toMatchObject({ verdict: "failure", what: expect.stringContaining("backup") });
  });

  test("a database that can't be reached is a failure that names DATABASE_URL and not its password", async () => {
    const findings = await look({ DATABASE_URL: "postgres://u:canary@127.0.0.1:1/d" });
    expect(of(findings, "store")).toMatchObject({
      verdict: "failure",
      what: expect.stringContaining("DATABASE_URL"),
    });
    expect(JSON.stringify(findings)).not.toContain("canary");
  });

  test("a service that holds the folder is named, and goes on undisturbed", async () => {
    expect(of(await look(), "replicas")?.what).toContain("no service works with");
    const opened = await openStore({ dataDir: usual["DATA_DIR"] ?? "" });
    if (!opened.ok) throw new Error(opened.message);
    const findings = await look();
    expect(of(findings, "replicas")?.what).toContain("a service works with");
    expect(bad(findings)).toEqual(["Slack: warning"]);
    expect(await opened.store.problem()).toBeUndefined();
    await opened.store.close();
  });

  test("what was given up is a warning", async () => {
    const opened = await openStore({ dataDir: usual["DATA_DIR"] ?? "" });
    if (!opened.ok) throw new Error(opened.message);
    const dead = { handle: () => Promise.reject(new Error("no")), giveUp: async () => {} };
    const inbox = opened.store.inbox(dead, { mostFailures: 1 });
    await inbox.accept({ eventId: "e1", kind: "slack-ask", conversation: "c", payload: {} });
    await inbox.idle();
    await inbox.stop();
    await opened.store.close();
    expect(of(await look(), "inbox")).toMatchObject({
      verdict: "warning",
      what: expect.stringContaining("1 given up"),
    });
  });

  test("no RETENTION_DAYS is a warning", async () => {
    expect(of(await look({ RETENTION_DAYS: "" }), "retention")).toMatchObject({ verdict: "warning" });
  });
});

test("a knowledge file with a mistake is a warning that names file and line", async () => {
  const alpha = "entries/alpha.md";
  await put(usual["KNOWLEDGE_DIR"] ?? "", { [alpha]: changed(alpha, "title:", "tilte:") });
  expect(of(await look(), "knowledge")).toMatchObject({
    verdict: "warning",
    what: expect.stringContaining("entries/alpha.md:2"),
  });
});

describe("Slack", () => {
  const connected = async (env: Record<string, string> = {}) => {
    const made = await slack();
    made.fake.install({ token, scopes: Object.keys(scopes) });
    return { fake: made.fake, env: { ...made.env, ADMIN_USERS: "slack:T0TEAM/U0BOSS", ...env } };
  };

  test("all is well with the scopes of the manifest, a clock that is right and an admin", async () => {
    const { env } = await connected({ SLACK_APP_TOKEN: appToken });
    const findings = await look(env);
    expect(bad(findings)).toEqual([]);
    expect(of(findings, "Slack, bot token")?.what).toContain("U0BOT in T0TEAM");
    expect(of(findings, "Slack, scopes")?.what).toBe("just what the manifest asks for.");
    expect(of(findings, "Slack, Socket Mode")?.verdict).toBe("ok");
    expect(of(findings, "Slack, request URL")?.what).toContain("/slack/events");
    expect(JSON.stringify(findings)).not.toMatch(new RegExp(`${token}|${appToken}|${secret}`));
  });

  test("a token that is refused is a failure, and is not shown", async () => {
    const { env } = await connected({ SLACK_BOT_TOKEN: "xoxb-canary" });
    const findings = await look(env);
    expect(of(findings, "Slack, bot token")).toMatchObject({
      verdict: "failure",
      what: expect.stringContaining("invalid_auth"),
      remedy: expect.stringContaining("SLACK_BOT_TOKEN"),
    });
    expect(of(findings, "Slack, scopes")).toBeUndefined();
    expect(JSON.stringify(findings)).not.toContain("canary");
  });

  test.for([
    { without: "chat:write", verdict: "failure" },
    { without: "app_mentions:read", verdict: "failure" },
    { without: "im:history", verdict: "warning" },
  ])("a token without $without is a $verdict that says what it is for", async ({ without, verdict }) => {
    const { fake, env } = await connected();
    fake.install({ token, scopes: Object.keys(scopes).filter((scope) => scope !== without) });
    expect(of(await look(env), "Slack, scopes")).toMatchObject({
      verdict,
      what: `missing: ${without} (${scopes[without]}).`,
      remedy: expect.stringContaining("manifests/slack.yaml"),
    });
  });

  test("scopes that nothing needs are named, and are no trouble", async () => {
    const { fake, env } = await connected();
    fake.install({ token, scopes: [...Object.keys(scopes), "users:read"] });
    expect(of(await look(env), "Slack, scopes")).toMatchObject({
      verdict: "ok",
      what: expect.stringContaining("not needed by this version: users:read"),
    });
  });

  test.for([
    { off: 20, verdict: "ok" },
    { off: -90, verdict: "warning" },
    { off: 400, verdict: "failure" },
  ])("a clock $off s off is: $verdict", async ({ off, verdict }) => {
    const { env } = await connected();
    const findings = await look(env, { nowMs: () => Date.now() + off * 1_000 });
    expect(of(findings, "clock")?.verdict).toBe(verdict);
  });

  test("an app token that opens no connection is a failure", async () => {
    const { env } = await connected({ SLACK_APP_TOKEN: "xapp-canary" });
    const findings = await look(env);
    expect(of(findings, "Slack, Socket Mode")).toMatchObject({
      verdict: "failure",
      remedy: expect.stringContaining("connections:write"),
    });
    expect(JSON.stringify(findings)).not.toContain("canary");
  });

  test.for(["drop", { status: 502 }, { body: "<html>proxy</html>" }] as const)(
    "a Slack that gives no answer (%o) is a failure with what to check",
    async (fault) => {
      const { fake, env } = await connected();
      fake.fail("auth.test", fault);
      expect(of(await look(env), "Slack, bot token")).toMatchObject({
        verdict: "failure",
        remedy: expect.stringContaining("SLACK_API_URL"),
      });
    },
  );

  test("a Slack that is not there is a failure with the network's code", async () => {
    const gone = await startFakeSlack();
    const { env } = await connected({ SLACK_API_URL: gone.url });
    await gone.close();
    expect(of(await look(env), "Slack, bot token")?.what).toBe("Slack can't be reached (ECONNREFUSED).");
  });

  test("a signing secret of another length, no admins, and admins of another workspace are warnings", async () => {
    const { env } = await connected({ SLACK_SIGNING_SECRET: "short", ADMIN_USERS: "slack:T0OTHER/U0BOSS" });
    const findings = await look(env);
    expect(bad(findings)).toEqual(["Slack, signing secret: warning", "admins: warning"]);
    expect(of(await look({ ...env, ADMIN_USERS: "" }), "admins")).toMatchObject({
      verdict: "warning",
      remedy: expect.stringContaining("slack:T0TEAM/"),
    });
  });

  test("for many workspaces, PostgreSQL needs TOKEN_KEYS, and SQLite makes a key itself", async () => {
    const { env } = await connected({ SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "s", SLACK_STATE_SECRET: "s" });
    expect(of(await look(env), "Slack, token keys")).toMatchObject({ verdict: "ok" });
    const elsewhere = { ...env, DATABASE_URL: "postgres://127.0.0.1:1/d" };
    expect(of(await look(elsewhere), "Slack, token keys")).toMatchObject({ verdict: "failure" });
    const key = `a:${Buffer.alloc(32, 7).toString("base64")}`;
    expect(of(await look({ ...elsewhere, TOKEN_KEYS: key }), "Slack, token keys")).toMatchObject({ verdict: "ok" });
  });
});

test("a service that runs is asked whether it is ready", async () => {
  const service = await start({});
  const PORT = new URL(service.url).port;
  expect(of(await look({ PORT }), "service")?.what).toBe(`it runs at http://127.0.0.1:${PORT} and is ready.`);
  await service.stop();
  expect(of(await look({ PORT }), "service")?.what).toContain("none answers");
});
