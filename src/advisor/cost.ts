import { literally } from "../core/pattern.ts";
import { tokenBill, type Currency, type Doubt, type TokenSum } from "../core/sums/token-sum.ts";
import { type StatedBreakEven, statedBreakEven } from "../core/sums/break-even.ts";
import { words } from "../core/words.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { Citations, firstSentences, nextQuestions, plainReply, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const drivers = ["how-closed-is-priced", "api-bill-grows"];
const turnsRead = 6;
/** "At $3", "now with 20M tokens": said of the bill before, though no word points back. */
const supposes = /^(?:now|suppose|assume|say|imagine|make|try|use|take|with|at|for)\b/;
const longestSupposed = 10; // words

/** Sums that a message states in full: its own volume times its own price. Anything less goes to the entries. */
export const cost: Advisor = {
  name: "cost",
  summary: "Give me a volume and a price and I work out the bill.",
  example: "What do 40 million tokens cost at $2.50 per million?",
  reply(asked, kb) {
    const even = statedBreakEven(withoutNames(asked.said, kb));
    if (even) return breakEvenReply(even, kb);
    const isFollowUp =
      asked.isFollowUp || (supposes.test(asked.lower) && asked.lower.split(/\s+/).length <= longestSupposed);
    const turns = isFollowUp ? asked.context.filter((turn) => turn.role === "user").slice(-turnsRead) : [];
    const bill = tokenBill(
      withoutNames(asked.said, kb),
      turns.map((turn) => withoutNames(turn.text, kb)),
    );
    if (bill.kind === "sum") return sumReply(bill.sum, kb);
    return bill.kind === "doubt" && asksForBill(asked, bill.doubt) ? doubtReply(bill.doubt, kb) : undefined;
  },
};

function breakEvenReply(even: StatedBreakEven, kb: KnowledgeBase): Advice {
  const { currency, fixedPerMonth, pricePerMTok, tokensPerMonth, assumes } = even;
  const volume = `${count(tokensPerMonth / 1e6)} million tokens a month`;
  const assumed = [
    "the costs are the ones that you gave",
    ...(assumes ? [assumes] : []),
    "one more token of your own costs nothing",
    "what you pay for can serve that volume",
  ];
  const text = `They break even at **${volume}**: ${money(fixedPerMonth, currency)} a month ÷ ${money(pricePerMTok, currency, 4)} per million. Below that the price per token is cheaper, above it the fixed cost.`;
  return costReply("Break-even", text, ["volume-factor", "open-not-automatically-cheaper"], assumed, kb);
}

function sumReply(sum: TokenSum, kb: KnowledgeBase): Advice {
  const per = sum.per === "total" ? "" : sum.per === "hour" ? " an hour" : ` a ${sum.per}`;
  const total = `${money(sum.amount, sum.currency)}${per}`;
  const assumed = ["prices are the ones that you gave", ...sum.assumptions, "no discounts, caching or retries"];
  const text = `That is **${total}**: ${sum.lines.map((line) => formula(line, sum)).join(" plus ")}.${change(sum, per)}`;
  return costReply("Token bill", text, drivers, assumed, kb);
}

/** A result of ours, what entries say about it, and what had to be assumed. */
function costReply(
  title: string,
  text: string,
  ids: readonly string[],
  assumed: readonly string[],
  kb: KnowledgeBase,
): Advice {
  const citations = new Citations(kb.catalog);
  const entries = ids.flatMap((id) => kb.catalog.entries.get(id) ?? []);
  const blocks = [
    { kind: "text", text, cites: [] } as const,
    {
      kind: "points",
      points: entries.map((entry) => ({ text: firstSentences(entry.answer, 1), cites: citations.cite(entry) })),
    } as const,
    { kind: "note", text: `Assumed: ${assumed.join("; ")}. ${words.costOffer}` } as const,
    ...nextQuestions(entries, entries, kb.catalog),
  ];
  const reply = replyOf("cost", title, { blocks, citations }, kb.catalog);
  return { reply, entries: citations.entries, confidence: 1 };
}

/** A message about more than the bill is for the advisors that come after. */
const asksMore =
  /\b(?:why|how come|open|closed|proprietary|self-?host\w*|host(?:ed|ing)?|gpus?|hardware|servers?|lean|which|should|shall|recommend\w*|advi[sc]e|break-?even|cheap\w*|worth|better|best|versus|vs|compar\w+|switch\w*)\b/;
const asksPrice = /\b(?:costs?|bills?|pay|prices?|spend|charged?|how much)\b/;

function asksForBill({ lower }: Asked, doubt: Doubt): boolean {
  if (doubt.kind === "no price" && doubt.side === "any") return false; // what things cost is for those who know that we don't
  return !asksMore.test(lower) && (doubt.kind !== "no volume" || asksPrice.test(lower));
}

const wholeBill = "10M input tokens at $3 per million and 2M output tokens at $15 per million";
const tokensOf = (side: "input" | "output" | "any"): string => (side === "any" ? "tokens" : `${side} tokens`);

/** What is missing, said to the asker. */
const missing: { readonly [K in Doubt["kind"]]: (doubt: Extract<Doubt, { kind: K }>) => string } = {
  word: ({ word }) => `I don't work out “${word}”; write the amount that it makes`,
  number: ({ number }) =>
    `I can't tell what ${count(number)} has to do with the tokens; tie it to them, as in “1,000 requests a day, 2,000 tokens each”`,
  unit: () => "I can't tell how many tokens one of the prices buys; write it as “per million tokens”",
  "no volume": ({ side }) => `the number of ${tokensOf(side)} is missing`,
  "no price": ({ side }) => `the price of ${tokensOf(side)} is missing`,
  "not split": () => "the prices differ by side, so I need to know how many tokens are input and how many are output",
  "not paired": () => "I can't tell which price belongs to which tokens, or whether they all belong on one bill",
  which: () => "there is more than one such number in the bill before; say whether you mean input or output",
  currencies: () => "the prices are in different currencies",
  time: () => "I can't tell how often, or for how long",
  amount: () => "one of the amounts can't be a number of tokens or a price of them",
};

function doubtReply(doubt: Doubt, kb: KnowledgeBase): Advice {
  const say = missing[doubt.kind] as (of: Doubt) => string;
  const text = `I don't have a sum for that: ${say(doubt)}.`;
  const next = { kind: "next", label: "For example:", questions: [wholeBill] } as const;
  return { reply: plainReply("abstain", "Token bill", [text], kb.catalog, [next]), entries: [], confidence: 0 };
}

/** "GPT-5" and "Llama 4" hold numbers that are no amounts. */
const withoutNames = (text: string, kb: KnowledgeBase): string =>
  kb.modelNames.reduce((left, { name }) => {
    const escaped = literally(name);
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
