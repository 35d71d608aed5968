import { type Config, type Name, whereToGet } from "./config.ts";

/** What the start says of one thing; a warning is what somebody set in vain, for it is not what they wanted. */
export interface StartLine {
  readonly level: "info" | "warn";
  readonly line: string;
}

/** What is connected only as a whole. */
interface Group {
  readonly what: string;
  readonly needs: readonly Name[];
  readonly optional?: readonly Name[];
  /** What other groups need too: set without the rest, it is no half of this one. */
  readonly shared?: readonly Name[];
}

const models = (what: string, which: "CLOSED" | "OPEN" | "EMBEDDINGS"): Group => ({
  what: `models, ${what}`,
  needs: [`LLM_${which}_BASE_URL`, `LLM_${which}_MODEL`],
  // A server of one's own asks for no key.
  optional: [`LLM_${which}_API_KEY`, ...(which === "OPEN" ? (["LLM_OPEN_IS_OURS"] as const) : [])],
});

const oauth: readonly Name[] = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"];
const slackShares: readonly Name[] = ["SLACK_BOT_TOKEN", "SLACK_API_URL"];

const groups: readonly Group[] = [
  {
    what: "slack over HTTP",
    needs: ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"],
    optional: ["SLACK_API_URL"],
    shared: slackShares,
  },
  {
    what: "slack Socket Mode",
    needs: ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"],
    optional: ["SLACK_API_URL"],
    shared: slackShares,
  },
  {
    what: "slack, many workspaces (OAuth)",
    needs: [...oauth, "SLACK_SIGNING_SECRET"],
    optional: ["TOKEN_KEYS"],
    shared: ["SLACK_SIGNING_SECRET", "TOKEN_KEYS"],
  },
  {
    what: "teams",
    needs: ["TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"],
    optional: [
      "TEAMS_OPENID_METADATA_URL",
      "TEAMS_TOKEN_ISSUER",
      "TEAMS_LOGIN_URL",
      "TEAMS_SERVICE_URL_ALLOW",
      "TEAMS_TENANT_ALLOW",
    ],
  },
  models("closed", "CLOSED"),
  models("open-weight", "OPEN"),
  models("embeddings", "EMBEDDINGS"),
  { what: "PostgreSQL", needs: ["DATABASE_URL"] },
];

/** What is connected and what is not, one line each, then what is set in vain and each probable misspelling. */
export function connections(config: Config): StartLine[] {
  const isSet = (name: Name): boolean => config[name] !== undefined && config[name] !== false;
  // Where any workspace may install us, each brings its own token.
  const has = (name: Name): boolean => isSet(name) || (name === "SLACK_BOT_TOKEN" && oauth.every(isSet));
  const emulated = (group: Group): boolean => group.what === "teams" && isSet("TEAMS_ALLOW_ANONYMOUS");
  return [
    ...groups.filter((group) => !emulated(group)).map((group) => lineOf(group, has)),
    ...waySlackTalks(isSet),
    ...(isSet("TEAMS_ALLOW_ANONYMOUS") ? [warn(anonymous)] : []),
    ...config.warnings.map(warn),
  ];
}

const anonymous =
  "teams: connected for a local emulator, where nobody signs in: TEAMS_ALLOW_ANONYMOUS is true. Anybody who reaches this address can pose as anybody";
const warn = (line: string): StartLine => ({ level: "warn", line });

/** A bot token alone lets us speak, but not hear. */
function waySlackTalks(isSet: (name: Name) => boolean): StartLine[] {
  if (!isSet("SLACK_BOT_TOKEN") || isSet("SLACK_SIGNING_SECRET") || isSet("SLACK_APP_TOKEN")) return [];
  const where = (["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"] as const).map((n) => `${n}: ${whereToGet(n)}`).join("; ");
  return [
    warn(
      `slack: not connected: SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is missing, though SLACK_BOT_TOKEN is set. Where to get ${where}.`,
    ),
  ];
}

function lineOf({ what, needs, optional = [], shared = [] }: Group, isSet: (name: Name) => boolean): StartLine {
  const absent = needs.filter((name) => !isSet(name));
  const present = [...needs, ...optional].filter(isSet);
  if (present.every((name) => shared.includes(name)))
    return { level: "info", line: `${what}: not connected: ${are(absent, "missing")}` };
  if (absent.length === 0) return { level: "info", line: `${what}: connected` };
  const where = absent.map((name) => ` Where to get ${name}: ${whereToGet(name)}.`).join("");
  return warn(`${what}: not connected: ${are(absent, "missing")}, though ${are(present, "set")}.${where}`);
}

const are = (names: readonly Name[], state: string): string =>
  `${and(names)} ${names.length === 1 ? "is" : "are"} ${state}`;
const and = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
