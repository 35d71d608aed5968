/** Calls to Slack: bounded, with a cool-down that all replicas share, and failures told apart by what they mean. */
import type { webApi } from "@slack/bolt";
import { Later, type SlackStore } from "./ports.ts";

export type Client = InstanceType<typeof webApi.WebClient>;

/** Slack's words for troubles of its own, which pass. */
const passing = new Set([
  "ratelimited",
  "rate_limited",
  "accesslimited",
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "token_expired", // renewed by the time of the next try
]);
/** What whoever runs us can mend while the answer waits. */
const mendable = new Set(["invalid_auth", "not_authed", "missing_scope", "not_allowed_token_type", "access_denied"]);
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** What the SDK keeps of an answer; where that was no JSON (a proxy's page), the whole of it stands as `error`. */
interface Refused {
  readonly data?: { readonly error?: unknown; readonly response_metadata?: { readonly retryAfter?: unknown } };
  readonly code?: unknown;
  readonly retryAfter?: unknown;
}

/** Slack's own word for a failure, as in `not_in_channel`; undefined for what somebody between us and Slack made up. */
function wordOf(error: unknown): string | undefined {
  const said = (error as Refused).data?.error;
  if (typeof said !== "string" || said.length > 80) return undefined;
  return passing.has(said) || /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(said) ? said : undefined;
}

/** Slack's own word for a failure (`channel_not_found`), or the error's code or name; never its text. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as Refused;
  return wordOf(error) ?? (typeof code === "string" ? code : error.name);
}

/** How long Slack asks to be left alone, when it does. */
function retryAfterMs(error: unknown): number | undefined {
  const { retryAfter, data } = error as Refused;
  const seconds = retryAfter ?? (data?.error === "ratelimited" ? data.response_metadata?.retryAfter : undefined);
  return typeof seconds === "number" && seconds >= 0 ? Math.max(1, seconds) * 1_000 : undefined;
}

/** Slack refused for good: a word of its own that does not pass. Everything else may work later. */
export function isFinal(error: unknown): boolean {
  const word = wordOf(error);
  return word !== undefined && !passing.has(word);
}

/** Refused because of how we are set up, not because of where we wanted to go. */
export const isMendable = (error: unknown): boolean => mendable.has(wordOf(error) ?? "");

export interface Caller {
  /** @throws Later while a method may not be called */
  readonly ready: (team: string, method: string) => Promise<void>;
  /**
   * Calls Slack for a workspace.
   * @param attempts of the work that this call belongs to, for how long to wait when Slack is away
   * @throws Later when it may work later; Slack's own error when it never will
   */
  readonly call: <T>(team: string, method: string, attempts: number, send: () => Promise<T>) => Promise<T>;
  /** The same for what may be refused: whoever calls says what becomes of it, and no failure is counted. */
  readonly courtesy: <T>(team: string, method: string, send: () => Promise<T>) => Promise<T>;
}

export function createCaller(
  cooldown: SlackStore["cooldown"],
  onError: (method: string, code: string) => void,
): Caller {
  // The store tells all replicas; this tells our own calls under way before the store has.
  const until = new Map<string, number>();
  const leftHere = (key: string): number => {
    const left = (until.get(key) ?? 0) - Date.now();
    if (left <= 0) until.delete(key);
    return Math.max(0, left);
  };
  // A store that is away is no refusal of Slack's: the question waits for both.
  const leftAnywhere = (key: string): Promise<number> =>
    cooldown.left(key).catch(() => {
      throw new Later("the store does not say whether Slack may be called", firstWaitMs);
    });
  const ready: Caller["ready"] = async (team, method) => {
    const key = `slack:${team}:${method}`;
    const left = leftHere(key) || (await leftAnywhere(key)) || leftHere(key);
    if (left > 0) throw new Later(`${method} is cooling down`, left);
  };
  const pausing = async <T>(team: string, method: string, send: () => Promise<T>): Promise<T> => {
    await ready(team, method);
    try {
      return await send();
    } catch (error) {
      const asked = retryAfterMs(error);
      if (asked === undefined) throw error;
      const code = codeOf(error);
      onError(method, code);
      const key = `slack:${team}:${method}`;
      until.set(key, Math.max(until.get(key) ?? 0, Date.now() + asked));
      // Where the store is away, only this process knows; the question waits all the same.
      await cooldown.pause(key, asked).catch(() => onError(method, "cooldown_not_shared"));
      throw new Later(`${method}: ${code}`, asked);
    }
  };
  return {
    ready,
    courtesy: pausing,
    call: async (team, method, attempts, send) => {
      try {
        return await pausing(team, method, send);
      } catch (error) {
        if (error instanceof Later) throw error;
        const code = codeOf(error);
        onError(method, code);
        if (isFinal(error)) throw error;
        throw new Later(`${method}: ${code}`, Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 10)));
      }
    },
  };
}
