import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Config, names, readConfig, slackOf } from "../src/config.ts";
import { connections } from "../src/connections.ts";
import { teamsOf } from "../src/teams-service.ts";

const guid = "01234567-89ab-cdef-0123-456789abcdef";
const key = Buffer.alloc(32, 7).toString("base64");

function config(env: Record<string, string>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.message);
  return read.config;
}
const message = (env: Record<string, string>): string => {
  const read = readConfig(env);
  return read.ok ? "" : read.message;
};
const linesOf = (env: Record<string, string>, level?: "info" | "warn"): string[] =>
  connections(config(env)).flatMap((said) => (level === undefined || said.level === level ? [said.line] : []));

test("an empty environment is a good one", () => {
  expect(config({})).toEqual({
    HOST: "127.0.0.1",
    PORT: 3000,
    DATA_DIR: "./.data",
    KNOWLEDGE_DIR: "./knowledge",
    PROMPTS_DIR: "./prompts",
    LLM_DAILY_USD: 5,
    LLM_CONCURRENCY: 8,
    LLM_TIMEOUT_SECONDS: 20,
    TEAMS_ALLOW_ANONYMOUS: false,
    LIMIT_PERSON_PER_MINUTE: 20,
    LIMIT_WORKSPACE_PER_MINUTE: 600,
    NODE_ENV: "development",
    warnings: [],
    anyPort: true,
  });
});

test("an empty variable counts as not set", () => {
  expect(config({ PORT: "", SLACK_BOT_TOKEN: " ", LLM_OPEN_MODEL: "" })).toEqual(config({}));
});

test.for([
  { name: "HOST", good: "0.0.0.0", want: "0.0.0.0", bad: "my host" },
  { name: "PORT", good: "0", want: 0, bad: "80a" },
  { name: "PORT", good: "65535", want: 65_535, bad: "65536" },
  {
    name: "DATABASE_URL",
    good: "postgres://u:p@h:5432/d",
    want: "postgres://u:p@h:5432/d",
    bad: "mysql://u:canary@h/d",
  },
  { name: "SLACK_SIGNING_SECRET", good: "abc", want: "abc", bad: "canary secret" },
  { name: "SLACK_BOT_TOKEN", good: "xoxb-1-a", want: "xoxb-1-a", bad: "xoxp-canary" },
  { name: "SLACK_APP_TOKEN", good: "xapp-1-a", want: "xapp-1-a", bad: "xoxb-canary" },
  { name: "SLACK_CLIENT_ID", good: "1.2", want: "1.2", bad: "one two" },
  { name: "SLACK_CLIENT_SECRET", good: "abc", want: "abc", bad: "canary secret" },
  { name: "SLACK_STATE_SECRET", good: "abc", want: "abc", bad: "canary secret" },
  {
    name: "SLACK_API_URL",
    good: "http://127.0.0.1:1/api/",
    want: "http://127.0.0.1:1/api/",
    bad: "https://slack.com/api",
  },
  { name: "TEAMS_APP_ID", good: guid, want: guid, bad: "my-app" },
  { name: "TEAMS_APP_PASSWORD", good: "a~b", want: "a~b", bad: "canary secret" },
  { name: "TEAMS_TENANT_ID", good: guid, want: guid, bad: "contoso" },
  { name: "TEAMS_OPENID_METADATA_URL", good: "https://a.example/b", want: "https://a.example/b", bad: "a.example" },
  { name: "TEAMS_TOKEN_ISSUER", good: "https://a.example", want: "https://a.example", bad: "ftp://a.example" },
  { name: "TEAMS_LOGIN_URL", good: "https://a.example", want: "https://a.example", bad: "login" },
  {
    name: "TEAMS_SERVICE_URL_ALLOW",
    good: "a.example, b.example:8",
    want: ["a.example", "b.example:8"],
    bad: "https://a.example",
  },
  { name: "TEAMS_TENANT_ALLOW", good: `${guid}, ${guid}`, want: [guid, guid], bad: "contoso" },
  { name: "TEAMS_ALLOW_ANONYMOUS", good: "true", want: true, bad: "yes" },
  {
    name: "ADMIN_USERS",
    good: `slack:T1/U2,teams:${guid}/${guid}`,
    want: [
      { platform: "slack", workspace: "T1", user: "U2" },
      { platform: "teams", workspace: guid, user: guid },
    ],
    bad: "U2",
  },
  { name: "TOKEN_KEYS", good: `a:${key}`, want: [{ kid: "a", key: Buffer.alloc(32, 7) }], bad: "a:canary" },
  { name: "TOKEN_KEYS", good: `a:${key},b:${key}`, want: expect.anything(), bad: `a:${key},a:${key}` },
  { name: "RETENTION_DAYS", good: "1", want: 1, bad: "0" },
  { name: "RETENTION_DAYS", good: "90", want: 90, bad: "1.5" },
  { name: "LOG_LEVEL", good: "debug", want: "debug", bad: "verbose" },
  { name: "NODE_ENV", good: "production", want: "production", bad: "prod" },
] as const)("$name takes $good and refuses $bad", ({ name, good, want, bad }) => {
  expect(config({ [name]: good })[name]).toEqual(want);
  expect(message({ [name]: bad })).toMatch(new RegExp(`^${name}: read .+; expected .+\\. Where to get it: .+\\.$`));
  expect(message({ [name]: bad })).not.toContain("canary");
  expect(message({ [name]: bad })).not.toContain(key);
});

test("what was read is shown, but of a secret only its length", () => {
  expect(message({ PORT: "80a" })).toContain('read "80a"');
  expect(message({ SLACK_BOT_TOKEN: "xoxp-canary" })).toContain("read 11 characters, not shown");
});

test.for(["xoxb-canary", "sk-canary", "https://me:canary@host", "canary89abcdef0123456789abcdef"])(
  "a secret in the wrong variable is not shown either: %s",
  (value) => expect(message({ PORT: value })).not.toContain("canary"),
);

test("every wrong variable has its line in one message", () => {
  expect(
    message({ PORT: "x", LOG_LEVEL: "y" })
      .split("\n")
      .map((line) => line.split(":")[0]),
  ).toEqual(["PORT", "LOG_LEVEL"]);
});

test.for(["CLOSED", "OPEN", "EMBEDDINGS"])(
  "the group LLM_%s stops no start, whole or in part, with a key or without",
  (which) => {
    const url = { [`LLM_${which}_BASE_URL`]: "http://127.0.0.1:1/v1" };
    const model = { [`LLM_${which}_MODEL`]: "m" };
    const key = { [`LLM_${which}_API_KEY`]: "canary" };
    const said = (env: Record<string, string>) => linesOf(env, "warn").join("\n");
    expect(linesOf({ ...url, ...model }).filter((line) => /^models, [\w-]+: connected$/.test(line))).toHaveLength(1);
    expect(said(url)).toContain(`LLM_${which}_MODEL is missing, though LLM_${which}_BASE_URL is set`);
    expect(said({ ...model, ...key })).toContain(`Where to get LLM_${which}_BASE_URL: the documentation of`);
    expect(said(key)).toContain(`LLM_${which}_BASE_URL and LLM_${which}_MODEL are missing, though`);
    expect(said({ ...url, ...key })).not.toContain("canary");
  },
);

test("anonymous Teams is refused in production", () => {
  expect(message({ TEAMS_ALLOW_ANONYMOUS: "true", NODE_ENV: "production" })).toMatch(
    /^TEAMS_ALLOW_ANONYMOUS: read "true", though/,
  );
  expect(readConfig({ TEAMS_ALLOW_ANONYMOUS: "false", NODE_ENV: "production" }).ok).toBe(true);
});

test("in production Teams is refused without an app's id, however much else is set; without any of it, it is left out", () => {
  const production = { NODE_ENV: "production" };
  const id = { TEAMS_APP_ID: guid };
  for (const part of [
    { TEAMS_APP_PASSWORD: "canary" },
    { TEAMS_TENANT_ID: guid },
    { TEAMS_LOGIN_URL: "https://a.example" },
  ]) {
    const said = message({ ...production, ...(part as Record<string, string>) });
    expect(said).toMatch(/^TEAMS_APP_ID: read nothing, though NODE_ENV is production.*Where to get it: /);
    expect(said).not.toContain("canary");
    expect(readConfig({ ...production, ...id, ...part }).ok).toBe(true);
    expect(readConfig({ ...part }).ok).toBe(true);
  }
  expect(readConfig(production).ok).toBe(true);
});

test("Teams without sign-in is said to be open to anybody", () => {
  const [line, ...others] = linesOf({ TEAMS_ALLOW_ANONYMOUS: "true" }, "warn");
  expect(others).toEqual([]);
  expect(line).toMatch(/^teams: connected for a local emulator.*Anybody/);
  expect(teamsOf(config({ TEAMS_ALLOW_ANONYMOUS: "true" }))).toEqual({ serviceUrls: [] });
});

test("Teams is connected by an app's id, its secret and its tenant, and by nothing less", () => {
  const all = { TEAMS_APP_ID: guid, TEAMS_APP_PASSWORD: "s", TEAMS_TENANT_ID: guid };
  expect(teamsOf(config(all))).toMatchObject({
    app: { id: guid, password: "s", tenant: guid },
    tenants: [],
    serviceUrls: [],
  });
  expect(linesOf(all, "info")).toContain("teams: connected");
  for (const name of Object.keys(all)) expect(teamsOf(config({ ...all, [name]: "" }))).toBeUndefined();
});

test("each connection has its line, which names what is missing", () => {
  expect(linesOf({}, "info")).toEqual([
    "slack over HTTP: not connected: SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN are missing",
    "slack Socket Mode: not connected: SLACK_APP_TOKEN and SLACK_BOT_TOKEN are missing",
    "slack, many workspaces (OAuth): not connected: SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET and SLACK_SIGNING_SECRET are missing",
    "teams: not connected: TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID are missing",
    "models, closed: not connected: LLM_CLOSED_BASE_URL and LLM_CLOSED_MODEL are missing",
    "models, open-weight: not connected: LLM_OPEN_BASE_URL and LLM_OPEN_MODEL are missing",
    "models, embeddings: not connected: LLM_EMBEDDINGS_BASE_URL and LLM_EMBEDDINGS_MODEL are missing",
    "PostgreSQL: not connected: DATABASE_URL is missing",
  ]);
  expect(linesOf({}, "warn")).toEqual([]);
});

const slackApp = "api.slack.com/apps, your app";
test.for([
  {
    env: { SLACK_BOT_TOKEN: "xoxb-canary" },
    want: `slack: not connected: SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is missing, though SLACK_BOT_TOKEN is set. Where to get SLACK_SIGNING_SECRET: ${slackApp}, Basic Information, Signing Secret; SLACK_APP_TOKEN: ${slackApp}, Basic Information, App-Level Tokens (with connections:write).`,
  },
  {
    env: { SLACK_APP_TOKEN: "xapp-canary" },
    want: `slack Socket Mode: not connected: SLACK_BOT_TOKEN is missing, though SLACK_APP_TOKEN is set. Where to get SLACK_BOT_TOKEN: ${slackApp}, OAuth & Permissions.`,
  },
  {
    env: { SLACK_SIGNING_SECRET: "canary" },
    want: `slack over HTTP: not connected: SLACK_BOT_TOKEN is missing, though SLACK_SIGNING_SECRET is set. Where to get SLACK_BOT_TOKEN: ${slackApp}, OAuth & Permissions.`,
  },
  {
    env: { SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "canary" },
    want: "slack, many workspaces (OAuth): not connected: SLACK_STATE_SECRET and SLACK_SIGNING_SECRET are missing, though SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are set. Where to get SLACK_STATE_SECRET: make one up: openssl rand -hex 32. Where to get SLACK_SIGNING_SECRET: api.slack.com/apps, your app, Basic Information, Signing Secret.",
  },
  {
    env: { TEAMS_APP_ID: guid, TEAMS_APP_PASSWORD: "canary" },
    want: "teams: not connected: TEAMS_TENANT_ID is missing, though TEAMS_APP_ID and TEAMS_APP_PASSWORD are set. Where to get TEAMS_TENANT_ID: portal.azure.com, Microsoft Entra ID, Overview, Tenant ID.",
  },
] as const)("a part of a group is a warning that names the rest and where to get it: $env", ({ env, want }) => {
  expect(linesOf({ ...env }, "warn")).toEqual([want]);
});

test.for([
  { DATABASE_URL: "postgres://u:canary@h/d" },
  { ADMIN_USERS: "slack:T1/U1" },
  { RETENTION_DAYS: "30" },
] as Record<string, string>[])("what is set and used is no warning: %o", (env) => {
  expect(linesOf(env, "warn")).toEqual([]);
  expect(linesOf(env).join()).not.toContain("canary");
});

const oauth = { SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "c", SLACK_STATE_SECRET: "s" };
test.for([
  {
    is: "HTTP",
    env: { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1" },
    want: { signingSecret: "s", botToken: "xoxb-1" },
    lines: ["slack over HTTP: connected"],
  },
  {
    is: "Socket Mode",
    env: { SLACK_APP_TOKEN: "xapp-1", SLACK_BOT_TOKEN: "xoxb-1" },
    want: { appToken: "xapp-1", botToken: "xoxb-1" },
    lines: ["slack Socket Mode: connected"],
  },
  {
    is: "HTTP and Socket Mode",
    env: { SLACK_SIGNING_SECRET: "s", SLACK_APP_TOKEN: "xapp-1", SLACK_BOT_TOKEN: "xoxb-1" },
    want: { signingSecret: "s", appToken: "xapp-1", botToken: "xoxb-1" },
    lines: ["slack over HTTP: connected", "slack Socket Mode: connected"],
  },
  {
    is: "OAuth, where each workspace brings its token",
    env: { SLACK_SIGNING_SECRET: "s", ...oauth, TOKEN_KEYS: `a:${key}` },
    want: { signingSecret: "s", oauth: { clientId: "1.2", clientSecret: "c", stateSecret: "s" } },
    lines: ["slack over HTTP: connected", "slack, many workspaces (OAuth): connected"],
  },
])("Slack is connected by $is", ({ env, want, lines }) => {
  expect(slackOf(config(env))).toEqual(want);
  expect(linesOf(env, "info").filter((line) => line.endsWith(": connected"))).toEqual(lines);
  expect(linesOf(env, "warn")).toEqual([]);
});

test.for([
  {},
  { SLACK_BOT_TOKEN: "xoxb-1" },
  { SLACK_SIGNING_SECRET: "s" },
  { SLACK_APP_TOKEN: "xapp-1" },
  { SLACK_APP_TOKEN: "xapp-1", ...oauth },
] as Record<string, string>[])("Slack is not connected by %o", (env) => {
  expect(slackOf(config(env))).toBeUndefined();
});

test("an admin's ids are read as the platforms write them", () => {
  const [slack, teams] = config({ ADMIN_USERS: `Slack:t1/u2, TEAMS:${guid.toUpperCase()}/${guid}` }).ADMIN_USERS ?? [];
  expect(slack).toEqual({ platform: "slack", workspace: "T1", user: "U2" });
  expect(teams).toEqual({ platform: "teams", workspace: guid, user: guid });
});

test.for([
  { is: "a letter left out", env: { SLACK_SIGNIN_SECRET: "canary" }, want: "SLACK_SIGNING_SECRET" },
  { is: "a letter added", env: { RETENTIONS_DAYS: "canary" }, want: "RETENTION_DAYS" },
  { is: "a letter too many", env: { SLACK_SIGNING_SECRETT: "canary" }, want: "SLACK_SIGNING_SECRET" },
  { is: "a letter too few", env: { KNOWLEGE_DIR: "canary" }, want: "KNOWLEDGE_DIR" },
  { is: "a sign left out", env: { DATADIR: "canary" }, want: "DATA_DIR" },
  { is: "small letters", env: { slack_bot_token: "canary" }, want: "SLACK_BOT_TOKEN" },
  { is: "a hyphen", env: { "LOG-LEVEL": "canary" }, want: "LOG_LEVEL" },
])("$is makes a warning that asks whether $want was meant", ({ env, want }) => {
  const [line, ...others] = config(env).warnings;
  expect(others).toEqual([]);
  expect(line).toMatch(new RegExp(`did you mean ${want}\\?$`));
  expect(line).not.toContain("canary");
  expect(linesOf(env as Record<string, string>, "warn")).toEqual([line]);
});

test("a misspelt variable that is empty is passed over, as one of ours is", () => {
  expect(config({ SLACK_SIGNIN_SECRET: "" }).warnings).toEqual([]);
});

test.for(["HOME", "HOSTNAME", "PATH", "NODE_OPTIONS", "NODE_PATH", "NODE_EXE", "SLACK_WEBHOOK_URL", "LOGNAME"])(
  "%s is nobody's misspelling",
  (name) => expect(config({ [name]: "x" }).warnings).toEqual([]),
);

test(".env.example explains every variable, and sets none", () => {
  const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  expect([...example.matchAll(/^# ([A-Z_]+)=/gm)].map((found) => found[1])).toEqual(names);
  expect(example.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
});
