/**
 * Streams as Teams takes them: in personal chats, one in a chat, in their order, one call a second, each text the one before
 * and more, for two minutes. https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
 */
import type { Args } from "./types.ts";

export interface Stream {
  readonly id: string;
  readonly conversation: string;
  /** What was shown, in order. */
  readonly shown: { readonly type: string; readonly text: string }[];
  state: "open" | "completed" | "stopped" | "over";
  readonly beganAt: number;
  sequence: number;
  calledAt: number;
}

export interface Streaming {
  readonly all: Stream[];
  /** Tenants and bots may be without it. */
  works: boolean;
  gapMs: number;
  longestMs: number;
  /** The person presses Teams' stop button. */
  readonly stop: (conversation: string) => void;
}

type Said = readonly [number, Args];
const refuse = (status: number, code: string, message: string): Said => [status, { error: { code, message } }];
const notAllowed = (message: string): Said => refuse(403, "ContentStreamNotAllowed", message);
const longestInformative = 1_000;

const infoOf = (body: Args): Args | undefined =>
  ((body["entities"] ?? []) as Args[]).find(({ type }) => type === "streaminfo");

export function createStreaming(newId: () => string, stand: (stream: Stream, body: Args) => void) {
  const streaming: Streaming = {
    all: [],
    works: true,
    gapMs: 1_000,
    longestMs: 120_000,
    stop: (conversation) => {
      const stream = streaming.all.find((each) => each.conversation === conversation && each.state === "open");
      if (!stream) throw new Error("nothing is streamed there");
      stream.state = "stopped";
      stand(stream, { type: "message", text: lastText(stream) });
    },
  };
  const lastText = ({ shown }: Stream): string => shown.findLast(({ type }) => type === "streaming")?.text ?? "";

  /** Undefined for what is no part of a stream. */
  const act = (conversation: string, body: Args): Said | undefined => {
    const info = infoOf(body);
    if (!info)
      return body["type"] === "typing" && body["text"] !== undefined
        ? refuse(400, "BadRequest", "no stream")
        : undefined;
    const { streamId: id, streamType: type = "streaming", streamSequence: sequence } = info;
    const isFinal = body["type"] === "message";
    const text = typeof body["text"] === "string" ? body["text"] : "";
    const kind = (body["conversation"] as Args | undefined)?.["conversationType"];
    if (!streaming.works || kind !== "personal" || !conversation.startsWith("a:"))
      return notAllowed("Content stream is not allowed");
    if (isFinal !== (type === "final"))
      return refuse(
        400,
        "BadRequest",
        "Only start streaming and continue streaming types are allowed as a typing activity",
      );
    if (isFinal && sequence !== undefined) return refuse(400, "BadRequest", "streamSequence in a final message");
    if (!isFinal && text.trim() === "")
      return refuse(400, "BadRequest", "Start streaming activities should include text");
    if (!isFinal && (body["attachments"] !== undefined || body["channelData"] !== undefined))
      return refuse(400, "BadRequest", "only in the final message");
    if (type === "informative" && text.length > longestInformative) return refuse(400, "BadRequest", "too long");
    const now = Date.now();
    if (id === undefined) {
      if (sequence !== 1 || isFinal) return refuse(400, "BadRequest", "A stream starts with 1");
      const isBusy = streaming.all.some((each) => each.conversation === conversation && isOpen(each, now));
      if (isBusy) return notAllowed("Content stream is not allowed");
      const stream: Stream = {
        id: newId(),
        conversation,
        shown: [{ type: String(type), text }],
        state: "open",
        beganAt: now,
        sequence: 1,
        calledAt: now,
      };
      streaming.all.push(stream);
      return [201, { id: stream.id }];
    }
    const stream = streaming.all.find((each) => each.id === id && each.conversation === conversation);
    if (!stream) return refuse(404, "ActivityNotFoundInConversation", "no such stream");
    if (stream.state === "completed")
      return notAllowed("Content stream is not allowed on an already completed streamed message");
    if (stream.state === "stopped") return notAllowed("Content stream was canceled by user.");
    if (!isOpen(stream, now)) return notAllowed("Content stream finished due to exceeded streaming time.");
    if (now - stream.calledAt < streaming.gapMs) return refuse(429, "TooManyRequests", "API calls quota exceeded");
    stream.calledAt = now;
    if (isFinal) {
      stream.state = "completed";
      stand(stream, body);
      return [202, {}];
    }
    if (typeof sequence !== "number" || sequence !== stream.sequence + 1)
      return refuse(202, "ContentStreamSequenceOrderPreConditionFailed", "dropped");
    if (type === "streaming" && !text.startsWith(lastText(stream)))
      return refuse(400, "BadRequest", "not what was shown, and more");
    stream.sequence = sequence;
    stream.shown.push({ type: String(type), text });
    return [202, {}];
  };

  /** What was shown by the end of its time stays. */
  const isOpen = (stream: Stream, now: number): boolean => {
    if (stream.state === "open" && now - stream.beganAt > streaming.longestMs) {
      stream.state = "over";
      const text = lastText(stream);
      if (text !== "") stand(stream, { type: "message", text });
    }
    return stream.state === "open";
  };
  return { streaming, act };
}
