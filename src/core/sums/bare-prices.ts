import type { Price, Volume } from "./bill-parts.ts";
import { type Found, rewrite, sideOf, type Symbols } from "./symbols.ts";
import { endsInOtherThing, isOtherThing } from "./things.ts";

/** Prices that do not say what they buy, as in "10M tokens at $3". */
export interface BarePricesRead {
  readonly left: string;
  readonly prices: readonly Price[];
}

const price = String.raw`(?<kind>[MN])(?<id>\d+)`;
const other = String.raw`(?<kind2>[MN])(?<id2>\d+)`;
const lead = String.raw`\b(?:at|times|prices?|rates?|pricing)(?: (?:about|an?|the|prices?|rates?|of|is|are|[:=]))*`;
/** What stands between a side and its price. */
const link = String.raw`(?:(?:T|prices?|rates?|costs?|is|are|was|were|be|at|=|:|to) )*`;
const linkBack = String.raw`(?:(?:for|per|on|as|an?|the) )*(?:T )?`;

// "$3 / $15" for an input and an output volume
const pair = new RegExp(String.raw`\b(?<lead>${lead} )?${price} (?:\/|and|,|\+) ${other}\b`, "g");
const afterSide = new RegExp(String.raw`\b(?<side>I|O) ${link}${price}\b`, "g");
const beforeSide = new RegExp(String.raw`\b(?:${lead} )?${price} ${linkBack}(?<side>I|O)\b`, "g");
const afterLead = new RegExp(String.raw`${lead} ${price}\b`, "g");
/** In a follow-up the sum before says what is meant. */
const afterAnything = new RegExp(
  String.raw`\b(?:about|if|and|with|is|it|be|was|were|costs?|to|only|just|now|say|suppose|make|use|take|try) (?<kind>M)(?<id>\d+)\b`,
  "g",
);
/** A price beside a volume, taken only when another price shows that prices are listed. */
const besideVolume = new RegExp(String.raw`(?<=\bV\d+ )${price}\b`, "g");

// "$5 a user", "$5 for support", "$5 / seat", "$5 a month": paid for something else
const isForOther = (after: string): boolean =>
  isOtherThing(after) ||
  /^ (?:an?|per|each|every|am|pm|T|times|P\w+)\b/.test(after) ||
  /^ (?:in )?(?:total|together|altogether)\b|^ for (?!V\d)/.test(after) ||
  /^ \/ (?![MNR]\d)/.test(after) ||
  /^ (?:-|\+(?! (?:an? )?[VMNR]\d)) /.test(after);
const leastBare = 0.1;
const mostBare = 200;

export interface Around {
  readonly volumes: readonly Volume[];
  /** Another price says what it buys. */
  readonly hasUnit: boolean;
  readonly isFollowUp: boolean;
}

/** @param text what earlier stages left, with `R` and `V` for what they read */
export function readBarePrices(
  text: string,
  { money, numbers }: Symbols,
  { volumes, hasUnit, isFollowUp }: Around,
): BarePricesRead {
  const prices: Price[] = [];
  const priceOf = (kind?: string, id?: string, side?: string): Price | undefined => {
    const named = kind === "M" ? money[Number(id)] : undefined;
    const value = named?.value ?? numbers[Number(id)] ?? Number.NaN;
    const isLikely = hasUnit || (value >= leastBare && value <= mostBare);
    return isLikely ? { value, per: undefined, side: sideOf(side), currency: named?.currency } : undefined;
  };
  const take = (found: Found): string => {
    const { kind, id, side } = found.groups;
    // "support at $500"
    const isOfOther = side === undefined && endsInOtherThing(found.before);
    const one = isOfOther || isForOther(found.after) ? undefined : priceOf(kind, id, side);
    return one ? `B${prices.push(one) - 1}` : found.whole;
  };
  const takePair = (found: Found): string => {
    const { kind, id, kind2, id2 } = found.groups;
    // "we paid $30 and $30"
    const isOfOther = found.groups["lead"]
      ? endsInOtherThing(found.before)
      : !/(?:[,;:?]|\b[VPT]\w*|^) $/.test(found.before);
    if (isOfOther || isForOther(found.after) || (kind === "N" && (numbers[Number(id2)] ?? 1) === 1)) return found.whole;
    const [one, two] = [priceOf(kind, id), priceOf(kind2, id2)];
    return one && two ? `B${prices.push(one) - 1} B${prices.push(two) - 1}` : found.whole;
  };

  let left = text;
  const sides = volumes.map((volume) => volume.side).join();
  if (sides === "input,output" || isFollowUp) left = rewrite(left, pair, takePair);
  // "input $3, output $15" or "$3 input, $15 output": which of the two comes first shows to what the others belong.
  const sideComesFirst = /^[^MN]*\b[IO]\b/.test(left);
  for (const pattern of [
    sideComesFirst ? afterSide : beforeSide,
    afterLead,
    ...(isFollowUp ? [afterAnything] : []),
    ...(hasUnit ? [besideVolume] : []),
  ])
    left = rewrite(left, pattern, take);
  return { left, prices };
}
