/** What was understood of a case, with a way to put each fact right. */
import type { FactName } from "../../core/decide/facts.ts";
import type { Doc } from "../../core/assess/doc.ts";
import type { Row } from "../../core/assess/ports.ts";
import { refOf } from "../../core/assess/refs.ts";
import { clashSays, nothingRead, notTicked, understood } from "../../core/assess/understood.ts";
import type { Assessor } from "../../core/ports.ts";
import { button, quotes, says, type ViewBlock } from "./blocks.ts";
import { actionId } from "./ids.ts";

const mostShown = 30;

/** Each fact with a way to put it right; what does not fit together comes first. */
export function reviewBlocks(assessor: Assessor, row: Row, doc: Doc): ViewBlock[] {
  const lines = understood(assessor, doc);
  const change = (fact: FactName, i: number, label = "Change") =>
    button(label, actionId("change", i), refOf(row, fact));
  const clashes = doc.clashes.map((clash, i) =>
    quotes(`${clashSays(assessor, clash)}: which holds?`, change(clash.fact, 100 + i, "Choose")),
  );
  const nothing = lines.length === 0 && clashes.length === 0 ? [says(nothingRead)] : [];
  const unticked = notTicked(assessor, doc);
  return [
    ...(lines.length > 0 ? [says("Change what I got wrong.")] : nothing),
    ...clashes,
    ...lines.slice(0, mostShown).map(({ fact, text }, i) => quotes(text, change(fact, i))),
    ...(unticked === undefined
      ? []
      : [quotes(`Does not apply: ${unticked}`, button("Change", actionId("list"), refOf(row)))]),
  ];
}
