import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { asStoreError } from "./errors.ts";

/** Between two waits, so that a busy process writes its pages for many statements at once. */
const restMs = 2;

/** Waits for the disk on behalf of many: what several wrote until now is kept by one wait. */
export interface Disk {
  /** Resolves when all that was written to the file until now outlives a power failure. @throws StoreError */
  readonly keep: () => Promise<void>;
  /** Calls `work` when nothing is being kept, nor has been just now. */
  readonly whenIdle: (work: () => void) => void;
  readonly close: () => Promise<void>;
}

/** @param path of a file that is there by the time that anything is to be kept */
export function createDisk(path: string): Disk {
  let file: FileHandle | undefined;
  let busy = false;
  let writers: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];
  let waiting: (() => void)[] = [];
  let last: Promise<void> = Promise.resolve();

  const work = async (): Promise<void> => {
    busy = true;
    const told = writers;
    writers = [];
    try {
      file ??= await open(path, constants.O_RDWR);
      await file.datasync();
      for (const { resolve } of told) resolve();
    } catch (error) {
      for (const { reject } of told) reject(asStoreError(error));
    }
    await sleep(restMs);
    busy = false;
    if (writers.length > 0) last = work();
    else for (const go of waiting.splice(0)) go();
  };

  return {
    keep: () =>
      new Promise<void>((resolve, reject) => {
        writers.push({ resolve, reject });
        if (!busy) last = work();
      }),
    whenIdle: (go) => {
      if (busy) waiting.push(go);
      else go();
    },
    close: async () => {
      for (;;) {
        await last;
        if (!busy) break;
      }
      await file?.close();
    },
  };
}
