/** Where conversations are: kept when somebody writes there, for answers that come later. */
import { channelKey, channelKeyOf, conversationIn } from "./place.ts";
import type { Log, TeamsStore } from "./ports.ts";
import type { MayServe } from "./service-url.ts";
import type { Where } from "./transport.ts";

export interface Places {
  /** @param person whose it is, where it is one person's */
  readonly keep: (where: Where, person: string | undefined) => Promise<void>;
  /** As it was kept last, if we may still send there. */
  readonly find: (key: string) => Promise<Where | undefined>;
  readonly withPerson: (person: string) => Promise<Where | undefined>;
  readonly forget: (where: Where) => Promise<void>;
}

const mostRemembered = 5_000;
const againAfterMs = 24 * 60 * 60_000;

export function createPlaces(store: TeamsStore["conversations"], mayServe: MayServe, log: Log): Places {
  /** What is kept as it is, so that not every message writes it again. */
  const known = new Map<string, { readonly text: string; readonly until: number }>();
  const usable = (doc: unknown): Where | undefined => {
    const where = doc as Where | undefined;
    if (where === undefined || mayServe(where.serviceUrl)) return where;
    log("teams-place-not-allowed");
    return undefined;
  };
  return {
    keep: async (where, person) => {
      // A channel is kept once for all of its threads: what differs is in the key.
      const key = channelKey(where);
      const kept: Where = { ...where, conversation: conversationIn(key) };
      const userKey = where.type === "personal" ? (person ?? null) : null;
      const text = JSON.stringify([kept, userKey]);
      const before = known.get(key);
      if (before?.text === text && Date.now() < before.until) return;
      await store.keep({ key, userKey, serviceUrl: where.serviceUrl, doc: kept });
      if (known.size >= mostRemembered) known.delete(known.keys().next().value ?? "");
      known.set(key, { text, until: Date.now() + againAfterMs });
    },
    find: async (key) => {
      const conversation = conversationIn(key);
      const where = usable((await store.get(channelKeyOf(key)))?.doc);
      return where && { ...where, conversation };
    },
    withPerson: async (person) => usable((await store.withPerson(person))?.doc),
    forget: async (where) => {
      known.delete(channelKey(where));
      await store.remove(channelKey(where));
    },
  };
}
