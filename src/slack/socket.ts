/** Keeps the socket of Socket Mode open, and says while it is not. */
import type { App } from "@slack/bolt";
import { codeOf } from "./api.ts";
import type { Log } from "./receiver.ts";

const againMs = 10_000;

export interface Socket {
  /** Why no events come in through it, or undefined. */
  readonly reason: () => string | undefined;
  readonly stop: () => Promise<void>;
}

/** Opens the socket of an app; while Slack refuses it, it is tried again. Bolt itself reconnects one that was open. */
export function openSocket(app: App, log: Log): Socket {
  let reason: string | undefined = "Slack: the socket is not open yet.";
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const open = async (): Promise<void> => {
    try {
      await app.start();
      reason = undefined;
    } catch (error) {
      const code = codeOf(error);
      reason = `Slack: the socket does not open (${code}). Check SLACK_APP_TOKEN.`;
      log("slack-socket-not-open", { error: code });
      if (!stopped) timer = setTimeout(() => void open(), againMs).unref();
    }
  };
  void open();
  return {
    reason: () => reason,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await app.stop().catch(() => {}); // one that never opened
    },
  };
}
