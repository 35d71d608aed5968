import { volumeBounds } from "./facts.ts";
import type { SignalBook } from "./signal-book.ts";
import type { VolumeFound } from "./volume.ts";
import type { Item } from "./volume-words.ts";

const bills: readonly RegExp[] = [/M[xC]{0,3}P/, /P[xCL]{0,4}M/]; // 80,000 dollars a month; each month we pay $80k
const tokensPerPrice = 1e6;

/**
 * What a plain sentence tells of a volume without a number of tokens or requests: "low traffic", or a bill for a model.
 * @param items what `itemsOf` reads in it
 */
export function volumesTold(sentence: string, items: readonly Item[], { amounts, bill }: SignalBook): VolumeFound[] {
  const found = amounts.flatMap(({ tokensPerMonth, pattern }) =>
    [...sentence.matchAll(pattern)].map(({ 0: words, index }) => ({
      tokensPerMonth,
      start: index,
      end: index + words.length,
    })),
  );
  const shape = items.map((item) => item.kind).join("");
  const paid = bill.pattern.test(sentence) ? bills.map((one) => one.exec(shape)).find((match) => match !== null) : null;
  const parts = paid ? items.slice(paid.index, paid.index + paid[0].length) : [];
  const [money, period] = [parts.find(({ kind }) => kind === "M"), parts.find(({ kind }) => kind === "P")];
  if (money && period) {
    const tokensPerMonth = Math.round((money.value * period.value * tokensPerPrice) / bill.dollarsPerMillionTokens);
    if (tokensPerMonth > 0 && tokensPerMonth <= volumeBounds.max)
      found.push({ tokensPerMonth, start: Math.min(money.start, period.start), end: Math.max(money.end, period.end) });
  }
  return found.map((one) => ({ ...one, isAssumedSize: true }));
}
