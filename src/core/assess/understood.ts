/** What was understood of a case, with the words that each fact was read from. */
import { checklist, tickedIn } from "../decide/draft.ts";
import { factNames, type FactName } from "../decide/facts.ts";
import { readBySays, titleOfFact, within } from "../decide/words.ts";
import type { Assessor } from "../ports.ts";
import type { Clash, Doc } from "./doc.ts";
import { factSays } from "./words.ts";

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
    const words = said.readBy
      ? `\n${readBySays(said.readBy, said.words, "you")}`
      : said.words
        ? `\n${said.hedged ? "probably, " : ""}from “${said.words}”`
        : said.by
          ? "\na colleague said so"
          : "";
    return [{ fact, text: `${factSays(model, fact, said.value)}${words}` }];
  });
}

export function notTicked({ model }: Assessor, { draft }: Doc): string | undefined {
  if (!draft.steps.some(({ of }) => of === "checklist")) return undefined;
  const applies = new Set(tickedIn(draft, model));
  const rest = checklist(model).filter(({ fact }) => !applies.has(fact));
  return rest.length === 0 ? undefined : rest.map(({ title }) => within(title)).join(", ");
}
