/**
 * A message that may stand there already. Teams tells a bot nothing of what stands in a conversation, so whoever goes on
 * after a crash cannot know; it is said, and what was to be said lies folded below: it is not lost, nor shown twice.
 */
import { saying } from "./activity.ts";
import { box, buttons, card, fold, markdown } from "./cards.ts";
import type { Message } from "./render.ts";

export const mayStandThere =
  "I was interrupted while I posted this, and Teams can't tell me whether it arrived. If you don't see it above, open it here.";
export const foldedId = "again";

export function folded(message: Message): Message {
  const { text, card: drawn, trust, canVote } = message;
  const { body = [], msteams } = drawn ?? {};
  // A paragraph each: within one text, clients leave no room between them.
  const paragraphs = text.split(/\n{2,}/).filter((each) => each.trim() !== "");
  const within = [...paragraphs.map((each) => markdown(each)), ...body];
  return {
    ...saying(
      mayStandThere,
      card(
        [...buttons(fold("Show it", foldedId)), box(within, { id: foldedId, isVisible: false })],
        msteams ? { msteams } : {},
      ),
    ),
    // The numbers of sources stand in the card, where Teams makes no chips of them: the card lists them itself.
    trust: { ...trust, citations: [] },
    canVote,
  };
}
