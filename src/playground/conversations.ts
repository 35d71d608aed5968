/** Keeping conversations for the tests, and playing them again in the page. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "./acts.ts";
import type { Done, Json, Kept, Replayed } from "./protocol.ts";
import { compare, type Recorder, replay } from "./replay.ts";
import { kept, read, save } from "./kept-folder.ts";
import { deedsOf } from "./transcript.ts";

const quietMs = 400;

export function conversationRooms(
  stage: Stage,
  recorder: Recorder,
  folder: string | undefined,
  settled: (() => Promise<void>) | undefined,
  changed: () => void,
): Record<string, (given: Json) => unknown> {
  if (folder === undefined) return {};
  const { workspace } = stage;
  // Where nobody says when the app is done, it is when nothing has come for a while.
  const quiet = async (): Promise<void> => {
    for (let before = -1; before !== workspace.count; ) {
      before = workspace.count;
      await sleep(quietMs);
    }
  };
  return {
    save: ({ name, channel, thread }): Done | undefined => {
      if (typeof name !== "string" || typeof channel !== "string") return undefined;
      const root = typeof thread === "string" ? thread : undefined;
      const what = save(folder, name, deedsOf(recorder.deeds, workspace, channel, root), workspace);
      return what === undefined ? { ok: true } : { ok: false, what };
    },
    kept: (): Kept[] => kept(folder).map((name) => ({ name, acts: read(folder, name).lines.length })),
    replay: async ({ name }): Promise<Replayed | undefined> => {
      if (typeof name !== "string" || !kept(folder).includes(name)) return undefined;
      const { lines, seen } = read(folder, name);
      try {
        const { seen: now } = await replay(stage, lines, settled ?? quiet);
        return compare(seen, now);
      } catch (error) {
        const why = error instanceof Error ? error.message : "It cannot be replayed.";
        return { ok: false, differences: [why], seen: "" };
      } finally {
        changed();
      }
    },
  };
}
