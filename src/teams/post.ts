/** Puts messages where they belong, however often the work is begun again. */
import { createHash } from "node:crypto";
import { activityOf } from "./activity.ts";
import { type Caller, codeOf, isFinal, isGone, mayBeDone } from "./api.ts";
import { folded } from "./folded.ts";
import { Later, type Log, type Run } from "./ports.ts";
import type { Message } from "./render.ts";
import { doubtful, foldedRef, readRef, targetedRef } from "./reply-ref.ts";
import type { Streamed } from "./stream.ts";
import { finalOf, streamEndOf } from "./streaminfo.ts";
import { type Outgoing, Refused, type SendOptions, type Transport, type Where } from "./transport.ts";

/** Opaque, and the same at every try: what a person presses or votes for. */
export const answerIdOf = (eventId: string): string =>
  createHash("sha256").update(eventId).digest("base64url").slice(0, 22);

export interface Poster {
  /**
   * The id of our message. Teams does not tell a bot what stands in a conversation, so that a message goes out is written
   * down before: who finds that, and no id, posts it folded. What was streamed has its name before it is whole.
   * @param before our message, when it is to be changed
   */
  readonly post: (where: Where, message: Message, run: Run, options?: PostOptions) => Promise<string>;
  /** Puts another message in the place of ours; false when that is gone. */
  readonly update: (where: Where, id: string, message: Message, attempts: number) => Promise<boolean>;
  readonly remove: (where: Where, id: string, attempts: number) => Promise<void>;
  /** The conversation with one person alone. */
  readonly open: (near: Where, person: string, attempts: number) => Promise<string>;
}
export interface PostOptions extends SendOptions {
  readonly before?: string | undefined;
  /** What began to show, in this try, and becomes the message. */
  readonly streamed?: Pick<Streamed, "id"> | undefined;
}

export function createPoster(transport: Transport, caller: Caller, log: Log): Poster {
  const { call } = caller;
  const updateTo = async (where: Where, id: string, message: Message, attempts: number, isAgain = false) => {
    const send = (activity: Outgoing) => call(where, "update", attempts, () => transport.update(where, id, activity));
    try {
      await degrade(message, log, send, isAgain);
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  };
  const update: Poster["update"] = (where, id, message, attempts) => updateTo(where, id, message, attempts);
  /** What a stream left behind is a message like others: the answer takes its place, if Teams lets it. */
  const replaced = (where: Where, id: string, message: Message, run: Run): Promise<boolean> =>
    update(where, id, message, run.attempts).catch((error: unknown) => {
      if (!isFinal(error)) throw error;
      return false;
    });
  /** Ends a stream with the message. False where Teams takes it no more, and the message still has to get there. */
  const complete = async (where: Where, id: string, message: Message, attempts: number): Promise<boolean> => {
    try {
      await degrade(message, log, (activity) =>
        call(where, "stream", attempts, () => transport.send(where, finalOf(activity, id))),
      );
      return true;
    } catch (error) {
      if (!isFinal(error)) throw error;
      const end = streamEndOf(error);
      // Stopped by who reads it: nothing more is said. Completed: by a try that could not write that down.
      if (end === "stopped" || end === "completed") return true;
      log("teams-stream-refused", { error: codeOf(error), why: end ?? "failed" });
      return false;
    }
  };
  /** Sends it as it is only where none of it went out before, or Teams is known to have refused that. */
  const sendOnce = async (where: Where, message: Message, run: Run, options: SendOptions): Promise<string> => {
    const isAgain = mayStand(run);
    const send = async (activity: Outgoing): Promise<string> => {
      if (!isAgain && !(await run.setReplyRef(doubtful))) throw new Later("no longer ours", 0);
      try {
        return await transport.send(where, activity, options);
      } catch (error) {
        if (!isAgain && !mayBeDone(error)) await run.setReplyRef(null);
        throw error;
      }
    };
    const paced = (activity: Outgoing) => call(where, "send", run.attempts, () => send(activity));
    const id = await degrade(message, log, paced, isAgain);
    const refOf = options.onlyFor !== undefined ? targetedRef : isAgain ? foldedRef : String;
    if (id !== "") await run.setReplyRef(refOf(id));
    return id;
  };
  return {
    post: async (where, message, run, { before, streamed, ...options } = {}) => {
      const ref = readRef(run.replyRef);
      const stream = before === undefined ? (streamed?.id ?? (ref.kind === "stream" ? ref.id : undefined)) : undefined;
      if (stream !== undefined) {
        const isThere =
          (await complete(where, stream, message, run.attempts)) || (await replaced(where, stream, message, run));
        if (isThere) {
          await run.setReplyRef(stream);
          return stream;
        }
      }
      const mine = ref.kind === "message" || ref.kind === "folded" ? ref.id : undefined;
      const known = before ?? (stream === undefined ? mine : undefined);
      const isFolded = ref.kind === "folded" && known === ref.id;
      if (known !== undefined && (await updateTo(where, known, message, run.attempts, isFolded))) return known;
      // Another replica has this by now, and posts it.
      if (run.signal.aborted) throw new Later("no longer ours", 0);
      return sendOnce(where, message, run, options);
    },
    update,
    open: (near, person, attempts) => call(near, "open", attempts, () => transport.openWith(near, person)),
    remove: async (where, id, attempts) => {
      try {
        await call(where, "remove", attempts, () => transport.remove(where, id));
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };
}

/** A try before this one sent it, and it is not known whether that arrived. */
const mayStand = ({ replyRef }: Run): boolean => ["doubtful", "folded"].includes(readRef(replyRef).kind);

/** A limit that we do not know of must not cost anybody the answer: the words alone are tried then, and not folded. */
async function degrade<T>(
  message: Message,
  log: Log,
  send: (activity: Outgoing) => Promise<T>,
  isAgain = false,
): Promise<T> {
  try {
    return await send(activityOf(isAgain ? folded(message) : message));
  } catch (error) {
    const isTooMuch =
      error instanceof Refused &&
      isFinal(error) &&
      ([400, 413].includes(error.status) || streamEndOf(error) === "too-large");
    if (!isTooMuch || message.card === undefined) throw error;
    log("teams-card-refused", { error: codeOf(error) });
    return send(activityOf(message, "words"));
  }
}
