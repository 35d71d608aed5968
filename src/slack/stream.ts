/** Shows an answer while it is written, a verified sentence at a time; where Slack does not stream, by posting and changing. */
import type { Cited } from "../core/reply.ts";
import { type Caller, type Client, codeOf, isFinal } from "./api.ts";
import { markOf, type Place, type Poster } from "./post.ts";
import type { Run } from "./ports.ts";
import type { Log } from "./receiver.ts";
import { safe } from "./safe.ts";
import { refusesSteps, stepsAtEnd, stepsAtFirst, stepsAtSentence } from "./steps.ts";

export interface Show {
  /** A model was asked: the steps are shown, where Slack takes them, before there is a word. */
  readonly work: () => void;
  readonly sentence: (sentence: Cited) => void;
  /** The `ts` of what was shown, once nothing more of it is on its way; undefined when nothing was. */
  readonly end: () => Promise<string | undefined>;
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

/** A workspace that does not stream is not asked again for this long. A stream lives five minutes; no model is waited for that long. */
const latchMs = 10 * 60_000;

export function createStreams({ courtesy }: Caller, poster: Poster, log: Log, nowMs: () => number = Date.now): Streams {
  const without = new Map<string, number>();
  const withoutSteps = new Map<string, number>();
  return {
    begin: ({ client, place, run, user, userTeam, after }) => {
      const { team, channel, thread_ts = "" } = place;
      let waiting = "";
      let shown = "";
      let isFirst = true;
      let ts: string | undefined;
      let isStream = false;
      let hasSteps = false;
      let busy: Promise<void> | undefined;

      /** Without a text only the steps, where Slack takes them: nothing is posted that says nothing. */
      const start = async (text: string): Promise<void> => {
        await after;
        hasSteps = (withoutSteps.get(team) ?? 0) <= nowMs();
        if (text === "" && !hasSteps) return;
        if ((without.get(team) ?? 0) <= nowMs()) {
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
          ts = begun?.ts;
          isStream = ts !== undefined;
        }
        if (ts === undefined && text === "") return;
        ts ??= await poster.post(client, place, { text, blocks: [] }, run);
        // Whoever goes on after a crash changes this message instead of posting another.
        await run.setReplyRef(ts);
      };
      const append = async (text: string): Promise<void> => {
        const at = ts ?? "";
        const steps = hasSteps && shown === "" ? stepsAtSentence : [];
        if (isStream)
          await courtesy(team, "chat.appendStream", () =>
            client.chat.appendStream({ channel, ts: at, chunks: [...steps, { type: "markdown_text", text }] }),
          );
        else await poster.update(client, place, at, { text: shown + text, blocks: [] }, run.attempts);
      };
      /** One call at a time; what comes meanwhile goes with the next. */
      const pump = async (): Promise<void> => {
        if (waiting === "") await start("");
        while (waiting !== "") {
          const text = waiting;
          waiting = "";
          await (ts === undefined ? start(text) : append(text));
          shown += text;
        }
      };
      const push = (): void => {
        busy ??= pump()
          // The whole answer follows: what could not be shown on the way is in it.
          .catch((error: unknown) => log("slack-stream-broken", { error: codeOf(error) }))
          .finally(() => (busy = undefined));
      };
      return {
        work: () => {
          if (ts === undefined) push();
        },
        sentence: ({ text, cites }) => {
          const cited = cites.length > 0 ? ` [${cites.join(", ")}]` : "";
          waiting += `${isFirst ? "" : " "}${safe(text)}${cited}`;
          isFirst = false;
          push();
        },
        end: async () => {
          await busy;
          const at = ts;
          if (at === undefined || !isStream) return at;
          const metadata = markOf(run);
          const stop = (chunks: typeof stepsAtEnd) =>
            courtesy(team, "chat.stopStream", () =>
              client.chat.stopStream({ channel, ts: at, metadata, ...(chunks.length > 0 ? { chunks } : {}) }),
            );
          await stop(hasSteps ? stepsAtEnd : [])
            .catch((error: unknown) => {
              if (!hasSteps || !refusesSteps(codeOf(error))) throw error;
              return stop([]);
            })
            .catch((error: unknown) => log("slack-stream-broken", { error: codeOf(error) }));
          return at;
        },
      };
    },
  };
}
