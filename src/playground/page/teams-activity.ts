/** What Teams shows of an activity. Fetched when it is first wanted: the library for cards is as large as the page. */
import type { Json } from "../protocol.ts";
import { cardsOf } from "../teams-rules.ts";
import { drawCard, type Press } from "./teams-card.ts";
import { claimsOf, wordsOf } from "./teams-words.ts";

export interface DrawnActivity {
  readonly parts: readonly HTMLElement[];
  readonly problems: readonly string[];
}

/** @param press takes what the buttons of its cards send; without it, they are only looked at */
export function drawActivity(activity: Json, press?: Press): DrawnActivity {
  const { text } = activity;
  const words = typeof text === "string" && text !== "" ? [wordsOf(text, claimsOf(activity))] : [];
  const cards = cardsOf(activity).map((content) => drawCard(content, press));
  const framed = cards.flatMap(({ element }) => {
    if (element === undefined) return [];
    const frame = document.createElement("div");
    frame.className = "teams-card";
    // It scrolls sideways where it has less room than Teams gives it.
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "Card");
    frame.append(element);
    return [frame];
  });
  return { parts: [...words, ...framed], problems: cards.flatMap(({ problems }) => problems) };
}
