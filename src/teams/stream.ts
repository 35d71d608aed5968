/**
 * Shows an answer while it is written, a verified sentence at a time, by Teams' rules: in personal chats alone, one stream
 * in a chat, a call a second, each text the one before and more, and two minutes for all of it. Elsewhere an answer comes
 * whole.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Cited } from "../core/reply.ts";
import { type Caller, codeOf } from "./api.ts";
import { conversationKey, isPrivate } from "./place.ts";
import type { Log, Run } from "./ports.ts";
import { safe } from "./safe.ts";
import { streamRef } from "./reply-ref.ts";
import { type Chunk, chunkOf, streamEndOf } from "./streaminfo.ts";
import type { Transport, Where } from "./transport.ts";

export interface Streamed {
  /** Of the stream, and of the message that it becomes. */
  readonly id: string;
  /** By the person who reads it: nothing more is to be said. */
  readonly isStopped: boolean;
}

export interface Show {
  readonly sentence: (sentence: Cited) => void;
  /** What was shown, once nothing more of it is on its way; undefined when nothing was. */
  readonly end: () => Promise<Streamed | undefined>;
}

export interface Streams {
  /** @param stop called when whoever reads it stops it */
  readonly begin: (given: { readonly where: Where; readonly run: Run; readonly stop: () => void }) => Show;
}

export interface Tempo {
  /** Between two calls, from the answer to the first: Teams takes one a second. */
  readonly gapMs: number;
  /** Answers that take no longer are not announced: they come whole, at once. */
  readonly quickMs: number;
  /** Whether somebody pressed Teams' stop button is asked this often while there is nothing new to show. */
  readonly beatMs: number;
  /** After that, nothing more is shown on the way: Teams ends a stream after two minutes. */
  readonly longestMs: number;
}
export const usualTempo: Tempo = { gapMs: 1_200, quickMs: 700, beatMs: 1_800, longestMs: 110_000 };

const announced = { type: "informative", text: "Putting it into words from my sources…" } as const;
/** Reported as where Teams takes no more of a stream; the whole answer follows. */
const longestText = 4_000;
/** A chat that takes no stream (nobody says for whom it works; or one of a killed process is open) is left alone as long. */
const latchMs = 10 * 60_000;
const mostLatched = 5_000;
const silent: Show = { sentence: () => {}, end: async () => undefined };

export function createStreams(
  transport: Transport,
  { call }: Caller,
  log: Log,
  { gapMs, quickMs, beatMs, longestMs }: Tempo = usualTempo,
  nowMs: () => number = Date.now,
): Streams {
  const without = new Map<string, number>();
  const open = new Set<string>();
  return {
    begin: ({ where, run, stop }) => {
      const key = conversationKey(where);
      if (!isPrivate(where) || open.has(key) || (without.get(key) ?? 0) > nowMs()) return silent;
      open.add(key);
      let text = "";
      let shown = "";
      let sequence = 0;
      let id: string | undefined;
      let beganAt = 0;
      let state: "open" | "closed" | "stopped" = "open";
      let busy: Promise<void> | undefined;

      const say = async (chunk: Pick<Chunk, "type" | "text">): Promise<void> => {
        sequence += 1;
        const activity = chunkOf({ id, sequence, ...chunk });
        const given = await call(where, "stream", run.attempts, () => transport.send(where, activity));
        if (id !== undefined) return;
        beganAt = nowMs();
        id = given === "" ? undefined : given;
        if (id === undefined) state = "closed";
        // Whoever goes on after a crash ends this stream instead of posting another message.
        else await run.setReplyRef(streamRef(id));
      };
      /** One call at a time; what comes meanwhile goes with the next. */
      const pump = async (first?: Pick<Chunk, "type" | "text">): Promise<void> => {
        let next = first;
        while (state === "open" && (next !== undefined || shown !== text)) {
          if (run.signal.aborted || text.length > longestText || (id !== undefined && nowMs() - beganAt > longestMs)) {
            state = "closed";
            return;
          }
          const chunk = next ?? { type: "streaming", text };
          next = undefined;
          await say(chunk);
          if (chunk.type === "streaming") shown = chunk.text;
          await sleep(gapMs); // what ends the stream keeps to it, too
        }
      };
      const push = (first?: Pick<Chunk, "type" | "text">): void => {
        clearTimeout(timer);
        busy ??= pump(first)
          .catch((error: unknown) => {
            const end = streamEndOf(error);
            state = end === "stopped" ? "stopped" : "closed";
            if (end === "stopped") return stop();
            if (without.size >= mostLatched) without.clear();
            if (end === "not-allowed") without.set(key, nowMs() + latchMs);
            // The whole answer follows: what could not be shown on the way is in it.
            log("teams-stream-refused", { error: codeOf(error), why: end ?? "failed" });
          })
          .finally(() => {
            busy = undefined;
            if (state === "open" && id !== undefined) timer = setTimeout(() => push(asShown()), beatMs);
          });
      };
      /** Teams tells of its stop button in answer to a call, and in no other way: what is shown is shown once more. */
      const asShown = (): Pick<Chunk, "type" | "text"> =>
        shown === "" ? announced : { type: "streaming", text: shown };
      let timer = setTimeout(() => push(announced), quickMs);

      const end = async (): Promise<Streamed | undefined> => {
        clearTimeout(timer);
        if (state === "open") state = "closed";
        await busy;
        open.delete(key);
        return id === undefined ? undefined : { id, isStopped: state === "stopped" };
      };
      let ended: ReturnType<typeof end> | undefined;
      return {
        sentence: ({ text: words, cites }) => {
          const cited = `${safe(words)}${cites.map((n) => ` [${n}]`).join("")}`;
          text = text === "" ? cited : `${text} ${cited}`;
          push();
        },
        end: () => (ended ??= end()),
      };
    },
  };
}
