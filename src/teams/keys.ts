/** The keys with which the Bot Framework signs, from its OpenID document; kept a day, and read again for a key that is new. */
import { createPublicKey, type KeyObject } from "node:crypto";

export interface SigningKey {
  readonly key: KeyObject;
  /** For which channels it may sign; any where it names none. */
  readonly endorsements: readonly string[];
}

export interface Keys {
  /** @throws when they cannot be read and none are kept */
  readonly find: (kid: string) => Promise<SigningKey | undefined>;
  /** Why no token can be checked, in a sentence. */
  readonly problem: () => string | undefined;
}

const dayMs = 24 * 60 * 60_000;
const fewestMsBetween = 60_000; // however many unknown keys somebody makes up
const afterFailureMs = 5_000;
const longestMs = 5_000;

export function createKeys(openIdUrl: string, nowMs: () => number = () => Date.now()): Keys {
  let keys = new Map<string, SigningKey>();
  let readAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failure: string | undefined;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    triedAt = nowMs();
    try {
      const { jwks_uri: uri } = (await json(openIdUrl)) as { jwks_uri?: unknown };
      if (typeof uri !== "string") throw new TypeError("no jwks_uri");
      const found = (await json(uri)) as { keys?: unknown };
      keys = new Map((Array.isArray(found.keys) ? found.keys : []).flatMap(keyOf));
      readAt = nowMs();
      failure = undefined;
    } catch (error) {
      failure = error instanceof Error ? error.name : "unknown";
    }
  };
  const readOnce = (): Promise<void> => (reading ??= read().finally(() => (reading = undefined)));

  return {
    find: async (kid) => {
      const now = nowMs();
      const isOld = now - readAt > dayMs;
      const wait = failure === undefined ? fewestMsBetween : afterFailureMs;
      if ((isOld || !keys.has(kid)) && now - triedAt >= wait) await readOnce();
      else if (reading) await reading;
      if (keys.size === 0) throw new Error("the Bot Framework's keys cannot be read");
      return keys.get(kid);
    },
    problem: () =>
      keys.size > 0 || failure === undefined
        ? undefined
        : `Teams: the Bot Framework's keys can't be read (${failure}). Check TEAMS_OPENID_METADATA_URL and the way out to it.`,
  };
}

async function json(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(longestMs) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

function keyOf(given: unknown): [string, SigningKey][] {
  const { kid, kty, n, e, endorsements } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof kid !== "string" || kty !== "RSA" || typeof n !== "string" || typeof e !== "string") return [];
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: "jwk" });
    const named = Array.isArray(endorsements) ? endorsements.filter((each) => typeof each === "string") : [];
    return [[kid, { key, endorsements: named }]];
  } catch {
    return [];
  }
}
