/** A result as a message of Slack: the reply, and what can be done with it. */
import { refOf } from "../../core/assess/refs.ts";
import { resultReply, standingSays, tries, type Weighed } from "../../core/assess/result.ts";
import { button, buttons, type Piece, rich, small } from "./blocks.ts";
import { actionId } from "./ids.ts";
import { offerBlocks } from "./offers.ts";
import { type Message, render, type SlackBlock } from "../render.ts";

export interface Result extends Weighed {
  /** Whoever sees it may only look, try and rank. */
  readonly forViewers?: boolean;
  /** Said above it; names people only where they are meant to be told. */
  readonly above?: readonly Piece[];
  /** Nothing to press. */
  readonly bare?: boolean;
}

export function resultMessage(given: Result): Message {
  const { row, above, bare = false } = given;
  const standing = standingSays(row);
  return render(resultReply(given), {
    above: [...(above ? [rich(...above)] : []), ...(standing === undefined ? [] : [small(standing)])],
    below: bare ? [] : [...(given.forViewers === true ? [] : offers(given)), ...actions(given)],
  });
}

const mostOffers = 3;
/** What came from a model after the interview was over. */
const offers = ({ assessor, row, doc }: Result): SlackBlock[] => offerBlocks(assessor, row, doc, mostOffers);

function actions(given: Result): SlackBlock[] {
  const { row, forViewers = false } = given;
  const trying = tries(given).map(({ label, fact, value }, i) =>
    button(label, actionId("try", i), refOf(row, fact, value)),
  );
  const one = (label: string, verb: string) => button(label, actionId(verb), refOf(row));
  const looks = [
    one("Scores", "scores"),
    one("Details", "details"),
    one("Cost in detail", "cost"),
    one("Rank what matters", "rank"),
  ];
  if (forViewers) return [...buttons(...trying), ...buttons(...looks)];
  return [
    ...buttons(...trying),
    ...buttons(one("Answer an assumption", "assume"), one("Ask a colleague", "ask"), ...looks),
    ...buttons(one("Edit", "edit"), one("Record", "record"), one("Share in channel", "share")),
  ];
}
