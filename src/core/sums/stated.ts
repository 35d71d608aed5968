import { readBarePrices } from "./bare-prices.ts";
import type { Doubt, Price, Side, Volume } from "./bill-parts.ts";
import { type Period, periodsOf, type Periods } from "./periods.ts";
import { readPrices } from "./prices.ts";
import { type Repeats, readRepeats, saysTotal } from "./repeats.ts";
import { type Symbols, symbolsOf } from "./symbols.ts";
import { namesOneThing } from "./things.ts";
import { readTimes, readVolumes } from "./volumes.ts";

/** What a message states of a bill. */
export interface Stated extends Periods, Repeats {
  readonly prices: readonly Price[];
  readonly volumes: readonly Volume[];
  /** The first of "from … to …". */
  readonly was: { readonly price?: Price | undefined; readonly tokens?: number | undefined };
  /** Volumes and prices as they stand: `VRVR`. */
  readonly order: string;
  /** "Or" stands between them. */
  readonly isChoice: boolean;
  /** "Cheaper" is asked of them. */
  readonly isCompared: boolean;
  /** "And", "in total" say that they are one bill. */
  readonly isOneBill: boolean;
  /** The volumes stand in one list, which a price behind it is for. */
  readonly isOneList: boolean;
  /** What prices buy that name nothing, known from the bill before. */
  readonly unit?: number;
  /** The volume is a bare number. */
  readonly isGuess: boolean;
  /** "Per request". */
  readonly isOfEach: boolean;
  /** "For 12 months". */
  readonly lasting: { readonly count: number; readonly period: Period } | undefined;
}

export type Reading =
  | { readonly kind: "stated"; readonly stated: Stated }
  /** `isBill`: it names volumes and prices. */
  | { readonly kind: "doubt"; readonly doubt: Doubt; readonly isBill: boolean };

const mostTokens = 1e16;
const mostPerToken = 1;

/**
 * Reads a message into symbols and gives each number its part. A number that is left without a part means that the
 * message says something that is not understood here, and then nothing is known.
 * @param isFollowUp a bill stands before it, so that less has to be said
 */
export function stated(message: string, isFollowUp = false): Reading {
  const symbols = symbolsOf(isFollowUp ? message.replace(/\binstead\W*$/i, "") : message);
  const parts = partsOf(symbols, isFollowUp);
  const rest = parts.left
    .replaceAll(/\b[RB]\d+\b/g, ";")
    .replaceAll(/\bV\d+\b/g, "V")
    .replaceAll(/\s+/g, " ");
  const repeats = readRepeats(rest, symbols.numbers, isFollowUp);
  const doubt = doubtOf(symbols, parts, rest, repeats);
  if (doubt || !repeats) {
    const isBill = parts.volumes.length > 0 && symbols.money.length + parts.prices.length > 0;
    return { kind: "doubt", doubt: doubt ?? { kind: "time" }, isBill };
  }
  const { left, marks, ...said } = parts;
  const between = left.slice(marks[0]?.index, marks.at(-1)?.index);
  const isSummed = /\b(?:total|together|altogether|sum|all)\b/.test(rest) && !saysTotal(rest);
  return {
    kind: "stated",
    stated: {
      ...said,
      ...repeats,
      ...periodsOf(rest),
      order: marks.map(({ kind }) => (kind === "V" ? "V" : "R")).join(""),
      isChoice: /\b(?:or|vs|versus|either|against|oder|o)\b/.test(between),
      isCompared: /\b(?:which|cheaper|cheapest|dearer|compar\w+|difference)\b/.test(left),
      isOneBill: isSummed || /\b(?:and|plus|und|y)\b|\+/.test(between),
      isOneList: isSummed || (!saysTotal(rest) && /\bV(?: , V)*(?: ,)? (?:and|plus|\+|und|y) V\b/.test(rest)),
      isOfEach: namesOneThing(rest),
    },
  };
}

interface Mark {
  readonly kind: "R" | "B" | "V";
  readonly index: number;
}
interface Parts extends Pick<Stated, "prices" | "volumes" | "was" | "isGuess" | "lasting"> {
  /** The message with a mark for each part that was read. */
  readonly left: string;
  readonly marks: readonly Mark[];
}

/** One kind of part after the other, each from what the one before left; prices and volumes as they stand in the message. */
function partsOf(symbols: Symbols, isFollowUp: boolean): Parts {
  const priced = readPrices(symbols);
  const volume = readVolumes(priced.left, symbols.numbers);
  const hasUnit = priced.prices.length > 0;
  const bare = readBarePrices(volume.left, symbols, { volumes: volume.volumes, hasUnit, isFollowUp });
  const { left, lasting } = readTimes(bare.left, symbols.numbers);
  const marks: Mark[] = [];
  const prices: Price[] = [];
  const volumes: Volume[] = [];
  for (const { 1: kind, 2: id, index } of left.matchAll(/\b([RBV])(\d+)\b/g)) {
    marks.push({ kind: kind as Mark["kind"], index });
    if (kind === "V") volumes.push(...volume.volumes.slice(Number(id), Number(id) + 1));
    else prices.push(...(kind === "R" ? priced : bare).prices.slice(Number(id), Number(id) + 1));
  }
  const was = { price: priced.was, tokens: volume.was };
  return { left, marks, prices, volumes, was, isGuess: volume.isGuess, lasting };
}

function doubtOf(symbols: Symbols, parts: Parts, rest: string, repeats: Repeats | undefined): Doubt | undefined {
  if (symbols.unclear !== undefined) return { kind: "word", word: symbols.unclear };
  if (/\bM\d/.test(rest)) return { kind: "unit" };
  if (!repeats) return { kind: "number", number: symbols.numbers[Number(/\bN(\d+)/.exec(rest)?.[1])] ?? 0 };
  const side = leftSide(rest, [...parts.prices, ...parts.volumes]);
  if (side) return { kind: "no volume", side };
  const isSound =
    parts.volumes.every((v) => v.tokens >= 1 && v.tokens <= mostTokens && Number.isInteger(v.tokens)) &&
    parts.prices.every((p) => p.value / (p.per ?? 1e6) <= mostPerToken);
  return isSound ? undefined : { kind: "amount" };
}

/** A side that stands by itself means that something is said of it which was not read: "output is extra". */
function leftSide(rest: string, parts: readonly { readonly side: Side }[]): Side | undefined {
  const left: Side[] = [
    ...(/\bI\b/.test(rest) ? ["input" as const] : []),
    ...(/\bO\b/.test(rest) ? ["output" as const] : []),
  ];
  const isBoth = left.length === 2 && parts.every((part) => part.side === "any"); // "input and output together"
  return isBoth ? undefined : left.find((side) => !parts.some((part) => part.side === side));
}
