/** "Compare GPT-5.5 and Llama 3.3 70B": models of the catalogue side by side, by what can be checked. */
import { comparisonOf, mostSideBySide } from "../core/compare.ts";
import { namesIn } from "../core/cost/words/names.ts";
import { readAs } from "../core/cost/words/read.ts";
import { unknownName } from "../core/cost/words/unknown-name.ts";
import type { Block } from "../core/reply.ts";
import type { Advisor } from "./asked.ts";
import { leftOut } from "./left-out-models.ts";
import { notHeld, sheetsOf } from "./catalogue-facts.ts";
import { sheetGrid } from "./tables.ts";
import { tableNotes } from "./table-notes.ts";

const sideBySide =
  /\b(?:vs\.?|versus|compare[sd]?|comparing|comparison|differences?|side by side|table|specs?|facts?)\b/;
/** No size or price stands in for these. */
const asksForScore = /\b(?:(?:\w+-?)?bench(?:marks?)?|mmlu|elo|results?|result|scores?|ranks?|rankings?)\b/;

export const modelTable: Advisor = {
  name: "model table",
  example: "Compare GPT-5.5 and Llama 3.3 70B",
  reply(asked, kb) {
    const { costs, catalog, today } = kb;
    // Families without a version are for the advisor that tells kinds apart.
    if (!costs || !sideBySide.test(asked.lower) || !/\d/.test(asked.lower) || asksForScore.test(asked.lower))
      return undefined;
    const named = namesIn(asked.lower, costs);
    const all = sheetsOf(named, costs, today());
    const sheets = all.slice(0, mostSideBySide);
    if (sheets.length < 2) return undefined;
    const table = comparisonOf(sheetGrid(sheets));
    const blocks: Block[] = [
      {
        kind: "text",
        text: `${sheets.map(({ name, facts }) => `${name} is ${facts.Kind.value}`).join("; ")}. Size and price are no measure of quality: try them on your own task.`,
        cites: [],
      },
      // A version that is not held is never swapped silently.
      ...[...named.unknown.map((name) => unknownName(name, costs, notHeld)), ...readAs(named.short)].map(
        (text) => ({ kind: "text", text, cites: [] }) as const,
      ),
      { kind: "table", caption: table.caption, columns: table.columns, rows: table.rows },
      ...leftOut(all),
      ...["Prices are list prices in US dollars.", ...tableNotes(table, kb)].map(
        (text) => ({ kind: "note", text }) as const,
      ),
      {
        kind: "next",
        label: "Ask next",
        questions: [
          `What would 10k requests a day cost on ${sheets
            .map(({ name }) => name)
            .slice(0, 2)
            .join(" or ")}?`,
        ],
      },
    ];
    const reply = {
      kind: "table",
      title: table.caption.slice(0, 150),
      blocks,
      citations: [],
      knowledgeVersion: catalog.version,
    } as const;
    return { reply, entries: [], confidence: 1 };
  },
};
