/** Installing us in a browser: `/slack/install`, Slack's page, and back to `/slack/oauth_redirect`. Bolt does the walk. */
import type { ExpressReceiverOptions, InstallationStore } from "@slack/bolt";
import type { Client } from "./api.ts";
import { type InstallStore, type Kept, type Renew, rowOf } from "./installations.ts";
import { html, installPage, page, whyNot } from "./oauth-pages.ts";
import { asked, createStates } from "./oauth-states.ts";
import { keyOf } from "./place.ts";
import type { SlackStore } from "./ports.ts";
import type { Log } from "./receiver.ts";

export interface OauthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what goes through the browser. */
  readonly stateSecret: string;
}

const mostInstallsAMinute = 120;

/** Bolt's view of our store. */
export const boltStore = (kept: Kept, changed: (key: string) => void): InstallationStore => {
  const keyFor = (team: string | undefined, enterprise: string | undefined, org = false): string => {
    const key = keyOf({ team, enterprise, org });
    if (key === undefined) throw new Error("an installation of no workspace");
    return key;
  };
  return {
    storeInstallation: async (installation) => {
      const { team, enterprise, isEnterpriseInstall } = installation;
      const key = keyFor(team?.id, enterprise?.id, isEnterpriseInstall);
      await kept.install(rowOf(key, installation));
      changed(key);
    },
    fetchInstallation: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const text = await kept.get(keyFor(teamId, enterpriseId, isEnterpriseInstall));
      if (text === undefined) throw new Error("not installed");
      return JSON.parse(text) as Awaited<ReturnType<InstallationStore["fetchInstallation"]>>;
    },
    deleteInstallation: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const key = keyFor(teamId, enterpriseId, isEnterpriseInstall);
      await kept.remove(key);
      changed(key);
    },
  };
};

/** What Bolt's HTTP receiver needs to put both routes on the router. */
export function installing(
  { clientId, clientSecret, stateSecret }: OauthOptions,
  given: {
    readonly store: InstallStore & Pick<SlackStore, "rate">;
    readonly installations: InstallationStore;
    readonly clientOptions: NonNullable<NonNullable<ExpressReceiverOptions["installerOptions"]>["clientOptions"]>;
    readonly apiUrl: string | undefined;
    readonly log: Log;
  },
): Pick<ExpressReceiverOptions, "clientId" | "clientSecret" | "scopes" | "installationStore" | "installerOptions"> {
  const { store, installations, clientOptions, apiUrl, log } = given;
  return {
    clientId,
    clientSecret,
    scopes: asked,
    installationStore: installations,
    installerOptions: {
      stateStore: createStates(store.oauthStates, stateSecret),
      stateVerification: true,
      clientOptions,
      ...(apiUrl === undefined ? {} : { authorizationUrl: new URL("../oauth/v2/authorize", apiUrl).href }),
      renderHtmlForInstallPath: installPage,
      installPathOptions: {
        // Whoever finds this address may ask for it, and each time writes a row.
        beforeRedirection: async (_, response) => {
          const { allowed, waitMs } = await store.rate.hit("slack-install", mostInstallsAMinute, 60_000);
          if (allowed) return true;
          response.writeHead(429, { "retry-after": String(Math.ceil(waitMs / 1_000)), "content-type": html });
          response.end(page("Too many at once", "<p>Please try again in a minute.</p>"));
          return false;
        },
      },
      callbackOptions: {
        failure: (error, _options, _request, response) => {
          log("slack-install-failed", { error: error.code });
          response.writeHead(/state|missing|authorization/.test(error.code) ? 400 : 500, { "content-type": html });
          response.end(page("Not installed", `<p>${whyNot(error.code)} <a href="/slack/install">Try again</a></p>`));
        },
      },
    },
  };
}

/** Trades a refresh token, which is good once, for the next pair. */
export const createRenewer =
  (client: Client, { clientId, clientSecret }: OauthOptions): Renew =>
  async (refreshToken) => {
    const answer = await client.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    });
    const { access_token: token, refresh_token: next, expires_in: seconds } = answer;
    if (token === undefined || next === undefined || seconds === undefined) throw new Error("Slack gave no new token");
    return { token, refreshToken: next, expiresAt: Math.floor(Date.now() / 1_000) + seconds };
  };
