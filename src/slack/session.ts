/** Tells Slack that somebody's answer is being written: it shows that, with a button that stops it. A courtesy. */
import { type Caller, type Client, isFinal } from "./api.ts";
import type { Place } from "./post.ts";

export interface Sessions {
  /** @returns what takes the status away again */
  readonly begin: (client: Client, place: Place, user: string | undefined) => () => void;
}

const latchMs = 10 * 60_000;

export function createSessions({ courtesy }: Caller, nowMs: () => number = Date.now): Sessions {
  const without = new Map<string, number>(); // workspaces that have no such thing
  return {
    begin: (client, { team, channel, thread_ts = "" }, user) => {
      if ((without.get(team) ?? 0) > nowMs()) return () => {};
      const about = { channel_id: channel, thread_ts };
      const who = user === undefined ? {} : { initiator_user_id: user };
      const set = (status: "processing" | "active") =>
        courtesy(team, "agents.sessions.setStatus", () =>
          client.agents.sessions.setStatus({ ...about, status, ...(status === "processing" ? who : {}) }),
        ).catch((error: unknown) => {
          if (isFinal(error)) without.set(team, nowMs() + latchMs);
        });
      const begun = set("processing");
      return () => void begun.then(() => ((without.get(team) ?? 0) > nowMs() ? undefined : set("active")));
    },
  };
}
