/** The workspace on disk, so that a restart loses nothing that was said. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { UploadedFile } from "./workspace/files.ts";
import type { Args, Channel, Message, View } from "./workspace/types.ts";
import type { Workspace } from "./workspace/workspace.ts";

const format = 1;
const mostMessages = 2_000;
const mostFiles = 100;
const leastRestMs = 50;
const restPerWork = 10; // a big workspace is written more rarely

interface Snapshot {
  readonly format: number;
  readonly count: number;
  readonly channels: readonly Channel[];
  readonly messages: readonly Message[];
  readonly views: readonly View[];
  readonly homes: readonly (readonly [string, string])[];
  readonly threads: readonly Args[];
  readonly files: readonly (Omit<UploadedFile, "bytes"> & { readonly base64?: string })[];
}

const snapshotOf = (workspace: Workspace): Snapshot => ({
  format,
  count: workspace.count,
  channels: [...workspace.channels.values()],
  messages: workspace.messages.slice(-mostMessages),
  views: [...workspace.homes.values()].flatMap((id) => workspace.views.get(id) ?? []),
  homes: [...workspace.homes],
  threads: workspace.threads.slice(-mostMessages),
  files: [...workspace.files.values()].slice(-mostFiles).map(({ bytes, ...file }) => ({
    ...file,
    ...(bytes === undefined ? {} : { base64: bytes.toString("base64") }),
  })),
});

/** Puts what was kept into a workspace that was seeded. False when there is nothing, or nothing that can be read. */
export function restore(path: string, workspace: Workspace): boolean {
  let kept: Snapshot;
  try {
    kept = JSON.parse(readFileSync(path, "utf8")) as Snapshot;
    if (kept.format !== format) return false;
  } catch {
    return false;
  }
  workspace.continueFrom(kept.count);
  for (const channel of kept.channels) workspace.addChannel(channel);
  // Whoever was streaming when it ended does so no more.
  workspace.messages.push(...kept.messages.map((message) => ({ ...message, streaming: false })));
  for (const view of kept.views) workspace.views.set(view.id, view);
  for (const [user, view] of kept.homes) workspace.homes.set(user, view);
  workspace.threads.push(...kept.threads);
  for (const { base64, ...file } of kept.files)
    workspace.files.set(file.id, {
      ...file,
      ...(base64 === undefined ? {} : { bytes: Buffer.from(base64, "base64") }),
    });
  return true;
}

export interface Keeper {
  /** Writes soon. */
  changed(): void;
  /** Writes now, if anything changed. */
  flush(): void;
}

/** Keeps a workspace in a file. @param onError told once when it cannot be written; the playground goes on */
export function keeperOf(path: string, workspace: Workspace, onError: (code: string) => void): Keeper {
  let timer: NodeJS.Timeout | undefined;
  let failed = false;
  let restMs = leastRestMs;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const started = performance.now();
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(snapshotOf(workspace)));
      renameSync(`${path}.new`, path);
    } catch (error) {
      if (!failed) onError((error as NodeJS.ErrnoException).code ?? "unknown");
      failed = true;
    }
    restMs = Math.max(leastRestMs, restPerWork * (performance.now() - started));
  };
  return {
    changed: () => void (timer ??= setTimeout(write, restMs).unref()),
    flush: () => {
      if (timer !== undefined) write();
    },
  };
}
