/** A service process that is killed at random and started again, as often as it is told. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { InboxEvent } from "../../../src/store/inbox.ts";
import { compiled } from "../../support/compiled.ts";
import type { Settings } from "../fixtures/service.ts";

const service = join(import.meta.dirname, "..", "fixtures", "service.ts");

export interface Replica {
  /** Whether it acknowledged. A killed one does not. */
  readonly deliver: (event: InboxEvent) => Promise<boolean>;
  /** kill -9, wherever it is, and start it again. */
  readonly kill: () => Promise<void>;
  /** Ends it in good order. Returns its exit code. */
  readonly end: () => Promise<number | null>;
}

export async function startReplica(settings: Settings): Promise<Replica> {
  let url: string | undefined;
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const made = spawn(process.execPath, [service, JSON.stringify(settings)], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...compiled },
    });
    child = made;
    const exited = once(made, "exit").then(() => "exited" as const);
    const ready = once(made.stdout, "data").then(([port]: unknown[]) => String(port).trim());
    const port = await Promise.race([ready, exited]);
    if (port === "exited") throw new Error("The service ended at its start; what it said stands above.");
    url = `http://127.0.0.1:${port}`;
  };
  const exit = async (signal: NodeJS.Signals): Promise<number | null> => {
    const dying = child;
    if (!dying || dying.exitCode !== null) return null;
    url = undefined;
    const exited = once(dying, "exit");
    dying.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  };
  await start();
  return {
    deliver: async (event) => {
      if (url === undefined) return false;
      try {
        const response = await fetch(url, { method: "POST", body: JSON.stringify(event) });
        await response.text();
        return response.ok;
      } catch {
        return false;
      }
    },
    kill: async () => {
      await exit("SIGKILL");
      await start();
    },
    end: () => exit("SIGTERM"),
  };
}

/** Delivers as Slack does: again and again, to whichever replica is there, until it is acknowledged. */
export async function deliverUntilAcknowledged(event: InboxEvent, replicas: readonly Replica[]): Promise<void> {
  for (;;) {
    const replica = replicas[Math.floor(Math.random() * replicas.length)];
    if (await replica?.deliver(event)) return;
    await sleep(15);
  }
}
