/** The doctor's look at Slack: tokens, scopes, clock, doors, admins, limits. Tokens are used and never shown. */
import { type Config, slackOf, whereToGet } from "./config.ts";
import { type Answer, call, errorOf, teamOf } from "./doctor-call.ts";
import { usualLimits } from "./slack/asking.ts";
import { scopes } from "./slack/manifest.ts";
import type { Finding, Verdict } from "./terminal/doctor.ts";

const slacksOwn = "https://slack.com/api/";
/** Without these nobody gets any answer; without others some surfaces stay silent. */
const essential = ["app_mentions:read", "chat:write"];

export async function examineSlack(config: Config, nowMs: () => number): Promise<Finding[]> {
  const connected = slackOf(config);
  if (!connected)
    return [
      {
        check: "Slack",
        verdict: "warning",
        what: "not connected; the terminal works without it.",
        remedy:
          "create an app from manifests/slack.yaml, then set SLACK_BOT_TOKEN, and SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).",
      },
    ];
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL = slacksOwn } = config;
  const [signedIn, socket] = await Promise.all([
    // Without a token Slack refuses, but says what time it is.
    call(SLACK_API_URL, "auth.test", SLACK_BOT_TOKEN ?? ""),
    SLACK_APP_TOKEN === undefined ? undefined : call(SLACK_API_URL, "apps.connections.open", SLACK_APP_TOKEN),
  ]);
  const team = teamOf(signedIn);
  return [
    ...(SLACK_BOT_TOKEN === undefined && signedIn.kind === "answer" ? [] : [tokenOf(signedIn)]),
    ...(connected.oauth ? [keys(config)] : []),
    ...(team === undefined ? [] : [scopesOf(signedIn)]),
    ...(signedIn.kind === "answer" ? [clockOf(signedIn.dateMs, nowMs())] : []),
    ...http(config),
    ...(socket ? [socketOf(socket)] : []),
    admins(config, team),
    limits,
  ];
}

const unreachable = "check the network, the proxy and SLACK_API_URL; Slack's own state is at slack-status.com.";

function tokenOf(answer: Answer): Finding {
  const check = "Slack, bot token";
  const error = errorOf(answer);
  if (answer.kind === "none")
    return { check, verdict: "failure", what: `Slack can't be reached (${error}).`, remedy: unreachable };
  if (error !== undefined)
    return {
      check,
      verdict: "failure",
      what: `Slack refuses it (${error}).`,
      remedy: `install the app anew and copy the token into SLACK_BOT_TOKEN: ${whereToGet("SLACK_BOT_TOKEN")}.`,
    };
  const { user_id: user, team_id: team } = answer.body;
  return { check, verdict: "ok", what: `signed in as ${String(user)} in ${String(team)}.` };
}

function scopesOf(answer: Answer): Finding {
  const check = "Slack, scopes";
  const given = answer.kind === "answer" ? answer.scopes?.split(/\s*,\s*/).filter(Boolean) : undefined;
  if (!given) return { check, verdict: "warning", what: "Slack did not say which scopes the token has." };
  const missing = Object.keys(scopes).filter((scope) => !given.includes(scope));
  const spare = given.filter((scope) => !Object.hasOwn(scopes, scope));
  if (missing.length > 0)
    return {
      check,
      verdict: missing.some((scope) => essential.includes(scope)) ? "failure" : "warning",
      what: `missing: ${missing.map((scope) => `${scope} (${scopes[scope] ?? ""})`).join(", ")}.`,
      remedy: "put manifests/slack.yaml into the app (App Manifest) and install it anew.",
    };
  if (spare.length > 0)
    return { check, verdict: "ok", what: `all there; not needed by this version: ${spare.join(", ")}.` };
  return { check, verdict: "ok", what: "just what the manifest asks for." };
}

/** Slack's signatures hold for five minutes. */
function clockOf(slackMs: number, oursMs: number): Finding {
  const check = "clock";
  if (Number.isNaN(slackMs)) return { check, verdict: "warning", what: "Slack did not say what time it is." };
  const seconds = Math.round(Math.abs(oursMs - slackMs) / 1_000);
  const verdict: Verdict = seconds >= 300 ? "failure" : seconds >= 60 ? "warning" : "ok";
  const what = verdict === "ok" ? "agrees with Slack's." : `${seconds} s off Slack's.`;
  const remedy = "let the system set its clock (NTP): from 5 minutes on, every signature of Slack is refused.";
  return { check, verdict, what, ...(verdict === "ok" ? {} : { remedy }) };
}

function http({ SLACK_SIGNING_SECRET: secret, HOST, PORT }: Config): Finding[] {
  const check = "Slack, signing secret";
  if (secret === undefined) return [];
  const loopback = /^(127\.|localhost$|::1$)/.test(HOST);
  const reached = loopback ? "; HOST lets only this machine in, so a proxy or tunnel has to stand before it" : "";
  return [
    secret.length === 32
      ? { check, verdict: "ok", what: "set." }
      : {
          check,
          verdict: "warning",
          what: `has ${secret.length} characters; Slack's have 32.`,
          remedy: `copy it anew: ${whereToGet("SLACK_SIGNING_SECRET")}.`,
        },
    {
      check: "Slack, request URL",
      verdict: "ok",
      what: `events, commands and clicks must reach https://<your address>/slack/events, which leads to ${HOST}:${PORT}${reached}. Slack shows “Verified” at Event Subscriptions when they do.`,
    },
  ];
}

/** What tokens of many workspaces are sealed with. */
function keys({ TOKEN_KEYS, DATABASE_URL, DATA_DIR }: Config): Finding {
  const check = "Slack, token keys";
  if (TOKEN_KEYS)
    return { check, verdict: "ok", what: `${TOKEN_KEYS.length} in TOKEN_KEYS, the first seals what is new.` };
  if (DATABASE_URL === undefined)
    return { check, verdict: "ok", what: `tokens are sealed with ${DATA_DIR}/token.key; keep a copy of it elsewhere.` };
  return {
    check,
    verdict: "failure",
    what: "tokens are not written to PostgreSQL in clear, and TOKEN_KEYS is missing.",
    remedy: `set TOKEN_KEYS=k1:<key> on every replica: ${whereToGet("TOKEN_KEYS")}.`,
  };
}

function socketOf(answer: Answer): Finding {
  const check = "Slack, Socket Mode";
  const error = errorOf(answer);
  if (error === undefined) return { check, verdict: "ok", what: "SLACK_APP_TOKEN opens a connection." };
  if (answer.kind === "none")
    return { check, verdict: "failure", what: `Slack can't be reached (${error}).`, remedy: unreachable };
  return {
    check,
    verdict: "failure",
    what: `SLACK_APP_TOKEN opens no connection (${error}).`,
    remedy: `switch Socket Mode on, and make a token with connections:write: ${whereToGet("SLACK_APP_TOKEN")}.`,
  };
}

function admins({ ADMIN_USERS = [] }: Config, team: string | undefined): Finding {
  const check = "admins";
  const ours = ADMIN_USERS.filter(({ platform }) => platform === "slack");
  const others = ours.filter(({ workspace }) => team !== undefined && workspace !== team && workspace.startsWith("T"));
  if (ours.length === 0)
    return {
      check,
      verdict: "warning",
      what: "nobody may say /weigh admin.",
      remedy: `set ADMIN_USERS, for example slack:${team ?? "T0123ABCD"}/U0456EFGH.`,
    };
  if (others.length === 0) return { check, verdict: "ok", what: `${ours.length} in ADMIN_USERS.` };
  return {
    check,
    verdict: "warning",
    what: `${others.length} of ${ours.length} in ADMIN_USERS are of another workspace than the bot's, ${team ?? ""}.`,
    remedy: "check the workspace ids, unless people of that workspace are meant.",
  };
}

const limits: Finding = {
  check: "limits",
  verdict: "ok",
  what: `a person may ask ${usualLimits.perPerson} times a minute, a workspace ${usualLimits.perWorkspace} times.`,
};
