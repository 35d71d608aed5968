import { setTimeout as sleep } from "node:timers/promises";

/** What `work` gives, or an error once `ms` are over. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const over = sleep(ms, undefined, { signal: late.signal, ref: false }).then(() => {
    throw Object.assign(new Error("took too long"), { code: "timed_out" });
  });
  over.catch(() => {});
  return Promise.race([work, over]).finally(() => late.abort());
}
