/** Calls to Teams: at its pace, with a cool-down that all replicas share, and failures told apart by what they mean. */
import { setTimeout as sleep } from "node:timers/promises";
import { createPace, type Pace } from "./pace.ts";
import { conversationKey } from "./place.ts";
import { Later, type TeamsStore } from "./ports.ts";
import { Refused, type Where } from "./transport.ts";

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
const mendingMs = 60_000;
/** Shorter waits are waited out; for longer ones the work goes back into the inbox. */
const shortWaitMs = 2_000;

/** Teams' word for a failure, or what there is; never its text. */
export function codeOf(error: unknown): string {
  if (error instanceof Refused) return error.code;
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : error.name;
}

/** What passes by itself: too fast, a pre-condition, a gateway, no answer at all. */
const passes = ({ status }: Refused): boolean => status === 0 || status === 408 || status === 412 || status >= 500;
/** What whoever runs us can mend while the answer waits: our own sign-in. */
const isMendable = ({ status, code }: Refused): boolean => status === 401 || code.startsWith("token_");

const neverSent = /^(?:token_.*|ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/;
/** A pre-condition, and gateways that reached nobody: Teams did nothing, and asks for another try. */
const notDone: readonly number[] = [412, 502, 503];
/** It failed, and Teams may have done it all the same: what it said to that got lost on the way. */
export const mayBeDone = (error: unknown): boolean =>
  error instanceof Refused && passes(error) && !notDone.includes(error.status) && !neverSent.test(error.code);

/** Teams refused for good; everything else may work later. */
export const isFinal = (error: unknown): error is Refused =>
  error instanceof Refused && error.status !== 429 && !passes(error) && !isMendable(error);
export const isGone = (error: unknown): boolean => error instanceof Refused && error.status === 404;
/** Neither now nor later: we were taken out, switched off or blocked. */
export const isShutOut = (error: unknown): boolean =>
  error instanceof Refused &&
  (error.status === 403 || error.status === 404) &&
  !/stream/i.test(error.code) &&
  error.code !== "ActivityNotFoundInConversation";

export interface Caller {
  /**
   * @param attempts of the work that this belongs to, for how long to wait when Teams is away
   * @throws Later when it may work later; Refused when it never will
   */
  readonly call: <T>(where: Where, method: string, attempts: number, send: () => Promise<T>) => Promise<T>;
}

/** A half to one and a half of it: who was refused together does not come again together. */
export const jittered = (ms: number, random: () => number = Math.random): number => Math.round(ms * (0.5 + random()));

export function createCaller(
  cooldown: TeamsStore["cooldown"],
  onError: (method: string, code: string) => void,
  pace: Pace = createPace(),
): Caller {
  const pausedHere = new Map<string, number>();
  const leftHere = (key: string): number => {
    const left = (pausedHere.get(key) ?? 0) - Date.now();
    if (left <= 0) pausedHere.delete(key);
    return Math.max(0, left);
  };
  const leftAnywhere = (key: string): Promise<number> =>
    cooldown.left(key).catch(() => {
      throw new Later("the store does not say whether Teams may be called", firstWaitMs);
    });

  const ready = async (where: Where): Promise<void> => {
    const key = conversationKey(where);
    const left = leftHere(key) || (await leftAnywhere(key));
    if (left > 0) throw new Later("the conversation is cooling down", jittered(left) + left / 2);
    for (let waited = 0; ; ) {
      const wait = pace.take(key);
      if (wait === 0) return;
      if (waited + wait > shortWaitMs)
        throw new Later("more than Teams takes in one conversation", jittered(wait) + wait / 2);
      await sleep(wait);
      waited += wait;
    }
  };

  return {
    call: async (where, method, attempts, send) => {
      await ready(where);
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        onError(method, error.status === 0 ? error.code : `${error.code}_${error.status}`);
        const backoff = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 10));
        if (error.status === 429) {
          const asked = Math.max(error.retryAfterMs ?? 0, jittered(backoff));
          const key = conversationKey(where);
          pausedHere.set(key, Date.now() + asked);
          await cooldown.pause(key, asked).catch(() => onError(method, "cooldown_not_shared"));
          throw new Later(`${method}: ${error.code}`, asked);
        }
        if (isMendable(error)) throw new Later(`${method}: ${error.code}`, mendingMs);
        if (passes(error)) throw new Later(`${method}: ${error.code}`, error.retryAfterMs ?? jittered(backoff));
        throw error;
      }
    },
  };
}
