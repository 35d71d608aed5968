/** A command's or a click's response_url: five messages within half an hour, for one person or their channel. */
import { isOfContent } from "./degrade.ts";

/** Posts to a response_url. @throws RespondFailed, or a TypeError when Slack cannot be reached in time */
export type Respond = (message: Readonly<Record<string, unknown>>) => Promise<void>;

/** How many messages Slack takes for one command or click. */
export const mostResponses = 5;
const longestMs = 10_000;

export class RespondFailed extends Error {
  override readonly name = "RespondFailed";
  readonly status: number;
  /** It ran out, or was used up: nobody waits there any more. */
  readonly isOver: boolean;
  /** Slack does not take what it says. */
  readonly isRefused: boolean;
  constructor(status: number, answer: string) {
    super(`response_url: HTTP ${status}`);
    this.status = status;
    this.isRefused = isOfContent(answer);
    this.isOver = status === 404 || status === 410 || /expired_url|used_url/.test(answer);
  }
}

/** Where Slack sent no response_url there is nobody to tell. */
export function respondTo(url: unknown): Respond {
  if (typeof url !== "string") return async () => {};
  return async (message) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(longestMs),
    });
    const answer = await response.text();
    if (!response.ok) throw new RespondFailed(response.status, answer.slice(0, 500));
  };
}
