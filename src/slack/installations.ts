/** Which workspaces and organisations have us installed, and with which token each is spoken to. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Installation } from "@slack/bolt";
import { codeOf } from "./api.ts";
import type { Body } from "./events.ts";
import type { Bot } from "./inbound.ts";
import { keyOf, type Place, placeOf } from "./place.ts";
import { Later } from "./ports.ts";
import type { Log } from "./receiver.ts";
import { within } from "./within.ts";

/** What we need of the store; `main` hands it in. */
export interface InstallStore {
  /** Or what is missing, and what to do. */
  readonly installations: () =>
    | { readonly ok: true; readonly installations: Kept }
    | { readonly ok: false; readonly message: string };
  readonly oauthStates: {
    readonly put: (hash: string, forMs: number) => Promise<void>;
    readonly take: (hash: string) => Promise<boolean>;
  };
}
export interface Row {
  readonly key: string;
  readonly text: string;
  readonly botUser: string;
  readonly expiresAt: number | null;
}
export interface Kept {
  readonly install: (row: Row) => Promise<void>;
  readonly renew: (row: Row) => Promise<void>;
  readonly get: (key: string) => Promise<string | undefined>;
  readonly claim: (key: string, forMs: number) => Promise<boolean>;
  readonly remove: (
    key: string,
    only?: { readonly before?: number; readonly botUsers?: readonly string[] | undefined },
  ) => Promise<boolean>;
}

export interface Authorized extends Bot {
  readonly botToken: string;
}
type Token = NonNullable<Installation["bot"]>;
export type Renew = (refreshToken: string) => Promise<Pick<Token, "token" | "refreshToken" | "expiresAt">>;

const minute = 60_000;
const cachedMs = minute / 2; // so long another replica may use a token that was revoked, which Slack refuses
const mostCached = 1_000;
const storeMs = 1_500; // Slack waits three seconds, and the event has to be written down too
const renewBeforeMs = 120 * minute; // as Slack's own library does; a token lives for twelve hours
const claimMs = minute / 2;

/** An installation as it is kept: no person's token, nor who installed. */
export function rowOf(key: string, installation: Installation): Row {
  const { team, enterprise, bot, appId, isEnterpriseInstall } = installation;
  if (bot === undefined) throw new Error("Slack gave no bot token");
  const kept = { team, enterprise, bot, appId, isEnterpriseInstall, authVersion: "v2", tokenType: "bot" };
  const expiresAt = bot.expiresAt === undefined ? null : bot.expiresAt * 1_000;
  return { key, text: JSON.stringify({ ...kept, user: { id: "" } }), botUser: bot.userId, expiresAt };
}

export interface Installed {
  /** Undefined where we are not installed. For a `name` nothing is asked of Slack, so that it can be quick. */
  readonly of: (place: Place, need: "name" | "token") => Promise<Authorized | undefined>;
  /** Takes note of an event that takes our token away; false for every other event. */
  readonly removed: (body: Body) => Promise<boolean>;
  /** It was written or deleted: the next look reads it anew. */
  readonly changed: (key: string) => void;
  /** Resolves when no token is being renewed. */
  readonly idle: () => Promise<void>;
}

export function createInstalled(installations: Kept, renew: Renew, log: Log): Installed {
  const cache = new Map<string, { readonly found: Promise<Installation | undefined>; readonly until: number }>();
  const renewing = new Set<Promise<unknown>>();

  const read = async (key: string): Promise<Installation | undefined> => {
    const text = await within(storeMs, installations.get(key));
    return text === undefined ? undefined : (JSON.parse(text) as Installation);
  };
  const find = (key: string): Promise<Installation | undefined> => {
    const hit = cache.get(key);
    if (hit && hit.until > Date.now()) return hit.found;
    const found = read(key);
    cache.delete(key);
    cache.set(key, { found, until: Date.now() + cachedMs });
    for (const oldest of cache.keys()) {
      if (cache.size <= mostCached) break;
      cache.delete(oldest);
    }
    // What is not there is looked for each time: it may be installed at any moment.
    const drop = (): void => {
      if (cache.get(key)?.found === found) cache.delete(key);
    };
    found.then((installation) => (installation === undefined ? drop() : undefined), drop);
    return found;
  };

  const leftMs = ({ expiresAt }: Token): number => (expiresAt ?? Infinity) * 1_000 - Date.now();
  /** Undefined when another replica renews it. Its refresh token is good for one use. */
  const renewed = async (key: string): Promise<Token | undefined> => {
    if (!(await installations.claim(key, claimMs))) return undefined;
    const now = await read(key);
    if (!now?.bot) return undefined;
    if (leftMs(now.bot) > renewBeforeMs || now.bot.refreshToken === undefined) return now.bot; // it just was
    const bot: Token = { ...now.bot, ...(await renew(now.bot.refreshToken)) };
    const row = rowOf(key, { ...now, bot });
    for (let waitMs = 500; ; waitMs *= 2) {
      try {
        await installations.renew(row);
        break;
      } catch (error) {
        log("slack-token-not-kept", { error: codeOf(error) });
        if (waitMs > 8_000) throw error;
        await sleep(waitMs);
      }
    }
    log("slack-token-renewed");
    return bot;
  };
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    renewing.add(work);
    work
      .catch((error: unknown) => log("slack-token-not-renewed", { error: codeOf(error) }))
      .finally(() => renewing.delete(work));
    return work;
  };
  const fresh = async (key: string, bot: Token): Promise<Token> => {
    if (bot.refreshToken === undefined || leftMs(bot) > renewBeforeMs) return bot;
    const better = tracked(renewed(key).finally(() => cache.delete(key)));
    if (leftMs(bot) > minute) return bot; // good enough for now
    const token = (await better) ?? bot;
    if (leftMs(token) <= 0) throw new Later("the token is being renewed", 2_000);
    return token;
  };

  return {
    of: async (place, need) => {
      const key = keyOf(place);
      const bot = key === undefined ? undefined : (await find(key))?.bot;
      if (key === undefined || bot === undefined) return undefined;
      const { token, userId, id } = need === "token" ? await fresh(key, bot) : bot;
      return { botToken: token, botUserId: userId, botId: id };
    },
    removed: async (body) => {
      const { event, event_time: at } = body as Body & Gone;
      if (event?.type !== "app_uninstalled" && event?.type !== "tokens_revoked") return false;
      const key = keyOf(placeOf(body));
      const bots: unknown = event.tokens?.bot;
      const botUsers = event.type === "tokens_revoked" ? (Array.isArray(bots) ? bots.map(String) : []) : undefined;
      if (key === undefined || botUsers?.length === 0) return true; // people's tokens: we keep none
      // Slack may bring this late or twice, when we are installed again already.
      const before = typeof at === "number" ? (at + 1) * 1_000 : Date.now();
      if (await installations.remove(key, { before, botUsers })) log("slack-uninstalled");
      cache.delete(key);
      return true;
    },
    changed: (key) => void cache.delete(key),
    idle: async () => void (await Promise.allSettled(renewing)),
  };
}

interface Gone {
  readonly event?: { readonly type?: string; readonly tokens?: { readonly bot?: unknown } };
  /** In seconds. */
  readonly event_time?: unknown;
}
