/** What was understood of a case, with the words that each fact was read from. */
import { checklist, tickedIn } from "../../core/decide/draft.ts";
import { factNames, type FactName } from "../../core/decide/facts.ts";
import { titleOfFact } from "../../core/decide/words.ts";
import type { Assessor } from "../../core/ports.ts";
import { button, quotes, says, type ViewBlock } from "./blocks.ts";
import type { Clash, Doc } from "./doc.ts";
import { actionId, refOf } from "./ids.ts";
import type { Row } from "./ports.ts";
import { factSays } from "./words.ts";

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
export const clashSays = ({ model }: Assessor, { fact, first, second }: Clash): string =>
  `${titleOfFact(model, fact)}: “${first}” and “${second}” do not fit together`;
export const nothingRead = "I could read no fact in that, so I ask. (I read English best.)";

/** Every fact that was said, read or answered; of the list to tick, what applies. */
export function understood({ model }: Assessor, { draft }: Doc): { readonly fact: FactName; readonly text: string }[] {
  const wasTicked = draft.steps.some(({ of }) => of === "checklist");
  const applies = new Set<FactName>(tickedIn(draft, model));
  const listed = new Set<FactName>(checklist(model).map(({ fact }) => fact));
  return factNames.flatMap((fact) => {
    const said = draft.facts[fact];
    if (!said || (wasTicked && listed.has(fact) && !applies.has(fact))) return [];
    const words = said.words
      ? `\n${said.hedged ? "probably, " : ""}from “${said.words}”`
      : said.by
        ? "\na colleague said so"
        : "";
    return [{ fact, text: `${factSays(model, fact, said.value)}${words}` }];
  });
}

function notTicked({ model }: Assessor, { draft }: Doc): string | undefined {
  if (!draft.steps.some(({ of }) => of === "checklist")) return undefined;
  const applies = new Set(tickedIn(draft, model));
  const rest = checklist(model).filter(({ fact }) => !applies.has(fact));
  return rest.length === 0 ? undefined : rest.map(({ title }) => title.toLowerCase()).join(", ");
}
