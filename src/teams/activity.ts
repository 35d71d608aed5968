/** Messages as activities: what goes over the wire, besides where it goes. */
import { cardType } from "./cards.ts";
import { literal, safe } from "./safe.ts";
import type { Message } from "./render.ts";
import type { Outgoing } from "./transport.ts";
import { entitiesOf } from "./trust.ts";

/** How much of a message is sent: all of it, its words and buttons, or its words alone. */
export type Shape = "whole" | "words";

export function activityOf(message: Message, shape: Shape = "whole"): Outgoing {
  const { text, summary, card, trust, canVote } = message;
  const isWhole = shape === "whole";
  const entities = entitiesOf(trust);
  const words = text !== "" || isWhole ? text : safe(summary);
  return {
    type: "message",
    ...(words === "" ? {} : { text: words, textFormat: "markdown" }),
    summary,
    ...(card && isWhole ? { attachments: [{ contentType: cardType, content: card }] } : {}),
    ...(entities.length > 0 ? { entities } : {}),
    ...(canVote ? { channelData: { feedbackLoop: { type: "custom" } } } : {}),
  };
}

/** A sentence of ours, with `**bold**` and `code` as they are. */
export const saying = (sentence: string, card?: Message["card"]): Message => ({
  text: sentence,
  summary: literal(sentence.replaceAll(/[*`]/g, "")).slice(0, 250),
  ...(card ? { card } : {}),
  trust: { citations: [], byModel: false },
  canVote: false,
});
/** The same where a card says it all. */
export const showing = (summary: string, card: NonNullable<Message["card"]>): Message => ({
  ...saying("", card),
  summary: literal(summary).slice(0, 250),
});
