/** What a model read in a description beside the rules, with two buttons for each: in forms, in conversations, at a result. */
import type { Doc } from "../../core/assess/doc.ts";
import type { Row } from "../../core/assess/ports.ts";
import { refOf } from "../../core/assess/refs.ts";
import { inVainSays, offerSays, offersSay, openOffers } from "../../core/assess/second.ts";
import type { Assessor } from "../../core/ports.ts";
import type { SlackBlock } from "../render.ts";
import { button, buttons, quotes, small } from "./blocks.ts";
import { actionId } from "./ids.ts";

/** Nothing where nothing is on offer. @param most how many there is room for */
export function offerBlocks(assessor: Assessor, row: Pick<Row, "id" | "rev">, doc: Doc, most = Infinity): SlackBlock[] {
  const open = openOffers(assessor, doc);
  if (open.length === 0 || !doc.second) return [];
  const each = open.slice(0, most).flatMap((offer, i): SlackBlock[] => {
    const { text, take, leave } = offerSays(assessor, offer);
    const ref = refOf(row, offer.fact, offer.value);
    return [quotes(text), ...buttons(button(take, actionId("take", i), ref), button(leave, actionId("leave", i), ref))];
  });
  return [small(offersSay(doc.second.by)), ...each];
}

/** Nothing where a model is yet to read it, or has something on offer. */
export function readInVain(doc: Doc): SlackBlock[] {
  const says = inVainSays(doc);
  return says === undefined ? [] : [small(says)];
}
