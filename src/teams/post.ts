/** Puts messages where they belong, however often the work is begun again. */
import { createHash } from "node:crypto";
import { activityOf } from "./activity.ts";
import { type Caller, codeOf, isFinal, isGone } from "./api.ts";
import { Later, type Log, type Run } from "./ports.ts";
import type { Message } from "./render.ts";
import { Refused, type SendOptions, type Transport, type Where } from "./transport.ts";

/** Opaque, and the same at every try: what a person presses or votes for. */
export const answerIdOf = (eventId: string): string =>
  createHash("sha256").update(eventId).digest("base64url").slice(0, 22);

export interface Poster {
  /**
   * The id of our message. Teams does not tell a bot what stands in a conversation: who is killed between posting and
   * writing that down posts once more.
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
}

export function createPoster(transport: Transport, caller: Caller, log: Log): Poster {
  const { call } = caller;
  const update: Poster["update"] = async (where, id, message, attempts) => {
    try {
      await degrade(message, log, (activity) =>
        call(where, "update", attempts, () => transport.update(where, id, activity)),
      );
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  };
  return {
    post: async (where, message, run, { before, ...options } = {}) => {
      const known = before ?? run.replyRef ?? undefined;
      if (known !== undefined && known !== "" && (await update(where, known, message, run.attempts))) return known;
      // Another replica has this by now, and posts it.
      if (run.signal.aborted) throw new Later("no longer ours", 0);
      const id = await degrade(message, log, (activity) =>
        call(where, "send", run.attempts, () => transport.send(where, activity, options)),
      );
      if (id !== "") await run.setReplyRef(id);
      return id;
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

/** A limit that we do not know of must not cost anybody the answer: the words alone are tried then. */
async function degrade<T>(
  message: Message,
  log: Log,
  send: (activity: ReturnType<typeof activityOf>) => Promise<T>,
): Promise<T> {
  try {
    return await send(activityOf(message));
  } catch (error) {
    const isTooMuch = error instanceof Refused && isFinal(error) && (error.status === 400 || error.status === 413);
    if (!isTooMuch || message.card === undefined) throw error;
    log("teams-card-refused", { error: codeOf(error) });
    return send(activityOf(message, "words"));
  }
}
