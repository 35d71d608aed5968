/** Calls to Slack: bounded, with a cool-down that all replicas share, and failures told apart by what they mean. */
import type { webApi } from "@slack/bolt";
import { Later, type SlackStore } from "./ports.ts";

export type Client = InstanceType<typeof webApi.WebClient>;

/** Slack's words for troubles of its own, which pass. */
const passing = new Set([
  "ratelimited",
  "rate_limited",
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** Slack's own word for a failure (`channel_not_found`), or the error's code or name; never its text. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { data, code } = error as { data?: { error?: unknown }; code?: unknown };
  if (typeof data?.error === "string") return data.error;
  return typeof code === "string" ? code : error.name;
}

/** How long Slack asks to be left alone, when it does. */
function retryAfterMs(error: unknown): number | undefined {
  const seconds = (error as { retryAfter?: unknown }).retryAfter;
  return typeof seconds === "number" && seconds >= 0 ? Math.max(1, seconds) * 1_000 : undefined;
}

/** Slack refused for good: a word of its own that does not pass. Everything else may work later. */
function isFinal(error: unknown): boolean {
  const { data } = error as { data?: { error?: unknown } };
  return typeof data?.error === "string" && !passing.has(data.error);
}

export interface Caller {
  /**
   * Calls Slack for a workspace.
   * @param attempts of the work that this call belongs to, for how long to wait when Slack is away
   * @throws Later when it may work later; Slack's own error when it never will
   */
  call<T>(team: string, method: string, attempts: number, send: () => Promise<T>): Promise<T>;
}

export function createCaller(
  cooldown: SlackStore["cooldown"],
  onError: (method: string, code: string) => void,
): Caller {
  return {
    call: async (team, method, attempts, send) => {
      const key = `slack:${team}:${method}`;
      const left = await cooldown.left(key);
      if (left > 0) throw new Later(`${method} is cooling down`, left);
      try {
        return await send();
      } catch (error) {
        const code = codeOf(error);
        onError(method, code);
        const asked = retryAfterMs(error);
        if (asked !== undefined) {
          await cooldown.pause(key, asked);
          throw new Later(`${method}: ${code}`, asked);
        }
        if (isFinal(error)) throw error;
        throw new Later(`${method}: ${code}`, Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 10)));
      }
    },
  };
}
