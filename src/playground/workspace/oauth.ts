/** Installing the app by OAuth v2: what a person allowed becomes a code, a code becomes a token, and tokens rotate. */
import { randomUUID } from "node:crypto";
import { type Answered, type Args, failed, type Install, type Methods } from "./types.ts";
import { appId, type Workspace } from "./workspace.ts";

export const oauthClient = { id: "111.222", secret: "client-secret-canary" };

export interface Allowed {
  readonly install: Install;
  /** Seconds; with it, the token rotates. */
  readonly expiresIn?: number;
  /** A person's token that comes along, though nobody asked for one. */
  readonly userToken?: string;
}

const codes = new WeakMap<Workspace, Map<string, Allowed>>();
const refreshers = new WeakMap<Workspace, Map<string, Allowed>>();
const of = (all: WeakMap<Workspace, Map<string, Allowed>>, workspace: Workspace): Map<string, Allowed> => {
  const known = all.get(workspace) ?? new Map<string, Allowed>();
  all.set(workspace, known);
  return known;
};

/** Somebody clicks Allow on Slack's page. Returns the code that goes back to the app; it is good once. */
export function allow(workspace: Workspace, allowed: Allowed): string {
  const code = randomUUID();
  of(codes, workspace).set(code, allowed);
  return code;
}

/** A pair of tokens; the old access token works until it ends. */
function rotate(workspace: Workspace, { install, expiresIn, ...more }: Allowed): { token: string; pair: Args } {
  workspace.installs.set(install.token, install);
  if (expiresIn === undefined) return { token: install.token, pair: {} };
  const refresh_token = `xoxe-1-refresh-canary-${randomUUID()}`;
  const next = { ...install, token: `${install.token}.${workspace.next()}` };
  of(refreshers, workspace).set(refresh_token, { install: next, expiresIn: 43_200, ...more });
  return { token: install.token, pair: { refresh_token, expires_in: expiresIn } };
}

export function oauthMethods(workspace: Workspace): Methods {
  const taken = (from: Map<string, Allowed>, name: unknown): Allowed | undefined => {
    const found = from.get(String(name));
    from.delete(String(name));
    return found;
  };
  return {
    "oauth.v2.access": {
      run: (args): Answered => {
        if (args["client_id"] !== oauthClient.id) return failed("invalid_client_id");
        if (args["client_secret"] !== oauthClient.secret) return failed("bad_client_secret");
        const isRefresh = args["grant_type"] === "refresh_token";
        const allowed = isRefresh
          ? taken(of(refreshers, workspace), args["refresh_token"])
          : taken(of(codes, workspace), args["code"]);
        if (allowed === undefined) return failed(isRefresh ? "invalid_refresh_token" : "invalid_code");
        const { install, userToken } = allowed;
        const { token, pair } = rotate(workspace, allowed);
        const user = { id: "U0INSTALLER", ...(userToken === undefined ? {} : { access_token: userToken, scope: "" }) };
        const enterprise = install.enterprise_id === undefined ? null : { id: install.enterprise_id, name: "Grid" };
        return {
          ok: true,
          app_id: appId,
          authed_user: isRefresh ? {} : user,
          scope: "chat:write",
          token_type: "bot",
          access_token: token,
          bot_user_id: install.user_id,
          team: install.org === true ? null : { id: install.team_id, name: install.team_id },
          enterprise,
          is_enterprise_install: install.org === true,
          ...pair,
        };
      },
    },
  };
}

export const tokenMethods = (workspace: Workspace): Methods => ({
  "auth.revoke": {
    run: ({ test }, by) => {
      const revoked = String(test) !== "true" && workspace.installs.delete(by.token);
      return { ok: true, revoked };
    },
  },
});
