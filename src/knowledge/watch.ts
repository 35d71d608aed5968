import { setTimeout as sleep } from "node:timers/promises";
import { isBroken, type Loaded, loadKnowledge } from "./load.ts";
import { fingerprint, readKnowledge } from "./read.ts";

export interface WatchOptions {
  readonly folder: string;
  readonly today: () => string;
  /** Called with every version that is good; the caller swaps its reference. */
  readonly onGood: (loaded: Loaded) => void;
  /** Called when an edit can't be served; the last good version goes on. */
  readonly onBroken: (loaded: Loaded | { readonly problems: readonly never[]; readonly what: string; readonly remedy: string }) => void;
  readonly everyMs?: number;
}

/**
 * Follows the folder by looking at it, a few times a second, instead of by file-system events: a look sees saves by
 * rename, half-written files, a swapped folder, a network drive and a mounted ConfigMap alike, which events do not.
 * A change is taken up once two looks agree, so that a file being written is not read in the middle.
 */
export function watchKnowledge(options: WatchOptions): { stop(): Promise<void> } {
  const stopper = new AbortController();
  const done = follow(options, stopper.signal);
  return {
    async stop() {
      stopper.abort();
      await done;
    },
  };
}

async function follow({ folder, today, onGood, onBroken, everyMs = 200 }: WatchOptions, signal: AbortSignal): Promise<void> {
  let served = await fingerprint(folder);
  let last = served;
  while (!signal.aborted) {
    await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    const now = await fingerprint(folder);
    const settled = now === last && now !== served;
    last = now;
    if (!settled) continue;
    served = now;
    const read = await readKnowledge(folder);
    if (!read.ok) {
      onBroken({ problems: [], what: read.what, remedy: read.remedy });
      continue;
    }
    const loaded = loadKnowledge(read.files, today());
    if (isBroken(loaded)) onBroken(loaded);
    else onGood(loaded);
  }
}
