/**
 * Whether a request is from the Bot Framework: its token (JWT), checked before anything else of the request is read, and
 * by nobody else. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
import { verify } from "node:crypto";
import type { Keys } from "./keys.ts";

export interface Claims {
  /** Where the sender says that answers go; the activity has to say the same. */
  readonly serviceUrl: string | undefined;
  /** The channels that the key may sign for; any where it names none. */
  readonly endorsements: readonly string[];
}

export type Refusal =
  | "no-token"
  | "malformed"
  | "algorithm"
  | "issuer"
  | "audience"
  | "expired"
  | "not-yet"
  | "unknown-key"
  | "signature";
export type Checked =
  | { readonly ok: true; readonly claims: Claims }
  | { readonly ok: false; readonly why: Refusal | "no-keys" };

export interface TokenRules {
  readonly appId: string;
  readonly issuer: string;
  readonly keys: Keys;
  readonly nowMs?: () => number;
}

const algorithms: Readonly<Record<string, string>> = { RS256: "sha256", RS384: "sha384", RS512: "sha512" };
const clocksDifferBySeconds = 5 * 60;
const longestToken = 16_000; // characters

type Part = Readonly<Record<string, unknown>>;
const no = (why: Refusal | "no-keys"): Checked => ({ ok: false, why });

/** @returns a function that says whether an `Authorization` header is a good one; it never throws */
export const createTokenCheck = ({ appId, issuer, keys, nowMs = () => Date.now() }: TokenRules) =>
  async function check(header: string | undefined): Promise<Checked> {
    if (header === undefined || header.trim() === "") return no("no-token");
    const [, token = ""] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header.slice(0, longestToken)) ?? [];
    const [head = "", body = "", signature = ""] = token.split(".");
    const [{ alg, kid }, claims] = [partOf(head), partOf(body)];
    if (token === "" || typeof kid !== "string") return no("malformed");
    const digest = typeof alg === "string" && Object.hasOwn(algorithms, alg) ? algorithms[alg] : undefined;
    if (digest === undefined) return no("algorithm");
    // What anybody can read comes first; nobody makes us ask for keys with it.
    if (claims["iss"] !== issuer) return no("issuer");
    if (claims["aud"] !== appId) return no("audience");
    const now = nowMs() / 1_000;
    const { exp, nbf } = claims;
    if (typeof exp !== "number" || now > exp + clocksDifferBySeconds) return no("expired");
    if (nbf !== undefined && (typeof nbf !== "number" || now < nbf - clocksDifferBySeconds)) return no("not-yet");
    try {
      const found = await keys.find(kid);
      if (!found) return no("unknown-key");
      const isSigned = verify(digest, Buffer.from(`${head}.${body}`), found.key, Buffer.from(signature, "base64url"));
      if (!isSigned) return no("signature");
      const serviceUrl = claims["serviceurl"] ?? claims["serviceUrl"];
      return {
        ok: true,
        claims: {
          serviceUrl: typeof serviceUrl === "string" ? serviceUrl : undefined,
          endorsements: found.endorsements,
        },
      };
    } catch {
      return no("no-keys");
    }
  };
export type TokenCheck = ReturnType<typeof createTokenCheck>;

function partOf(text: string): Part {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Part) : {};
  } catch {
    return {};
  }
}
