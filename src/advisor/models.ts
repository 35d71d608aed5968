import type { Entry, Model } from "../core/catalog.ts";
import { mostSideBySide } from "../core/compare.ts";
import { words } from "../core/words.ts";
import type { Advisor } from "./asked.ts";
import { leftOut } from "./left-out-models.ts";
import { Citations, firstSentences, nextQuestions, replyOf } from "./compose.ts";
import { isLanguageModel, namedModels } from "./named-models.ts";

const sideBySide =
  /\b(vs\.?|versus|compare[sd]?|comparing|comparison|differences?|differ|side by side|table|next to each other)\b/;
const asksForRank =
  /\b(better|best|smarter|stronger|faster|worse|cheaper|winner|wins?|(\w+-?)?bench(marks?)?|mmlu|elo|results?|scores?|ranks?)\b/;
const butNotRank =
  /\b(not|no|never mind|forget|without|leave out)\b.{0,12}\b(scores?|benchmarks?|ranks?|rankings?|prices?)\b/;

const access: Readonly<Record<"open-weight" | "closed", string>> = {
  "open-weight": "download the weights and run it yourself, or use a host",
  closed: "through its maker's API or a partner's platform; no weights to download",
};

/** Two named models or more, side by side: what the sources hold of each, and no ranking. */
export const models: Advisor = {
  name: "models",
  example: "Llama vs Claude in one table",
  reply(asked, kb) {
    const text = asked.text.toLowerCase();
    if (!sideBySide.test(text) || (asksForRank.test(text) && !butNotRank.test(text))) return undefined;
    const all = namedModels(text, kb).models.filter(isLanguageModel);
    const named = all.slice(0, mostSideBySide);
    if (named.length < 2) return undefined;
    const citations = new Citations(kb.catalog);
    const entries = named.flatMap(({ id }) => kb.entryOfModel.get(id) ?? []);
    const cites = [...new Set(entries)].flatMap((entry) => citations.cite(entry));
    const rows = [
      ["Maker", ...named.map((model) => model.maker)],
      ["Kind", ...named.map((model) => model.kind)],
      ["How you get it", ...named.map((model) => access[model.kind as "open-weight" | "closed"])],
      ["What the sources say", ...named.map((model) => saidOf(model, kb.entryOfModel.get(model.id)))],
    ];
    const heads = named.map((model) => model.name);
    const asOf = [...new Set(named.flatMap((model) => model.facts.map((fact) => fact.asOf)))].join(", ");
    const blocks = [
      { kind: "text", text: `${kindsOf(named)} ${words.noRanking}`, cites } as const,
      { kind: "table", caption: heads.join(" / "), columns: ["", ...heads], rows } as const,
      ...leftOut(all),
      { kind: "note", text: `As of ${asOf} in the sources; this ages quickly.` } as const,
      ...nextQuestions(entries, entries, kb.catalog),
    ];
    const reply = replyOf("table", heads.join(" and "), { blocks, citations }, kb.catalog);
    return { reply, entries: citations.entries, confidence: 1 };
  },
};

function kindsOf(named: readonly Model[]): string {
  const of = (kind: Model["kind"]): string =>
    named
      .filter((model) => model.kind === kind)
      .map((m) => m.name)
      .join(" and ");
  const [open, closed] = [of("open-weight"), of("closed")];
  if (open === "") return `${closed} are closed models.`;
  if (closed === "") return `${open} are open-weight models.`;
  return `${open} can be downloaded and run on your own hardware; ${closed} is reached through a vendor only.`;
}

const saidOf = (model: Model, entry: Entry | undefined): string =>
  model.facts[0]?.claim ?? (entry ? firstSentences(entry.answer, 1) : "–");
