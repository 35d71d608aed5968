/** What a model read in a description beside the rules, with two buttons for each. */
import type { Now } from "../core/assess/change.ts";
import { refOf } from "../core/assess/refs.ts";
import { inVainSays, offerSays, offersSay, openOffers } from "../core/assess/second.ts";
import type { Assessor } from "../core/ports.ts";
import { button, buttons, type Piece, quotes, small } from "./cards.ts";

/** Nothing where nothing is on offer. @param most how many there is room for */
export function offerPieces(assessor: Assessor, { row, doc }: Now, most = Infinity): Piece[] {
  const open = openOffers(assessor, doc);
  if (open.length === 0 || !doc.second) return [];
  const each = open.slice(0, most).flatMap((offer): Piece[] => {
    const { text, take, leave } = offerSays(assessor, offer);
    const data = { r: refOf(row, offer.fact, offer.value) };
    // With the fields of the page: what is filled in there is not lost by it.
    const press = (label: string, verb: string) => button(label, verb, data, undefined, "all");
    return [quotes(text), ...buttons(press(take, "assess.take"), press(leave, "assess.leave"))];
  });
  return [small(offersSay(doc.second.by)), ...each];
}

/** Nothing where a model is yet to read it, or has something on offer. */
export function readInVain({ doc }: Pick<Now, "doc">): Piece[] {
  const says = inVainSays(doc);
  return says === undefined ? [] : [small(says)];
}
