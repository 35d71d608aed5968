/** Our own tokens for the Bot Framework: the OAuth 2.0 client credentials flow, which botbuilder's MSAL does over https only. */
import { Refused } from "./transport.ts";

export interface CredentialsOptions {
  readonly appId: string;
  readonly password: string;
  /** Where tokens come from: the tenant's address at the login service. */
  readonly loginUrl: string;
  readonly scope: string;
  readonly nowMs?: () => number;
}

const longestMs = 10_000;
const earlyMs = 5 * 60_000; // a token is renewed before it ends
const atLeastMs = 30_000;

export interface Tokens {
  /** @throws Refused */
  readonly get: () => Promise<string>;
  /** The next one is a new one. */
  readonly drop: () => void;
}

/** `https://login.microsoftonline.com/<tenant>` as the address that gives out tokens. */
export function tokenAddress(loginUrl: string): string {
  const base = loginUrl.replace(/\/+$/, "");
  return base.endsWith("/token") ? base : `${base}/oauth2/v2.0/token`;
}

/** Gets a token once for all who wait for it, and again before it ends. */
export function createTokens({
  appId,
  password,
  loginUrl,
  scope,
  nowMs = () => Date.now(),
}: CredentialsOptions): Tokens {
  let token: { readonly text: string; readonly renewAt: number } | undefined;
  let asking: Promise<string> | undefined;
  const ask = async (): Promise<string> => {
    const form = { grant_type: "client_credentials", client_id: appId, client_secret: password, scope };
    const response = await fetch(tokenAddress(loginUrl), {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
      signal: AbortSignal.timeout(longestMs),
    }).catch((error: unknown) => {
      throw new Refused(0, `token_${error instanceof Error ? error.name : "unreachable"}`);
    });
    const said = (await response.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
    const { access_token: text, expires_in: seconds } = said;
    if (!response.ok || typeof text !== "string") {
      // Microsoft's word (`invalid_client`); a wrong password may be put right while answers wait.
      const word = typeof said["error"] === "string" ? said["error"].replaceAll(/\W/g, "").slice(0, 40) : "refused";
      throw new Refused(response.ok ? 500 : response.status, `token_${word}`);
    }
    const lastsMs = Number(seconds ?? 3_600) * 1_000;
    token = { text, renewAt: nowMs() + Math.max(atLeastMs, (Number.isFinite(lastsMs) ? lastsMs : 0) - earlyMs) };
    return text;
  };
  return {
    drop: () => {
      token = undefined;
    },
    get: async () => {
      if (token && nowMs() < token.renewAt) return token.text;
      asking ??= ask().finally(() => (asking = undefined));
      return asking;
    },
  };
}
