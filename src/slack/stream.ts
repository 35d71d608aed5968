/** Shows an answer while it is written, a verified sentence at a time; where Slack does not stream, by posting and changing. */
import type { Cited } from "../core/reply.ts";
import { type Caller, type Client, codeOf, isFinal } from "./api.ts";
import { markOf, type Place, type Poster, refOf, type Shown } from "./post.ts";
import type { Run } from "./ports.ts";
import type { Log } from "./receiver.ts";
import { safe } from "./safe.ts";
import { refusesSteps, stepsAtEnd, stepsAtFirst, stepsAtSentence } from "./steps.ts";

export interface Show {
  /** A model was asked: the steps are shown, where Slack takes them, before there is a word. */
  readonly work: () => void;
  readonly sentence: (sentence: Cited) => void;
  /** What was shown, once nothing more of it is on its way; undefined when nothing was. */
  readonly end: () => Promise<Shown | undefined>;
}

export interface Streams {
  readonly begin: (given: {
    readonly client: Client;
    readonly place: Place;
    readonly run: Run;
    /** Whom Slack streams to: it wants to know, outside of direct messages. */
    readonly user: string | undefined;
    readonly userTeam: string | undefined;
    /** What has to be over before anything is posted. */
    readonly after: Promise<unknown> | undefined;
  }) => Show;
}

/** When a stream that grows long is ended, and another message in the thread carries on. */
export interface StreamLimits {
  /** Slack ends a stream about five minutes after its start, and takes nothing for it from then on. */
  readonly longestMs: number;
  /** Characters; Slack takes 12,000 in a message. */
  readonly longestText: number;
}
export const usualStreamLimits: StreamLimits = { longestMs: 4 * 60_000, longestText: 11_000 };

/** A workspace that does not stream is not asked again for this long. */
const latchMs = 10 * 60_000;
/** By which Slack says that it has ended a stream by itself. */
const isEnded = (error: unknown): boolean => codeOf(error) === "message_not_in_streaming_state";

/** One message of those that show an answer on the way. */
interface Part {
  readonly ts: string;
  readonly isStream: boolean;
  shown: string;
  /** Slack ends it soon. */
  isOld: boolean;
  readonly timer?: NodeJS.Timeout;
}

export function createStreams(
  { courtesy }: Caller,
  poster: Poster,
  log: Log,
  { longestMs, longestText }: StreamLimits = usualStreamLimits,
  nowMs: () => number = Date.now,
): Streams {
  const without = new Map<string, number>();
  const withoutSteps = new Map<string, number>();
  return {
    begin: ({ client, place, run, user, userTeam, after }) => {
      const { team, channel, thread_ts = "" } = place;
      let waiting = "";
      let part: Part | undefined;
      const earlier: string[] = [];
      let hasSteps = false;
      let isOver = false;
      let busy: Promise<void> | undefined;

      const startStream = async (text: string): Promise<string | undefined> => {
        const recipient = {
          ...(user === undefined ? {} : { recipient_user_id: user }),
          recipient_team_id: userTeam ?? team,
        };
        const said = text === "" ? [] : [{ type: "markdown_text", text } as const];
        const stream = (steps: typeof stepsAtEnd) =>
          courtesy(team, "chat.startStream", () =>
            client.chat.startStream({
              channel,
              thread_ts,
              ...recipient,
              ...(steps.length > 0 ? { task_display_mode: "plan" } : {}),
              chunks: [...steps, ...said],
            }),
          );
        const begun = await stream(hasSteps ? stepsAtFirst(text !== "") : [])
          .catch((error: unknown) => {
            if (!hasSteps || !refusesSteps(codeOf(error))) throw error;
            // The text goes on without them, and they are not tried again for a while.
            withoutSteps.set(team, nowMs() + latchMs);
            hasSteps = false;
            return text === "" ? undefined : stream([]);
          })
          .catch((error: unknown) => {
            if (isFinal(error)) without.set(team, nowMs() + latchMs);
            log("slack-stream-refused", { error: codeOf(error) });
            return undefined;
          });
        return begun?.ts;
      };
      /** Without a text only the steps, where Slack takes them: nothing is posted that says nothing. */
      const start = async (text: string): Promise<Part | undefined> => {
        await after;
        hasSteps = (withoutSteps.get(team) ?? 0) <= nowMs();
        if (text === "" && !hasSteps) return undefined;
        const streamed = (without.get(team) ?? 0) <= nowMs() ? await startStream(text) : undefined;
        if (streamed === undefined && text === "") return undefined;
        const ts = streamed ?? (await poster.post(client, place, { text, blocks: [] }, run));
        // Whoever goes on after a crash changes this message instead of posting another.
        await run.setReplyRef(refOf({ ts, earlier }));
        if (streamed === undefined) return { ts, isStream: false, shown: text, isOld: false };
        const timer = setTimeout(() => {
          begun.isOld = true;
          push();
        }, longestMs).unref();
        const begun: Part = { ts, isStream: true, shown: text, isOld: false, timer };
        return begun;
      };
      const append = async (to: Part, text: string): Promise<void> => {
        const steps = hasSteps && to.shown === "" ? stepsAtSentence : [];
        if (to.isStream)
          await courtesy(team, "chat.appendStream", () =>
            client.chat.appendStream({ channel, ts: to.ts, chunks: [...steps, { type: "markdown_text", text }] }),
          );
        else await poster.update(client, place, to.ts, { text: to.shown + text, blocks: [] }, run.attempts);
        to.shown += text;
      };
      const stop = async ({ ts, timer }: Part): Promise<void> => {
        clearTimeout(timer);
        const metadata = markOf(run);
        const send = (chunks: typeof stepsAtEnd) =>
          courtesy(team, "chat.stopStream", () =>
            client.chat.stopStream({ channel, ts, metadata, ...(chunks.length > 0 ? { chunks } : {}) }),
          );
        await send(hasSteps ? stepsAtEnd : [])
          .catch((error: unknown) => {
            if (!hasSteps || !refusesSteps(codeOf(error))) throw error;
            return send([]);
          })
          .catch((error: unknown) => log("slack-stream-broken", { error: codeOf(error) }));
      };
      /** What comes next begins another message. */
      const leave = (left: Part): void => {
        clearTimeout(left.timer);
        earlier.unshift(left.ts);
        part = undefined;
      };
      const say = async (text: string): Promise<void> => {
        if (part) {
          try {
            return await append(part, part.shown === "" ? text.trimStart() : text);
          } catch (error) {
            if (!part.isStream || !isEnded(error)) throw error;
            leave(part);
          }
        }
        part = await start(text.trimStart());
      };
      const isFullWith = ({ isStream, shown }: Part, more: string): boolean =>
        isStream && shown !== "" && shown.length + more.length > longestText;
      /** One call at a time; what comes meanwhile goes with the next. */
      const pump = async (): Promise<void> => {
        if (waiting === "" && part === undefined && earlier.length === 0) part = await start("");
        for (;;) {
          if (part && (part.isOld || isFullWith(part, waiting))) {
            await stop(part);
            leave(part);
          }
          if (waiting === "") return;
          const text = waiting;
          waiting = "";
          await say(text);
        }
      };
      const push = (): void => {
        busy ??= pump()
          // The whole answer follows: what could not be shown on the way is in it.
          .catch((error: unknown) => log("slack-stream-broken", { error: codeOf(error) }))
          .finally(() => {
            busy = undefined;
            // It grew old while its last words were on their way.
            if (part?.isOld === true && !isOver) push();
          });
      };
      return {
        work: () => {
          if (part === undefined) push();
        },
        sentence: ({ text, cites }) => {
          const cited = cites.length > 0 ? ` [${cites.join(", ")}]` : "";
          waiting += ` ${safe(text)}${cited}`;
          push();
        },
        end: async () => {
          isOver = true;
          await busy;
          if (part?.isStream === true) await stop(part);
          const ts = part?.ts ?? earlier.shift();
          return ts === undefined ? undefined : { ts, earlier };
        },
      };
    },
  };
}
