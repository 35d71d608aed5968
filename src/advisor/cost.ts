import { tokenSum, type Currency, type TokenSum } from "../core/cost/token-sum.ts";
import { words } from "../core/words.ts";
import type { Advisor } from "./asked.ts";
import { Citations, firstSentences, nextQuestions, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const drivers = ["how-closed-is-priced", "api-bill-grows"];

/** Sums that a message states in full: its own volume times its own price. Anything less goes to the entries. */
export const cost: Advisor = {
  name: "cost",
  summary: "Give me a volume and a price and I work out the bill.",
  example: "What do 40 million tokens cost at $2.50 per million?",
  reply(asked, kb) {
    const before = asked.isFollowUp ? asked.context.findLast((turn) => turn.role === "user")?.text : undefined;
    const nameless = (text: string): string => withoutNames(text, kb);
    const sum =
      (before && tokenSum(nameless(asked.said), nameless(before))) ||
      tokenSum(nameless(before ? asked.said : asked.text));
    if (!sum) return undefined;
    const citations = new Citations(kb.catalog);
    const entries = drivers.flatMap((id) => kb.catalog.entries.get(id) ?? []);
    const per = sum.per === "total" ? "" : sum.per === "hour" ? " an hour" : ` a ${sum.per}`;
    const total = `${money(sum.amount, sum.currency)}${per}`;
    const assumed = ["prices are the ones that you gave", ...sum.assumptions, "no discounts, caching or retries"];
    const blocks = [
      {
        kind: "text",
        text: `That is **${total}**: ${sum.lines.map((line) => formula(line, sum)).join(" plus ")}.${change(sum, per)}`,
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

/** "GPT-5" and "Llama 4" hold numbers that are no amounts. */
const withoutNames = (text: string, kb: KnowledgeBase): string =>
  kb.modelNames.reduce((left, { name }) => {
    const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const version = String.raw`(?:[ -]v?\d{1,2}(?:\.\d)?[a-z]?(?![\d.,]*\d|[\w%$€£]| ?(?:[kmb]|bn|mio|mill|bill|thous|tok|us|eur|dol|cent|in|out)))?`;
    return left.toLowerCase().includes(name)
      ? left.replaceAll(new RegExp(String.raw`\b${escaped}${version}(?![\p{L}\d])`, "giu"), " it ")
      : left;
  }, text);

function change(sum: TokenSum, per: string): string {
  if (sum.was === undefined) return "";
  const more = sum.amount - sum.was;
  const by = `${money(Math.abs(more), sum.currency)}${per}`;
  return ` Before it was ${money(sum.was, sum.currency)}${per}, so that is **${by} ${more < 0 ? "less" : "more"}**.`;
}

const formula = (line: TokenSum["lines"][number], sum: TokenSum): string => {
  const volume =
    line.tokens < 1e5 ? `${count(line.tokens)} ${line.item}` : `${count(line.tokens / 1e6)} million ${line.item}`;
  const part = sum.lines.length > 1 ? ` = ${money(line.amount, sum.currency)}` : "";
  return `${volume} × ${money(line.pricePerMTok, sum.currency, 4)} per million${part}`;
};

const count = (n: number): string => n.toLocaleString("en-US", { maximumFractionDigits: 4 });

/** Cents only where there are some; parts of a cent for small amounts and for prices. */
function money(amount: number, currency: Currency, mostDigits = 2): string {
  if (amount > 0 && amount < 0.01) return currency + amount.toLocaleString("en-US", { maximumSignificantDigits: 3 });
  const maximumFractionDigits = amount < 1 ? 4 : mostDigits;
  const isWhole = Number.isInteger(Number(amount.toFixed(maximumFractionDigits)));
  return currency + amount.toLocaleString("en-US", { minimumFractionDigits: isWhole ? 0 : 2, maximumFractionDigits });
}
