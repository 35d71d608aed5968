import { setTimeout as sleep } from "node:timers/promises";
import { isBroken, type Loaded, loadKnowledge } from "./load.ts";
import type { Problem } from "./problems.ts";
import { fingerprint, type Reading, readKnowledge } from "./read.ts";
import type { Memory } from "./shelf.ts";

/** Why nothing could be read at all: no folder, or something nobody foresaw. */
export interface Unreadable {
  readonly problems: readonly Problem[];
  readonly what: string;
  readonly remedy: string;
}

export interface FolderOptions<Loaded> {
  readonly folder: string;
  /** Judges what was read; it may throw, then the version counts as broken. */
  readonly load: (read: Reading) => Loaded;
  readonly isBroken: (loaded: Loaded) => boolean;
  /** Called with every version that is good; the caller swaps its reference. If it throws, the version counts as broken. */
  readonly onGood: (loaded: Loaded) => void | Promise<void>;
  /** Called when an edit can't be served; the last good version goes on. */
  readonly onBroken: (loaded: Loaded | Unreadable) => void;
  /** The `mark` of the reading that is served now; left out, the watcher makes the first load too. */
  readonly from?: string;
  readonly everyMs?: number;
}

export interface WatchOptions extends Omit<FolderOptions<Loaded>, "load" | "isBroken"> {
  readonly today: () => string;
  /** The one given to the first load, so that the first edit is quick too. */
  readonly memory?: Memory;
}

/** Follows the knowledge. */
export const watchKnowledge = ({ today, memory = new Map(), ...options }: WatchOptions): { stop(): Promise<void> } =>
  watchFolder({
    ...options,
    load: ({ files, unread }) => loadKnowledge(files, today(), { unread, memory }),
    isBroken,
  });

/**
 * Follows a folder by looking at it, a few times a second, instead of by file-system events: a look sees saves by
 * rename, half-written files, a swapped folder, a network drive and a mounted ConfigMap alike, which events do not.
 * A change is taken up once two looks agree, so that a file being written is not read in the middle.
 */
export function watchFolder<Loaded>(options: FolderOptions<Loaded>): { stop(): Promise<void> } {
  const stopper = new AbortController();
  const done = follow(options, stopper.signal);
  return {
    async stop() {
      stopper.abort();
      await done;
    },
  };
}

/** A look takes at most one part in so many of the time: where people ask much, or the disk is slow, it is taken less often. */
const share = 50;
const longestRestMs = 2_000;

async function follow<Loaded>(options: FolderOptions<Loaded>, signal: AbortSignal): Promise<void> {
  const { folder, onBroken, everyMs = 200 } = options;
  let judged = options.from;
  let last: string | undefined;
  while (!signal.aborted) {
    const begun = performance.now();
    let restMs = everyMs;
    try {
      const now = await fingerprint(folder);
      restMs = Math.min(longestRestMs, Math.max(everyMs, share * (performance.now() - begun)));
      if (signal.aborted) return;
      if (now === last && now !== judged && (await take(options, now, signal))) judged = now;
      last = now;
    } catch (error) {
      judged = last;
      onBroken({
        problems: [],
        what: `the folder could not be taken up (${String(error)})`,
        remedy: "mend the last edit",
      });
    }
    await sleep(restMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Reads and judges the folder as it was at `mark`; false when it has changed meanwhile and wants another look. */
async function take<Loaded>(options: FolderOptions<Loaded>, mark: string, signal: AbortSignal): Promise<boolean> {
  const { folder, load, onGood, onBroken } = options;
  const read = await readKnowledge(folder);
  if (read.mark !== mark || (await fingerprint(folder)) !== mark) return false;
  if (signal.aborted) return true;
  if (!read.ok) {
    onBroken({ problems: [], what: read.what, remedy: read.remedy });
    return true;
  }
  const loaded = load(read);
  if (options.isBroken(loaded)) onBroken(loaded);
  else await onGood(loaded);
  return true;
}
