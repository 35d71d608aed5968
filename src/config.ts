import { z } from "zod";
import { misspellings } from "./misspellings.ts";

type Env = Readonly<Record<string, string | undefined>>;

interface Variable<T> {
  /** Turns what was read into what we use. */
  readonly schema: z.ZodType<T, string>;
  readonly expected: string;
  readonly where: string;
  readonly secret: boolean;
}

const row =
  (secret: boolean) =>
  <T>(schema: z.ZodType<T, string>, expected: string, where: string): Variable<T> => ({
    schema,
    expected,
    where,
    secret,
  });
const open = row(false);
const secret = row(true);

const matching = (shape: RegExp) => z.string().regex(shape);
const word = matching(/^\S+$/);
const path = z.string().min(1);
const guid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const wholeNumber = (min: number, max: number) =>
  matching(/^\d+$/).transform(Number).pipe(z.number().int().min(min).max(max));
const dollars = matching(/^\d+(\.\d+)?$/)
  .transform(Number)
  .pipe(z.number().max(1_000_000));
const yesOrNo = z.enum(["true", "false"]).transform((v) => v === "true");
const web = z.url({ protocol: /^https?$/ });
/** Comma separated, each part read by `part`. */
const list = <T>(part: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) => text.split(",").map((item) => item.trim()))
    .pipe(z.array(part).min(1));

const admin = matching(/^(slack:[TE][A-Z0-9]+\/[UW][A-Z0-9]+|teams:[0-9a-f-]{36}\/[0-9a-f-]{36})$/i).transform(
  (text) => {
    // As the platforms write their ids: an admin in small letters would be nobody.
    const slack = /^slack:/i.test(text);
    const [, workspace = "", user = ""] = (slack ? text.toUpperCase() : text.toLowerCase()).split(/[:/]/);
    return { platform: slack ? ("slack" as const) : ("teams" as const), workspace, user };
  },
);
const tokenKey = matching(/^[\w-]+:[A-Za-z0-9+/_-]+={0,2}$/)
  .transform((text) => ({ kid: text.split(":")[0] ?? "", key: Buffer.from(text.split(":")[1] ?? "", "base64") }))
  .refine(({ key }) => key.length === 32);
const tokenKeys = list(tokenKey).refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length);

const slackApp = "api.slack.com/apps, your app";
const entra = "portal.azure.com, Microsoft Entra ID";
const botFrameworkDefault = "leave it out unless you run in a sovereign cloud or against a test server";
const server = (whose: string) => `the documentation of ${whose}; it usually ends in /v1`;
const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Every variable of the environment that means something to us: the contract's table. */
const variables = {
  HOST: open(word, "a host name or address", "127.0.0.1 for this machine only, 0.0.0.0 in a container"),
  PORT: open(wholeNumber(0, 65_535), "a whole number from 0 to 65535", "any port that is free; 3000 when left out"),
  DATA_DIR: open(path, "a folder", "any folder this user may write; ./.data when left out"),
  DATABASE_URL: secret(
    z.url({ protocol: /^postgres(ql)?$/ }),
    "postgres://user:password@host:5432/database",
    "whoever runs PostgreSQL",
  ),
  KNOWLEDGE_DIR: open(path, "a folder", "./knowledge when left out"),
  PROMPTS_DIR: open(path, "a folder", "./prompts when left out"),
  SLACK_SIGNING_SECRET: secret(word, "a word of 32 characters", `${slackApp}, Basic Information, Signing Secret`),
  SLACK_BOT_TOKEN: secret(matching(/^xoxb-\S+$/), "a token that starts with xoxb-", `${slackApp}, OAuth & Permissions`),
  SLACK_APP_TOKEN: secret(
    matching(/^xapp-\S+$/),
    "a token that starts with xapp-",
    `${slackApp}, Basic Information, App-Level Tokens (with connections:write)`,
  ),
  SLACK_CLIENT_ID: open(word, "two numbers with a dot between", `${slackApp}, Basic Information, Client ID`),
  SLACK_CLIENT_SECRET: secret(word, "a word of 32 characters", `${slackApp}, Basic Information, Client Secret`),
  SLACK_STATE_SECRET: secret(word, "a long random word", "make one up: openssl rand -hex 32"),
  SLACK_API_URL: open(
    web.regex(/\/api\/$/),
    "a web address that ends in /api/",
    "leave it out for Slack's own, https://slack.com/api/",
  ),
  TEAMS_APP_ID: open(guid, "an id like 00000000-0000-0000-0000-000000000000", `${entra}, App registrations`),
  TEAMS_APP_PASSWORD: secret(word, "a client secret's value", `${entra}, App registrations, Certificates & secrets`),
  TEAMS_TENANT_ID: open(guid, "an id like 00000000-0000-0000-0000-000000000000", `${entra}, Overview, Tenant ID`),
  TEAMS_OPENID_METADATA_URL: open(web, "a web address", botFrameworkDefault),
  TEAMS_TOKEN_ISSUER: open(web, "a web address", botFrameworkDefault),
  TEAMS_LOGIN_URL: open(web, "a web address", botFrameworkDefault),
  TEAMS_SERVICE_URL_ALLOW: open(
    list(matching(/^[a-z0-9*.-]+(:\d+)?$/i)),
    "host names, comma separated, without https://",
    "leave it out for Microsoft's own",
  ),
  TEAMS_TENANT_ALLOW: open(list(guid), "ids of tenants, comma separated", `${entra} of each, Overview, Tenant ID`),
  TEAMS_ALLOW_ANONYMOUS: open(yesOrNo, "true or false", "true only for a local emulator"),
  LLM_CLOSED_BASE_URL: open(web, "a web address", server("the provider's OpenAI-compatible API")),
  LLM_CLOSED_MODEL: open(word, "a model's name", "the provider's list of models"),
  LLM_CLOSED_API_KEY: secret(word, "a key without spaces", "the provider's console"),
  LLM_OPEN_BASE_URL: open(web, "a web address", server("vLLM, Ollama or what else serves your model")),
  LLM_OPEN_MODEL: open(word, "a model's name", "GET /v1/models of your server"),
  LLM_OPEN_API_KEY: secret(word, "a key without spaces", "your server; leave it out where it asks for none"),
  LLM_OPEN_IS_OURS: open(yesOrNo, "true or false", "whoever runs that server; its address tells when left out"),
  LLM_EMBEDDINGS_BASE_URL: open(web, "a web address", server("what serves your embeddings")),
  LLM_EMBEDDINGS_MODEL: open(word, "a model's name", "GET /v1/models of that server"),
  LLM_EMBEDDINGS_API_KEY: secret(word, "a key without spaces", "that server; leave it out where it asks for none"),
  LLM_DAILY_USD: open(dollars, "US dollars a day for each model, 0 or more", "your budget; 5 when left out"),
  LLM_CONCURRENCY: open(wholeNumber(1, 1_000), "a whole number, 1 or more", "what your server bears; 8 when left out"),
  LLM_TIMEOUT_SECONDS: open(wholeNumber(1, 600), "a whole number from 1 to 600", "20 when left out"),
  ADMIN_USERS: open(
    list(admin),
    "slack:T…/U… or teams:<tenant>/<aadObjectId>, comma separated",
    "Slack: a profile, Copy member ID; Teams: Microsoft Entra ID, Users",
  ),
  TOKEN_KEYS: secret(tokenKeys, "name:base64 of 32 bytes, comma separated, each name once", "openssl rand -base64 32"),
  LIMIT_PERSON_PER_MINUTE: open(wholeNumber(1, 1_000_000), "a whole number, 1 or more", "20 when left out"),
  LIMIT_WORKSPACE_PER_MINUTE: open(wholeNumber(1, 1_000_000), "a whole number, 1 or more", "600 when left out"),
  RETENTION_DAYS: open(wholeNumber(1, 36_500), "a whole number of days, 1 or more", "your data protection policy"),
  PLAYGROUND: open(
    yesOrNo,
    "true or false",
    "leave it out: the playground is there while nothing is configured; true puts it in the place of a real Slack",
  ),
  LOG_LEVEL: open(z.enum(levels), `one of ${levels.join(", ")}`, "info when left out"),
  NODE_ENV: open(
    z.enum(["development", "test", "production"]),
    "development, test or production",
    "production where others use it",
  ),
};

export type Name = keyof typeof variables;
export const names = Object.keys(variables) as Name[];
/** What was read, for the variables that are set. */
type Values = { readonly [K in Name]?: z.output<(typeof variables)[K]["schema"]> };

const defaults = {
  HOST: "127.0.0.1",
  PORT: 3000,
  DATA_DIR: "./.data",
  KNOWLEDGE_DIR: "./knowledge",
  PROMPTS_DIR: "./prompts",
  LLM_DAILY_USD: 5,
  LLM_CONCURRENCY: 8,
  LLM_TIMEOUT_SECONDS: 20,
  NODE_ENV: "development",
  TEAMS_ALLOW_ANONYMOUS: false,
  LIMIT_PERSON_PER_MINUTE: 20,
  LIMIT_WORKSPACE_PER_MINUTE: 600,
} as const;

/** Values under their variables' names; those without a default are absent when not set. */
export type Config = Values &
  Required<Pick<Values, keyof typeof defaults>> & {
    /** One line for each variable that is probably a misspelling of ours. */
    readonly warnings: readonly string[];
    /** Whether nobody said PORT, so that another will do when it is taken. */
    readonly anyPort: boolean;
  };
export type ConfigRead =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly message: string };

/** A value as a message may show it: never a secret, nor what looks like one that went into the wrong variable. */
function shown(name: Name, text: string): string {
  const hidden = variables[name].secret || text.length > 60 || /xox|xapp|sk-|:\/\/[^/]*@|\w{24}/i.test(text);
  return hidden ? `${text.length} characters, not shown` : JSON.stringify(text);
}

export const whereToGet = (name: Name): string => variables[name].where;
const problem = (name: Name, read: string): string =>
  `${name}: read ${read}; expected ${variables[name].expected}. Where to get it: ${variables[name].where}.`;

/**
 * Reads and checks every variable; an empty one counts as not set.
 * @returns the configuration, or one message with a line for each wrong variable: its name, what was read (of a
 * secret, only its length), what is expected and where to get it
 */
export function readConfig(env: Env): ConfigRead {
  const isSet = (name: Name): boolean => (env[name] ?? "").trim() !== "";
  const values: Partial<Record<Name, unknown>> = {};
  const problems: string[] = [];
  for (const name of names.filter(isSet)) {
    const text = (env[name] ?? "").trim();
    const read = variables[name].schema.safeParse(text);
    if (read.success) values[name] = read.data;
    else problems.push(problem(name, shown(name, text)));
  }
  if (values.TEAMS_ALLOW_ANONYMOUS === true && values.NODE_ENV === "production") {
    problems.push(
      problem("TEAMS_ALLOW_ANONYMOUS", `"true", though NODE_ENV is production: anybody could pose as Teams`),
    );
  }
  // Without an id nothing could be checked: botbuilder would let in anybody.
  const wantsTeams = names.filter((name) => name.startsWith("TEAMS_") && name !== "TEAMS_ALLOW_ANONYMOUS").some(isSet);
  if (wantsTeams && values.NODE_ENV === "production" && !isSet("TEAMS_APP_ID"))
    problems.push(problem("TEAMS_APP_ID", "nothing, though NODE_ENV is production and Teams is set up"));
  const config = { ...defaults, ...(values as Values), warnings: misspellings(env, names), anyPort: !isSet("PORT") };
  if (values.PLAYGROUND === true) problems.push(...playgroundRefused(config));
  return problems.length > 0 ? { ok: false, message: problems.join("\n") } : { ok: true, config };
}

export const isLoopback = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

/** Nobody gets the playground where others could reach it, or take it for the real thing. */
function playgroundRefused({ NODE_ENV, HOST }: Pick<Config, "NODE_ENV" | "HOST">): string[] {
  if (NODE_ENV === "production")
    return [problem("PLAYGROUND", `"true", though NODE_ENV is production: the playground is for trying things out`)];
  if (!isLoopback(HOST))
    return [
      problem("PLAYGROUND", `"true", though HOST is ${HOST}: the playground is for this machine only (127.0.0.1)`),
    ];
  return [];
}

/** What Slack needs to be connected: a bot token or OAuth, and a way for events to come in (HTTP, a socket, or both). */
export function slackOf(config: Config):
  | {
      readonly botToken?: string;
      readonly oauth?: { readonly clientId: string; readonly clientSecret: string; readonly stateSecret: string };
      readonly signingSecret?: string;
      readonly appToken?: string;
      readonly apiUrl?: string;
    }
  | undefined {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken } = config;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = config;
  // A browser has to reach us to install.
  const oauth =
    clientId !== undefined && clientSecret !== undefined && stateSecret !== undefined && signingSecret !== undefined
      ? { clientId, clientSecret, stateSecret }
      : undefined;
  const apiUrl = config.SLACK_API_URL;
  if ((botToken === undefined && !oauth) || (signingSecret === undefined && appToken === undefined)) return undefined;
  return {
    ...(botToken === undefined ? {} : { botToken }),
    ...(oauth === undefined ? {} : { oauth }),
    ...(signingSecret === undefined ? {} : { signingSecret }),
    ...(appToken === undefined ? {} : { appToken }),
    ...(apiUrl === undefined ? {} : { apiUrl }),
  };
}
