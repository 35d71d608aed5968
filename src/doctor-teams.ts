/** The doctor's look at Teams: whether Microsoft signs us in, and whether its keys can be read. The password is never shown. */
import { type Config, whereToGet } from "./config.ts";
import { botFramework, loginOf } from "./teams/addresses.ts";
import { createTokens } from "./teams/credentials.ts";
import { createKeys } from "./teams/keys.ts";
import { Refused } from "./teams/transport.ts";
import { teamsOf } from "./teams-service.ts";
import type { Finding } from "./terminal/doctor.ts";

/** Nothing where Teams is not configured: what is set in part is said with the configuration. */
export async function examineTeams(config: Config): Promise<Finding[]> {
  const settings = teamsOf(config);
  if (!settings) return [];
  if (!settings.app)
    return [
      {
        check: "Teams",
        verdict: "warning",
        what: "anybody who reaches the address can pose as anybody (TEAMS_ALLOW_ANONYMOUS).",
        remedy: "leave that variable out wherever others can reach it.",
      },
    ];
  const { id: appId, password, tenant } = settings.app;
  return Promise.all([
    signIn(appId, password, loginOf(settings.loginUrl, tenant)),
    keys(settings.openIdUrl ?? botFramework.openIdUrl),
  ]);
}

async function signIn(appId: string, password: string, loginUrl: string): Promise<Finding> {
  const check = "Teams, sign-in";
  try {
    await createTokens({ appId, password, loginUrl, scope: botFramework.scope }).get();
    return { check, verdict: "ok", what: "Microsoft gives out a token for this app." };
  } catch (error) {
    const why = error instanceof Refused ? error.code.replace("token_", "") : "unknown";
    const remedy = `check TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD: ${whereToGet("TEAMS_APP_PASSWORD")}.`;
    return { check, verdict: "failure", what: `Microsoft gives out no token (${why}).`, remedy };
  }
}

async function keys(openIdUrl: string): Promise<Finding> {
  const check = "Teams, keys";
  const found = createKeys(openIdUrl);
  const isRead = await found.find("").then(
    () => true,
    () => false,
  );
  return isRead
    ? { check, verdict: "ok", what: "the keys that Teams' requests are checked with can be read." }
    : {
        check,
        verdict: "failure",
        what: "the keys that Teams' requests are checked with can't be read, so all of them are refused.",
        remedy: "check the network, the proxy and TEAMS_OPENID_METADATA_URL.",
      };
}
