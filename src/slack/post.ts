/** Puts replies where they belong, once, however often the work is begun again. */
import { createHash } from "node:crypto";
import { type Caller, type Client, codeOf } from "./api.ts";
import { degrade, type Picture, type Wire } from "./degrade.ts";
import type { Pictures } from "./pictures.ts";
import { Later, type Run } from "./ports.ts";
import type { Message } from "./render.ts";

// A reply never pings, unfurls or links by itself, whatever its words are.
const quiet = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false } as const;
const marker = "counterweight_answer";

/** Opaque, and the same at every try: what a person clicks on or votes for. */
export const answerIdOf = (eventId: string): string =>
  createHash("sha256").update(eventId).digest("base64url").slice(0, 22);

/** By which a message of ours is known when whoever posted it could not write that down. */
export const markOf = (run: Run) => ({ event_type: marker, event_payload: { id: answerIdOf(run.event.eventId) } });

export interface Place {
  readonly team: string;
  readonly channel: string;
  /** The root of the thread. */
  readonly thread_ts?: string | undefined;
}

/** What an answer that is being written is shown by. */
export interface Shown {
  /** The message that the whole answer takes the place of. */
  readonly ts: string;
  /** Those that it carried on from; they go once the whole answer stands. */
  readonly earlier: readonly string[];
}
/** As it is written down, for whoever goes on after a crash. */
export const refOf = ({ ts, earlier }: Shown): string => [ts, ...earlier].join(" ");
export function shownIn(ref: string): Shown {
  const [ts = "", ...earlier] = ref.split(" ");
  return { ts, earlier };
}

export interface Poster {
  /** The `ts` of our message. @param before its `ts`, when an earlier try is known to have posted it */
  post(client: Client, place: Place, message: Message, run: Run, before?: string): Promise<string>;
  /** Posts what is said instead of an answer, unless an earlier try posted anything after all. */
  lastWord(client: Client, place: Place, message: Message, run: Run): Promise<void>;
  /** Puts other words into our message; undefined when it is gone. */
  update(client: Client, place: Place, ts: string, message: Message, attempts: number): Promise<string | undefined>;
  remove(client: Client, place: Place, ts: string, attempts: number): Promise<void>;
}

/** Blocks that the SDK turns into text once: it would walk all through them before, for a log that nobody keeps. */
const sealed = ({ text, blocks }: Wire): Wire =>
  blocks === undefined || blocks.length === 0
    ? { text, ...(blocks ? { blocks } : {}) }
    : { text, blocks: new Sealed(blocks) as unknown as Message["blocks"] };
class Sealed {
  readonly #blocks: Message["blocks"];
  constructor(blocks: Message["blocks"]) {
    this.#blocks = blocks;
  }
  toJSON(): Message["blocks"] {
    return this.#blocks;
  }
}

export function createPoster(caller: Caller, pictures: Pictures): Poster {
  const { call } = caller;
  const picture =
    (client: Client, { team }: Place): Picture =>
    (chart, longestAlt) =>
      pictures.of(client, team, chart, longestAlt);
  const send = async (client: Client, place: Place, message: Message, run: Run): Promise<string> => {
    const where = { channel: place.channel, ...(place.thread_ts === undefined ? {} : { thread_ts: place.thread_ts }) };
    const metadata = markOf(run);
    const post = (text: Wire) =>
      call(place.team, "chat.postMessage", run.attempts, () =>
        client.chat.postMessage({ ...where, ...quiet, metadata, ...sealed(text) }),
      );
    const { ts } = await degrade(message, post, picture(client, place));
    // Slack names every message that it took: whoever said yes without a name was not Slack.
    if (ts === undefined || ts === "") throw new Later("chat.postMessage: no ts", 2_000);
    return ts;
  };

  const update: Poster["update"] = async (client, place, ts, message, attempts) => {
    try {
      const put = (text: Wire) =>
        call(place.team, "chat.update", attempts, () =>
          client.chat.update({ channel: place.channel, ts, ...quiet, ...sealed(text) }),
        );
      await degrade(message, put, picture(client, place));
      return ts;
    } catch (error) {
      // Whoever began to show it died on the way.
      if (codeOf(error) === "streaming_state_conflict") {
        await call(place.team, "chat.stopStream", attempts, () =>
          client.chat.stopStream({ channel: place.channel, ts }),
        );
        throw new Later("chat.update: the stream was still open", 0);
      }
      if (codeOf(error) === "message_not_found" || codeOf(error) === "cant_update_message") return undefined;
      throw error;
    }
  };

  return {
    post: async (client, place, message, run, before) => {
      // While we may not post, looking for what we posted would only use up another limit.
      if (before === undefined && run.attempts > 1) await caller.ready(place.team, "chat.postMessage");
      const ts = before ?? (run.attempts > 1 ? await ours(client, place, run, call) : undefined);
      const kept = ts === undefined ? undefined : await update(client, place, ts, message, run.attempts);
      if (kept !== undefined) return kept;
      // Another replica has this by now, and posts it.
      if (run.signal.aborted) throw new Later("no longer ours", 0);
      return send(client, place, message, run);
    },
    lastWord: async (client, place, message, run) => {
      if ((await ours(client, place, run, call)) === undefined) await send(client, place, message, run);
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

const unreadable = new Set(["missing_scope", "thread_not_found", "channel_not_found", "not_in_channel"]);
const mostPages = 5; // of 100 messages
const clocksDifferBySeconds = 600; // Slack's from ours, at most

type Found = Pick<Awaited<ReturnType<Client["conversations"]["replies"]>>, "messages" | "response_metadata">;

/** A message that an earlier try posted before it could write that down: it carries our mark. */
async function ours(client: Client, place: Place, run: Run, call: Caller["call"]): Promise<string | undefined> {
  const id = answerIdOf(run.event.eventId);
  const ask = <T>(method: string, send: () => Promise<T>): Promise<T> => call(place.team, method, run.attempts, send);
  try {
    const channel = await conversationOf(client, place.channel, ask);
    const oldest = String(run.receivedAt / 1_000 - clocksDifferBySeconds);
    const { thread_ts: ts } = place;
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const from = { channel, oldest, limit: 100, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
      const found: Found =
        ts === undefined
          ? await ask("conversations.history", () => client.conversations.history(from))
          : await ask("conversations.replies", () => client.conversations.replies({ ...from, ts }));
      const hit = found.messages?.find(({ metadata }) => idIn(metadata) === id);
      if (hit !== undefined) return hit.ts;
      cursor = found.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return undefined;
    }
    return undefined;
  } catch (error) {
    // Without the right to look, a message too many is better than none.
    if (unreadable.has(codeOf(error))) return undefined;
    throw error;
  }
}

const idIn = (metadata: unknown): unknown =>
  (metadata as { event_payload?: { id?: unknown } } | undefined)?.event_payload?.id;

/** Slack posts to a person's id, but reads only the conversation that this opens. */
async function conversationOf(
  client: Client,
  channel: string,
  ask: <T>(method: string, send: () => Promise<T>) => Promise<T>,
): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const opened = await ask("conversations.open", () => client.conversations.open({ users: channel }));
  return opened.channel?.id ?? channel;
}
