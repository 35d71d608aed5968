/**
 * Teams' way of showing a message while it is written, as it goes over the wire.
 * https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
 */
import { Refused, type Outgoing } from "./transport.ts";

export interface Chunk {
  /** Teams' name for the stream; the first call has none, and gets it. */
  readonly id: string | undefined;
  /** From 1. */
  readonly sequence: number;
  readonly type: "informative" | "streaming";
  /** All that is shown from now on. */
  readonly text: string;
}

export const chunkOf = ({ id, sequence, type, text }: Chunk): Outgoing => ({
  type: "typing",
  text,
  entities: [
    {
      type: "streaminfo",
      ...(id === undefined ? {} : { streamId: id }),
      streamType: type,
      streamSequence: sequence,
    },
  ],
});

/** The message that ends a stream and stands in its place: label, sources, thumbs and cards come with it alone. */
export const finalOf = (message: Outgoing, id: string): Outgoing => ({
  ...message,
  entities: [
    ...((message["entities"] ?? []) as readonly object[]),
    { type: "streaminfo", streamId: id, streamType: "final" },
  ],
});

/** Why Teams takes no more of a stream. It has one code for all of them, and tells them apart by the sentence alone. */
export type StreamEnd = "stopped" | "completed" | "over" | "too-large" | "not-allowed";

export function streamEndOf(error: unknown): StreamEnd | undefined {
  if (!(error instanceof Refused) || error.status !== 403 || !/stream/i.test(error.code + error.detail))
    return undefined;
  const { detail } = error;
  if (/cancel|stopped/i.test(detail)) return "stopped";
  if (/already completed/i.test(detail)) return "completed";
  if (/exceeded streaming time/i.test(detail)) return "over";
  return /too large/i.test(detail) ? "too-large" : "not-allowed";
}
