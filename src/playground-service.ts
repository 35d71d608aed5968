/** The playground beside the service: when it is there, and what it is told of the app that plays on it. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { starters } from "./advisor/ask.ts";
import { type Config, isLoopback, type Name } from "./config.ts";
import { createExplainer, type Explainer } from "./explain.ts";
import type { Http } from "./http.ts";
import { teamsForms } from "./in-teams.ts";
import type { Served } from "./knowledge-service.ts";
import { type Playground, startPlayground } from "./playground/playground.ts";
import type { AppInfo } from "./playground/protocol.ts";
import { admin } from "./playground/seed.ts";
import type { TeamsSettings } from "./playground/teams/room.ts";
import { bot, token } from "./playground/workspace/workspace.ts";
import { channelKey, userKey } from "./slack/events.ts";
import { exampleAddress, slackManifest } from "./slack/manifest.ts";
import type { ByCode } from "./platform-given.ts";
import type { Storage } from "./storage.ts";
import { teamsOf } from "./teams-service.ts";

/** Of a checkout; elsewhere there are none. */
const tests = resolve(import.meta.dirname, "../test");

const credentials: readonly Name[] = [
  "SLACK_BOT_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_APP_TOKEN",
  "SLACK_CLIENT_ID",
  "SLACK_CLIENT_SECRET",
  "TEAMS_APP_ID",
  "TEAMS_APP_PASSWORD",
  "DATABASE_URL",
];

/** Whether the playground is there; if not, why not, in a sentence. Never in production: `readConfig` refuses that. */
export function playgroundWanted(config: Config): { readonly on: boolean; readonly why: string } {
  const off = (why: string) => ({ on: false, why: `playground: off, ${why}` });
  if (config.NODE_ENV === "production") return off("since NODE_ENV is production");
  if (config.PLAYGROUND === true) return { on: true, why: "" };
  if (config.PLAYGROUND === false) return off("since PLAYGROUND is false");
  const set = credentials.filter((name) => config[name] !== undefined);
  if (set.length > 0)
    return off(`since ${set.join(", ")} ${set.length === 1 ? "is" : "are"} set; PLAYGROUND=true turns it on`);
  return isLoopback(config.HOST)
    ? { on: true, why: "" }
    : off(`since HOST is ${config.HOST}: it is for this machine only`);
}

/** What Slack shows of the app, from its manifest. */
function appInfo(): Omit<AppInfo, "userId"> {
  const { display_information: shown, features } = slackManifest(exampleAddress);
  return {
    name: shown.name,
    about: shown.description,
    commands: features.slash_commands.map(({ command, description, usage_hint: hint }) => ({
      command,
      description,
      hints: hint.split(" · "),
    })),
    shortcuts: features.shortcuts.map(({ callback_id: id, name }) => ({ id, name })),
    starters,
  };
}

export interface Stage {
  readonly playground: Playground;
  /** With the playground in Slack's place: the app is told of it as it would be told of Slack. */
  readonly config: Config;
  readonly heard: Explainer["heard"];
  readonly told: Explainer["told"];
  /** Tells the playground where the app is, once it listens. Returns where the page is. */
  readonly open: (url: string) => string;
}

/**
 * The app is told of the playground's Teams as it would be told of Microsoft's, with its own people as admins. Whoever has
 * a Teams of their own, or an emulator, has that one connected.
 */
const teamsIn = (config: Config, teams: TeamsSettings): Config => ({
  ...config,
  TEAMS_APP_ID: teams.appId,
  TEAMS_APP_PASSWORD: teams.password,
  TEAMS_TENANT_ID: teams.tenant,
  TEAMS_OPENID_METADATA_URL: teams.openIdUrl,
  TEAMS_TOKEN_ISSUER: teams.issuer,
  TEAMS_LOGIN_URL: teams.loginUrl,
  TEAMS_SERVICE_URL_ALLOW: [teams.serviceHost],
  ADMIN_USERS: [{ platform: "teams", workspace: teams.tenant, user: teams.admin }, ...(config.ADMIN_USERS ?? [])],
});

/**
 * @param settled resolves when the app has dealt with everything
 * @param connectTeams connects Teams, as a configuration says it
 */
export async function stageOn(
  config: Config,
  served: Served,
  http: Http,
  log: ByCode,
  storage: Pick<Storage, "store">,
  settled: () => Promise<void>,
  connectTeams: (config: Config) => Promise<void>,
): Promise<Stage> {
  const secret = randomBytes(16).toString("hex");
  const explainer = createExplainer(served.current);
  const inTeams = teamsForms(explainer.replyOf, served, storage.store);
  const playground = await startPlayground({
    app: appInfo(),
    keepIn: join(config.DATA_DIR, "playground.json"),
    explain: explainer.explain,
    explainInTeams: explainer.explainInTeams,
    connectTeams: teamsOf(config) ? undefined : (teams) => connectTeams(teamsIn(config, teams)),
    inTeams: ({ channel, reader, ...message }) =>
      inTeams({ ...message, channel: channelKey(bot.team_id, channel), reader: userKey(bot.team_id, reader) }),
    conversations: existsSync(tests) ? join(tests, "conversations") : join(config.DATA_DIR, "conversations"),
    settled,
    log,
  });
  http.platforms.use("/playground", (request, response, next) => {
    playground.handle(request, response).catch(next);
  });
  playground.bundle().catch((error: unknown) => {
    const name = error instanceof Error ? error.name : typeof error;
    log("playground-page-not-made", { error: name, remedy: "run npm ci, without --omit=dev" });
  });
  const { SLACK_APP_TOKEN: _, SLACK_CLIENT_ID: __, SLACK_CLIENT_SECRET: ___, ...others } = config;
  return {
    playground,
    heard: explainer.heard,
    told: explainer.told,
    config: {
      ...others,
      SLACK_BOT_TOKEN: token,
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: playground.slack.url,
      ADMIN_USERS: [{ platform: "slack", workspace: bot.team_id, user: admin }, ...(config.ADMIN_USERS ?? [])],
    },
    open: (url) => {
      playground.connect(`${url}/slack/events`, secret);
      playground.connectTeams(`${url}/api/messages`);
      return `${url}/playground`;
    },
  };
}

/** What to do first. */
export const threeToTry = [
  `ask in a channel: @Counterweight ${starters[1] ?? ""}`,
  "type /weigh assess, and describe a case in the form that opens",
  "type /weigh compare open and closed on privacy, for an answer that only you see, and share it",
] as const;
