import type { Price, Side, Volume } from "./bill-parts.ts";
import { pair } from "./lines.ts";
import { type Count, singular } from "./repeats.ts";
import type { Stated } from "./stated.ts";
import { withUnits } from "./units.ts";

/**
 * The bill before, with what a follow-up names anew in the place of what was named there. Nothing when the follow-up
 * names no part of a bill, or when there is no telling which part it means.
 */
export function restated(before: Stated, now: Stated): Stated | undefined {
  const paired = pair(before);
  const lines = "lines" in paired ? paired.lines : undefined;
  const prices = replaced<Price>(
    before.prices,
    now.prices,
    lines?.map(([{ side }, price]) => ({ ...price, side })),
  );
  const volumes = replaced<Volume>(
    before.volumes,
    now.volumes,
    lines?.map(([volume]) => volume),
  );
  const counts = countsOf(before, now);
  if (!prices || !volumes || !counts) return undefined;

  const hasAmount = volumes !== before.volumes || counts !== before.counts;
  // "And per year?" asks for the same bill over another period; that of a total is not known.
  const asked = now.asked ?? (hasAmount ? undefined : now.rates[0]);
  const rates = hasAmount && now.rates.length > 0 ? now.rates : before.rates;
  if (now.asked === undefined && asked !== undefined && rates.length === 0) return undefined;
  if (!hasAmount && prices === before.prices && asked === undefined) return undefined;

  const priced = before.prices.length > 0 ? withUnits(before) : undefined;
  const currency = before.prices.find((price) => price.currency !== undefined)?.currency;
  return {
    ...before,
    prices: prices.map((price) => ({ ...price, currency: price.currency ?? currency })),
    volumes,
    counts,
    rates,
    was: now.was,
    ...(priced && "unit" in priced ? { unit: priced.unit } : {}),
    order:
      hasAmount || prices !== before.prices ? "V".repeat(volumes.length) + "R".repeat(prices.length) : before.order,
    isChoice: before.isChoice || now.isChoice,
    isGuess: before.isGuess && volumes === before.volumes,
    isOfEach: now.volumes.length > 0 ? now.isOfEach : before.isOfEach,
    isEach: now.isEach || (before.isEach && counts.length > 0),
    lasting: now.lasting ?? (asked ? undefined : before.lasting),
    asked: asked ?? before.asked,
    isAskedByFor: asked === undefined ? before.isAskedByFor : now.isAskedByFor,
  };
}

/**
 * Parts of a side take the place of that side's, one part without a side that of the only one there is.
 * @param bySide the parts before with the side that each came to belong to, where that is known
 */
function replaced<Part extends { readonly side: Side }>(
  before: readonly Part[],
  now: readonly Part[],
  bySide: readonly Part[] = before,
): readonly Part[] | undefined {
  const [only] = now;
  if (!only || before.length === 0) return only ? now : before;
  if (now.every((part) => part.side !== "any" && bySide.some((old) => old.side === part.side)))
    return bySide.map((old) => now.find((part) => part.side === old.side) ?? old);
  if (now.length > 1 || only.side !== "any") return now.length >= bySide.length ? now : undefined;
  if (bySide.length === 1) return bySide.map((old) => ({ ...only, side: old.side }));
  return before.length === 1 ? now : undefined;
}

const leastWhole = 1_000_000; // tokens: a new volume that is all there is, and not that of one request

/** New counts of the same things, or the old ones; a volume that is not said of each leaves them behind. */
function countsOf(before: Stated, now: Stated): readonly Count[] | undefined {
  const hasVolume = now.volumes.length > 0;
  if (now.counts.length === 0) {
    if (!hasVolume || before.counts.length === 0 || now.isEach || now.isOfEach) return before.counts;
    return now.volumes.every(({ tokens }) => tokens >= leastWhole) ? [] : undefined;
  }
  if (hasVolume) return now.counts;
  const isOld = (count: Count): Count | undefined => before.counts.find((old) => isSameThing(old, count));
  if (!now.counts.every(isOld)) return undefined;
  return before.counts.map((old) => now.counts.find((count) => isSameThing(old, count)) ?? old);
}

const isSameThing = (a: Count, b: Count): boolean => singular(a.thing ?? "") === singular(b.thing ?? "");
