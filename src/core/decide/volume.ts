import { volumeBounds } from "./facts.ts";
import type { Item, VolumeWords } from "./volume-words.ts";

/** A volume that a text names. */
export interface VolumeFound {
  readonly tokensPerMonth: number;
  /** Where it stands in its sentence. */
  readonly start: number;
  readonly end: number;
  /** How many tokens one of the counted things has was not said; what is usual was taken. */
  readonly isAssumedSize: boolean;
}

/** Sizes of one request, said apart from how many there are: "each is about two pages". */
export interface SizeFound {
  readonly tokens: number;
}

interface Rate {
  readonly count: Item;
  readonly thing: Item;
  readonly period: Item;
  readonly from: number;
  readonly to: number;
  /** Tokens in the same period that are named apart: those out, where these are in. */
  readonly more?: number;
}

// N number, T sized thing, R counted thing, P period, H people, E each, I/O in and out, C comma, L colon, x other
const rates: readonly RegExp[] = [
  /Nx{0,2}R(?:[xEC]{1,3}N[xIO]{0,2}T[xIOC]{0,2}){1,2}x{0,2}P/g, // 40k requests of 2k tokens a day
  /N[xIO]{0,3}[TR][xTRIOE]{0,8}(?:EH)?P/g, // 40k requests a day
  /Nx?Px{0,2}[TR]/g, // 40k a day requests
  /[TR]x?P[xL]{0,2}N(?![xIO]{0,3}[TRPH])/g, // requests per day: 40k
  /P[xC]{0,6}N[xIO]{0,3}[TR](?![xTRIOE]{0,8}P)/g, // every day we get 40k letters
];
const people = /Nx{0,3}H/g;
const perPerson = /E[xN]{0,4}H|H[xC]{0,6}E|H[xC]{0,6}N[xIO]{0,3}[TR]x{0,2}E|Ex{0,2}P|PE(?!x{0,2}[RN])/;
const sizes = /N[xIO]{0,2}T/g;

const shapeOf = (items: readonly Item[]): string => items.map((item) => item.kind).join("");

/**
 * Reads the volumes of one plain sentence.
 * @param items what `itemsOf` reads in it
 * @param apart the size of a request, where another sentence says it
 */
export function volumesOf(
  sentence: string,
  items: readonly Item[],
  words: VolumeWords,
  apart?: SizeFound,
): VolumeFound[] {
  const shape = shapeOf(items);
  if (!/N/.test(shape) || !/P/.test(shape)) return [];
  const found = ratesIn(items, shape);
  const taken = (at: number): boolean => found.some((rate) => items[at] === rate.count);
  const said = sizeIn(items, shape, taken) ?? apart;
  const many = headcount(sentence, items, shape, taken);
  if (many === undefined) return [];
  return bothSides(found, shape).flatMap((rate) => {
    const isWhole = rate.thing.kind === "T";
    const each = isWhole ? rate.thing.value : (said?.tokens ?? rate.thing.value);
    const more = rate.more ?? (isWhole ? otherSide(items, shape, rate, taken) : 0);
    const perMonth = monthly(rate.period, sentence, words);
    const tokensPerMonth = Math.round((rate.count.value * each + more) * perMonth * many);
    if (!(tokensPerMonth > 0 && tokensPerMonth <= volumeBounds.max)) return [];
    const start = Math.min(rate.count.start, rate.period.start, rate.thing.start);
    const end = Math.max(rate.count.end, rate.period.end, rate.thing.end);
    return [{ tokensPerMonth, start, end, isAssumedSize: !isWhole && said === undefined }];
  });
}

/** The size of one request that a sentence names by itself: with "each", "per request" or "average". */
export function sizeApart(items: readonly Item[]): SizeFound | undefined {
  const shape = shapeOf(items);
  return /E/.test(shape) && !/[PH]/.test(shape) ? sizeIn(items, shape, () => false) : undefined;
}

function ratesIn(items: readonly Item[], shape: string): Rate[] {
  const found: Rate[] = [];
  for (const pattern of rates)
    for (const match of shape.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      const [count, thing, period] = [/N/, /[TR]/, /P/].map((kind) => items[from + match[0].search(kind)]);
      if (!count || !thing || !period || count.unit === "one") continue;
      if (/[VM]/.test(shape.slice(Math.max(0, from - 2), to)) || found.some((rate) => from < rate.to && rate.from < to))
        continue;
      found.push({ count, thing, period, from, to });
    }
  return found;
}

/** "6M tokens a day in, 2M tokens a day out": one rate of both. */
function bothSides(found: readonly Rate[], shape: string): readonly Rate[] {
  const [first, second] = found;
  if (!first || !second || found.length > 2 || first.thing.kind + second.thing.kind !== "TT") return found;
  const sides = [first, second].map(({ from, to }) => /[IO]/.exec(shape.slice(from, to + 1))?.[0]);
  if (!sides.includes("I") || !sides.includes("O") || first.period.value !== second.period.value) return found;
  const [early, late] = first.from < second.from ? [first, second] : [second, first];
  return [{ ...early, period: late.period, more: late.count.value * late.thing.value }];
}

/** What one request holds: in and out added where both are named, else the one size beside the count. */
function sizeIn(items: readonly Item[], shape: string, taken: (at: number) => boolean): SizeFound | undefined {
  let inward = 0;
  let outward = 0;
  let plain: number | undefined;
  for (const match of shape.matchAll(sizes)) {
    const end = match.index + match[0].length;
    const count = items[match.index];
    const thing = items[end - 1];
    if (!count || !thing || taken(match.index) || /[VM]/.test(shape.slice(Math.max(0, match.index - 2), end))) continue;
    const tokens = count.value * thing.value;
    const beside = match[0] + (/^x?[IO]/.exec(shape.slice(end))?.[0] ?? "");
    if (beside.includes("I")) inward += tokens;
    else if (beside.includes("O")) outward += tokens;
    else plain ??= tokens;
  }
  // "1,500 tokens in and 300 out": the second number leaves its unit out.
  const bare = /[IO][xC]{0,3}(N)x?([IO])(?![xIO]{0,2}T)/.exec(shape);
  if (bare && inward + outward > 0) {
    const tokens = items[bare.index + bare[0].indexOf("N")]?.value ?? 0;
    if (bare[2] === "O" && outward === 0) outward = tokens;
    else if (bare[2] === "I" && inward === 0) inward = tokens;
  }
  const sum = inward + outward > 0 ? inward + outward + (plain ?? 0) : (plain ?? 0);
  return sum > 0 ? { tokens: sum } : undefined;
}

/** "20M input tokens and 5M output tokens a month": what the one period is said of besides. */
function otherSide(items: readonly Item[], shape: string, rate: Rate, taken: (at: number) => boolean): number {
  if (!/[IO]/.test(shape.slice(rate.from, rate.to + 2))) return 0;
  for (const match of shape.matchAll(sizes)) {
    const [count, thing] = [items[match.index], items[match.index + match[0].length - 1]];
    const near = Math.abs(match.index - rate.from) <= 8;
    if (count && thing && near && !taken(match.index) && /[IO]/.test(match[0])) return count.value * thing.value;
  }
  return 0;
}

/** The same for a sentence of which nothing else is read here. */
export function peopleOf(sentence: string, words: VolumeWords): number | undefined {
  const items = words.itemsOf(sentence);
  const shape = shapeOf(items);
  const found = ratesIn(items, shape);
  return found.length === 0
    ? 1
    : headcount(sentence, items, shape, (at) => found.some((rate) => items[at] === rate.count));
}

/** By how many people a rate "each" is to be multiplied: 1 where it is of all; undefined where nobody says how many. */
function headcount(
  sentence: string,
  items: readonly Item[],
  shape: string,
  taken: (at: number) => boolean,
): number | undefined {
  const counted = [...shape.matchAll(people)].find((match) => !taken(match.index));
  const isEach = perPerson.test(shape) || actsBy(sentence, items, counted);
  if (!isEach || !/H/.test(shape)) return 1;
  return counted ? items[counted.index]?.value : undefined;
}

/** "100 users asking 20 questions": what people do, each of them does. */
const acting =
  /^[ ,]*(?:(?:who|that|will|would|may|can|might|typically|usually) )*(?:ask|send|mak|writ|post|submit|run|rais|fil|do|creat|generat)(?:s|e|es|ing|ning)? (?:about |around |roughly |some |up to )?$/;
function actsBy(sentence: string, items: readonly Item[], match: RegExpExecArray | undefined): boolean {
  if (!match) return false;
  const behind = match.index + match[0].length;
  const next = items.findIndex(({ kind }, i) => i >= behind && kind === "N");
  const [who, number] = [items[behind - 1], items[next]];
  return who !== undefined && number !== undefined && acting.test(sentence.slice(who.end, number.start));
}

function monthly(period: Item, sentence: string, { data, working }: VolumeWords): number {
  if (!working.test(sentence)) return period.value;
  const days = data.perMonth.find((one) => one.names.includes("day"))?.times ?? 0;
  if (period.value === days) return data.workingDaysPerMonth;
  // Below a day: as many as fit into the working hours of the working days.
  return period.value > days
    ? (period.value / days / 24) * data.workingHoursPerDay * data.workingDaysPerMonth
    : period.value;
}
