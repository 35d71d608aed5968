import { tokenSum, type Currency, type TokenSum } from "../core/cost/token-sum.ts";
import { words } from "../core/words.ts";
import type { Advisor } from "./asked.ts";
import { Citations, firstSentences, nextQuestions, replyOf } from "./compose.ts";

const drivers = ["how-closed-is-priced", "api-bill-grows"];

/** Sums that a message states in full: its own volume times its own price. Anything less goes to the entries. */
export const cost: Advisor = {
  name: "cost",
  summary: "Give me a volume and a price and I work out the bill.",
  example: "What do 40 million tokens cost at $2.50 per million?",
  reply(asked, kb) {
    const sum = tokenSum(asked.text);
    if (!sum) return undefined;
    const citations = new Citations(kb.catalog);
    const entries = drivers.flatMap((id) => kb.catalog.entries.get(id) ?? []);
    const total = `${money(sum.amount, sum.currency)}${sum.per === "month" ? " a month" : ""}`;
    const assumed = ["prices are the ones that you gave", ...sum.assumptions, "no discounts, caching or retries"];
    const blocks = [
      {
        kind: "text",
        text: `That is **${total}**: ${sum.lines.map((line) => formula(line, sum)).join(" plus ")}.`,
        cites: [],
      } as const,
      {
        kind: "points",
        points: entries.map((entry) => ({ text: firstSentences(entry.answer, 1), cites: citations.cite(entry) })),
      } as const,
      { kind: "note", text: `Assumed: ${assumed.join("; ")}. ${words.costOffer}` } as const,
      ...nextQuestions(entries, entries, kb.catalog),
    ];
    return {
      reply: replyOf("cost", "Token bill", { blocks, citations }, kb.catalog),
      entries: citations.entries,
      confidence: 1,
    };
  },
};

const formula = (line: TokenSum["lines"][number], sum: TokenSum): string => {
  const volume = `${count(line.tokens / 1e6)} million ${line.item}`;
  const part = sum.lines.length > 1 ? ` = ${money(line.amount, sum.currency)}` : "";
  return `${volume} × ${money(line.pricePerMTok, sum.currency)} per million${part}`;
};

const count = (n: number): string => n.toLocaleString("en-US", { maximumFractionDigits: 4 });

/** Cents only where there are some; parts of a cent for very small prices. */
function money(amount: number, currency: Currency): string {
  const digits = amount > 0 && amount < 0.01 ? 6 : 2;
  const text = amount.toLocaleString("en-US", {
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    maximumFractionDigits: digits,
  });
  return `${currency}${text}`;
}
