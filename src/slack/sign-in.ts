import { codeOf } from "./api.ts";
import type { Bot } from "./inbound.ts";
import type { Log } from "./receiver.ts";

/** Whom SLACK_BOT_TOKEN stands for, and where. */
export interface Me extends Bot {
  readonly team?: string | undefined;
  /** Set when the token is for a whole organisation. */
  readonly org?: string | undefined;
}

export interface SignIn {
  /** @throws Slack's refusal */
  readonly who: () => Promise<Me>;
  /** Why Slack does not work yet, one sentence each; looking tries again. */
  readonly notReady: () => string[];
}

/** Asks Slack once who we are, and again only after a failure. */
export function createSignIn(ask: () => Promise<Me>, log: Log): SignIn {
  let asked: Promise<Me> | undefined;
  let missing: string[] = ["Slack: not signed in yet."];
  const who = (): Promise<Me> => {
    asked ??= ask().then(
      (bot) => {
        missing = [];
        return bot;
      },
      (error: unknown) => {
        asked = undefined;
        const code = codeOf(error);
        log("slack-sign-in-failed", { error: code });
        missing = [`Slack: signing in failed (${code}). Check SLACK_BOT_TOKEN and SLACK_API_URL.`];
        throw error;
      },
    );
    return asked;
  };
  const notReady = (): string[] => {
    const reasons = missing;
    if (reasons.length > 0) who().catch(() => {}); // logged above; the next look tells
    return reasons;
  };
  notReady();
  return { who, notReady };
}
