/** Puts replies where they belong, once, however often the work is begun again. */
import { createHash } from "node:crypto";
import { type Caller, type Client, codeOf } from "./api.ts";
import type { Run } from "./ports.ts";
import type { Message } from "./render.ts";

// A reply never pings, unfurls or links by itself, whatever its words are.
const quiet = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false } as const;
const marker = "counterweight_answer";

/** Opaque, and the same at every try: what a person clicks on or votes for. */
export const answerIdOf = (eventId: string): string =>
  createHash("sha256").update(eventId).digest("base64url").slice(0, 22);

export interface Place {
  readonly team: string;
  readonly channel: string;
  /** The root of the thread. */
  readonly thread_ts?: string | undefined;
}

export interface Poster {
  /** The `ts` of our message. @param before its `ts`, when an earlier try is known to have posted it */
  post(client: Client, place: Place, message: Message, run: Run, before?: string): Promise<string>;
  /** Puts other words into our message; undefined when it is gone. */
  update(client: Client, place: Place, ts: string, message: Message, attempts: number): Promise<string | undefined>;
  remove(client: Client, place: Place, ts: string, attempts: number): Promise<void>;
}

export function createPoster({ call }: Caller): Poster {
  const send = async (client: Client, place: Place, message: Message, run: Run): Promise<string> => {
    const where = { channel: place.channel, ...(place.thread_ts === undefined ? {} : { thread_ts: place.thread_ts }) };
    const metadata = { event_type: marker, event_payload: { id: answerIdOf(run.event.eventId) } };
    const post = (text: Partial<Message>) =>
      call(place.team, "chat.postMessage", run.attempts, () =>
        client.chat.postMessage({ ...where, ...quiet, metadata, ...text } as Parameters<
          typeof client.chat.postMessage
        >[0]),
      );
    const posted = await degrade(message, post);
    return posted.ts ?? "";
  };

  const update: Poster["update"] = async (client, place, ts, message, attempts) => {
    try {
      await degrade(message, (text) =>
        call(place.team, "chat.update", attempts, () =>
          client.chat.update({ channel: place.channel, ts, ...quiet, ...text } as Parameters<
            typeof client.chat.update
          >[0]),
        ),
      );
      return ts;
    } catch (error) {
      if (codeOf(error) === "message_not_found" || codeOf(error) === "cant_update_message") return undefined;
      throw error;
    }
  };

  return {
    post: async (client, place, message, run, before) => {
      const ts = before ?? (run.attempts > 1 ? await ours(client, place, run, call) : undefined);
      const kept = ts === undefined ? undefined : await update(client, place, ts, message, run.attempts);
      return kept ?? send(client, place, message, run);
    },
    update,
    remove: async (client, place, ts, attempts) => {
      try {
        await call(place.team, "chat.delete", attempts, () => client.chat.delete({ channel: place.channel, ts }));
      } catch (error) {
        if (codeOf(error) !== "message_not_found") throw error;
      }
    },
  };
}

/** A limit that we do not know of must not cost anybody the answer: the words alone are tried then. */
async function degrade<T>(message: Message, send: (text: Partial<Message>) => Promise<T>): Promise<T> {
  if (message.blocks.length === 0) return send({ text: message.text });
  try {
    return await send({ text: message.text, blocks: message.blocks });
  } catch (error) {
    if (!/block|table|too_long/.test(codeOf(error))) throw error;
    return send({ text: message.text, blocks: [] });
  }
}

const unreadable = new Set(["missing_scope", "thread_not_found", "channel_not_found", "not_in_channel"]);

/** A message that an earlier try posted before it could write that down: it carries our mark. */
async function ours(client: Client, place: Place, run: Run, call: Caller["call"]): Promise<string | undefined> {
  const id = answerIdOf(run.event.eventId);
  const oldest = String(run.receivedAt / 1_000 - 60);
  const page = { channel: place.channel, oldest, limit: 100, include_all_metadata: true };
  const found = await call(place.team, "conversations.replies", run.attempts, () =>
    place.thread_ts === undefined
      ? client.conversations.history(page)
      : client.conversations.replies({ ...page, ts: place.thread_ts }),
  ).catch((error: unknown) => {
    // Without the right to look, a message too many is better than none.
    if (unreadable.has(codeOf(error))) return { messages: [] };
    throw error;
  });
  const messages = (found.messages ?? []) as readonly {
    ts?: string;
    metadata?: { event_payload?: { id?: unknown } };
  }[];
  return messages.find((message) => message.metadata?.event_payload?.id === id)?.ts;
}
