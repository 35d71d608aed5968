/** What Teams waits for: presses on cards, thumbs, forms. Each is answered within its request. */
import { parseAction } from "./actions.ts";
import { away } from "../core/assess/words.ts";
import { codeOf } from "./api.ts";
import type { Desk } from "./asking.ts";
import { type Card, cardType } from "./cards.ts";
import { askWhy, vote } from "./feedback.ts";
import type { Incoming } from "./incoming.ts";
import { pressesOf, userKey } from "./place.ts";
import type { Handled } from "./transport.ts";

/** What a press on a card gives; Teams reads it in the body, under a status of 200. */
export const asMessage = (text: string): Handled => ({
  status: 200,
  body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: text },
});
export const asCard = (content: Card): Handled => ({
  status: 200,
  body: { statusCode: 200, type: cardType, value: content },
});
const asError = (message: string): Handled => ({
  status: 200,
  body: { statusCode: 400, type: "application/vnd.microsoft.error", value: { code: "BadRequest", message } },
});

const unreadable = "That card sent something that I can't read. Please ask again.";
export const unknownButton =
  "That button is from another version of me, and I no longer know what it means. Please ask again.";
export const begun = "One moment: the answer comes below.";

export interface CardAction {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly incoming: Incoming;
}
/** Whoever draws cards of several steps; undefined for a verb that is not theirs. */
export type CardHandler = (desk: Desk, action: CardAction) => Promise<Handled> | undefined;

/** A card in the place of the one that was pressed, or a sentence below it. */
export type Shown = Card | string;

/** @param code for the log, when it could not be done */
export async function answerPress(desk: Desk, code: string, press: () => Promise<Shown>): Promise<Handled> {
  try {
    const shown = await press();
    return typeof shown === "string" ? asMessage(shown) : asCard(shown);
  } catch (error) {
    desk.log(code, { error: codeOf(error) });
    return asMessage(away);
  }
}

/** Undefined for an invoke that is not ours. */
export async function invoke(desk: Desk, incoming: Incoming, others: CardHandler): Promise<Handled> {
  switch (incoming.name) {
    case "adaptiveCard/action":
      return cardAction(desk, incoming, others);
    case "message/submitAction":
      return vote(desk, incoming);
    case "message/fetchTask":
      return askWhy(desk, incoming);
    // Teams' word for "this bot does not do that".
    default:
      return { status: 501 };
  }
}

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && !Array.isArray(value);

async function cardAction(desk: Desk, incoming: Incoming, others: CardHandler): Promise<Handled> {
  const action = isPart(incoming.value) ? incoming.value["action"] : undefined;
  if (!isPart(action) || typeof action["verb"] !== "string") return asError(unreadable);
  const { verb, data = {} } = action as { verb: string; data?: unknown };
  if (!isPart(data)) return asError(unreadable);
  const other = others(desk, { verb, data, incoming });
  if (other) return other;
  const pressed = parseAction(verb, data);
  if (!pressed) return asMessage(unknownButton);
  const { from, where, id } = incoming;
  await desk.accept({
    eventId: `teams:${where.tenant}:${where.conversation}:press:${id}`,
    kind: "teams-press",
    conversation: pressesOf(incoming),
    userKey: from && userKey(where.tenant, from),
    // Who pressed and where; the values of the card are read already.
    payload: { incoming: { ...incoming, value: null, text: "" }, action: pressed },
  });
  return asMessage(begun);
}
