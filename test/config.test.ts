import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Config, connections, names, readConfig, slackOverHttp } from "../src/config.ts";

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

test("an empty environment is a good one", () => {
  expect(config({})).toEqual({
    HOST: "127.0.0.1",
    PORT: 3000,
    DATA_DIR: "./.data",
    KNOWLEDGE_DIR: "./knowledge",
    PROMPTS_DIR: "./prompts",
    TEAMS_ALLOW_ANONYMOUS: false,
    NODE_ENV: "development",
    warnings: [],
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

test.for(["CLOSED", "OPEN", "EMBEDDINGS"])("the group LLM_%s is complete or absent", (which) => {
  const group = { [`LLM_${which}_BASE_URL`]: "http://127.0.0.1:1/v1", [`LLM_${which}_MODEL`]: "m" };
  expect(message(group)).toMatch(
    `LLM_${which}_API_KEY: read nothing, though LLM_${which}_BASE_URL and LLM_${which}_MODEL are set`,
  );
  expect(readConfig({ ...group, [`LLM_${which}_API_KEY`]: "k" }).ok).toBe(true);
});

test("anonymous Teams is refused in production", () => {
  expect(message({ TEAMS_ALLOW_ANONYMOUS: "true", NODE_ENV: "production" })).toMatch(
    /^TEAMS_ALLOW_ANONYMOUS: read "true", though/,
  );
  expect(readConfig({ TEAMS_ALLOW_ANONYMOUS: "false", NODE_ENV: "production" }).ok).toBe(true);
});

test("each connection has its line, which names what is missing", () => {
  expect(connections(config({ SLACK_BOT_TOKEN: "xoxb-1" }))).toEqual([
    "slack over HTTP: not connected: SLACK_SIGNING_SECRET is missing",
    "slack Socket Mode: not connected: SLACK_APP_TOKEN is missing; not built yet in this version",
    "slack, many workspaces (OAuth): not connected: SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET are missing; not built yet in this version",
    "teams: not connected: TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID are missing; not built yet in this version",
    "models, closed: not connected: LLM_CLOSED_BASE_URL, LLM_CLOSED_MODEL and LLM_CLOSED_API_KEY are missing; not built yet in this version",
    "models, open-weight: not connected: LLM_OPEN_BASE_URL, LLM_OPEN_MODEL and LLM_OPEN_API_KEY are missing; not built yet in this version",
    "models, embeddings: not connected: LLM_EMBEDDINGS_BASE_URL, LLM_EMBEDDINGS_MODEL and LLM_EMBEDDINGS_API_KEY are missing; not built yet in this version",
    "PostgreSQL: not connected: DATABASE_URL is missing; not built yet in this version",
  ]);
});

test("what is set but not built yet is said to be unused, without its value", () => {
  const lines = connections(config({ SLACK_APP_TOKEN: "xapp-canary", RETENTION_DAYS: "30" })).join("\n");
  expect(lines).toContain("slack Socket Mode: not connected: not built yet in this version, SLACK_APP_TOKEN not used");
  expect(lines).not.toContain("canary");
});

test("Slack over HTTP needs its secret and its token", () => {
  const both = { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1" };
  expect(connections(config(both))[0]).toBe("slack over HTTP: connected");
  expect(slackOverHttp(config(both))).toEqual({ signingSecret: "s", botToken: "xoxb-1" });
  expect(slackOverHttp(config({ SLACK_BOT_TOKEN: "xoxb-1" }))).toBeUndefined();
});

test.for([
  { is: "a letter left out", env: { SLACK_SIGNIN_SECRET: "canary" }, want: "SLACK_SIGNING_SECRET" },
  { is: "a letter added", env: { RETENTIONS_DAYS: "canary" }, want: "RETENTION_DAYS" },
])("$is makes a line that asks whether $want was meant", ({ env, want }) => {
  const [line, ...others] = config(env).warnings;
  expect(others).toEqual([]);
  expect(line).toMatch(new RegExp(`did you mean ${want}\\?$`));
  expect(connections(config(env)).at(-1)).toBe(line);
});

test.for(["HOME", "HOSTNAME", "PATH", "NODE_OPTIONS", "NODE_PATH", "SLACK_WEBHOOK_URL", "LOGNAME"])(
  "%s is nobody's misspelling",
  (name) => expect(config({ [name]: "x" }).warnings).toEqual([]),
);

test(".env.example explains every variable, and sets none", () => {
  const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  expect([...example.matchAll(/^# ([A-Z_]+)=/gm)].map((found) => found[1])).toEqual(names);
  expect(example.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
});
