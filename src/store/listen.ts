import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import type { Log } from "./engine.ts";

const pauseMs = 1_000; // before a lost connection is made anew; meanwhile each replica looks by itself

/** Hears `notify inbox` on a connection of its own, made anew whenever it is lost. Returns how to stop. */
export function listenOn(connect: () => Client, hear: (said: string) => void, log: Log): () => Promise<void> {
  const stopped = new AbortController();
  const lost = { told: false };

  const hearOnce = async (): Promise<void> => {
    const client = connect();
    const ended = new Promise<void>((resolve) => {
      client.once("end", () => resolve());
      client.once("error", () => resolve());
    });
    // A second error on a client that is being dropped must not end the process.
    client.on("error", () => {});
    client.on("notification", ({ payload = "" }) => hear(payload));
    const end = (): void => void client.end().catch(() => {});
    stopped.signal.addEventListener("abort", end, { once: true });
    try {
      await client.connect();
      await client.query("listen inbox");
      lost.told = false;
      hear(""); // something may have happened while nobody listened
      await ended;
    } finally {
      stopped.signal.removeEventListener("abort", end);
      await client.end().catch(() => {});
    }
  };

  const hearAlways = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await hearOnce().catch(() => {});
      if (stopped.signal.aborted) return;
      if (!lost.told) log("store-not-listening");
      lost.told = true;
      await sleep(pauseMs, undefined, { signal: stopped.signal, ref: false }).catch(() => {});
    }
  };
  const hearing = hearAlways();
  return async () => {
    stopped.abort();
    // A server that no longer answers does not hear our farewell either.
    const enough = new AbortController();
    const waited = sleep(pauseMs, undefined, { signal: enough.signal }).catch(() => {});
    await Promise.race([hearing, waited]);
    enough.abort();
  };
}
