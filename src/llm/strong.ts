/** Words that make a claim larger, or point it somewhere: the passage has to say as much. */
import { clausesIn, type Unit } from "./order.ts";
import { evened } from "./idioms.ts";
import { hasNegator, isNegator } from "./reading.ts";

/** Each must stand in the passage; behind the bar, what says the same though it claims less by itself. */
const absolute: readonly string[] = [
  "always forever invariably", "never", "all every each everything everyone anyone anybody everybody|any both", "only solely exclusively alone|unless", "must have-to|need needs required",
  "guarantee guarantees guaranteed ensures ensure", "proven proves prove", "impossible", "best leading", "worst", "most mostly majority|usually", "least", "cheapest", "fastest", "safest",
  "perfect perfectly flawless", "completely fully entirely totally full whole absolute absolutely total", "zero", "unlimited", "free", "mandatory", "unnecessary", "optional", "unless",
  "although though despite even-where even-if|but however yet while both", "whatever regardless with-or-without no-matter", "whether|if depends either or", "public|published open anyone shared", "private|in-house inside own confidential", "secret", "independent",
  "without|no not nothing neither nor none nobody instead free spares lack missing", "same", "over above|more exceeds greater", "under below|fewer less", "before|first then ahead early from until used", "after afterwards|once then when first before now from", "first|before begin start early from upfront",
  "inside|within in-house internal stay stays keep keeps remain own", "outside|beyond leave leaves third-party", "stay stays|keep keeps remain remains inside yours kept", "shrinking shrink|narrowing closing", "growing grow widening|rises increases",
  "more greater|most higher larger longer bigger rises grows increases further additional high costly", "less fewer reduce|lower reduces fewer cut lowers light spares almost", "high higher highest|large heavy expensive strong serious great rises grows", "low lower lowest|little small less cheap moderate reduces few",
  "cheap cheaper|little free low inexpensive lower less cost", "expensive costly costlier dear dearer|high dear dearest", "fast faster quick quicker quickly|rapidly soon short speed", "slow slower slowly", "better|more stronger ahead beat beats well best prefer prefers preferred choose suit suits fit fits right", "worse|weaker behind wrong", "strong stronger|exceptional serious high", "weak weaker",
  "large larger big bigger huge|growing grow grows more massive high heavy size rises great", "small smaller light little few|lightest scarce rare low lighter fewer compact", "heavy|high large", "easy easier|simple spares", "hard harder difficult|complex hardest", "longer|more long", "shorter|short less", "safe safer|secure secured protects protection", "unsafe dangerous|risk risks", "simple|easy few plain", "complex|hard difficult",
]; // biome-ignore format: a table

const heldBy = new Map<string, Set<string>>();
for (const group of absolute) {
  const [strong = "", also = ""] = group.split("|");
  for (const word of strong.split(" "))
    heldBy.set(word, new Set([...(heldBy.get(word) ?? []), ...strong.split(" "), ...also.split(" ")]));
}

/** What is smaller with a "not" before it: "not all", "nobody has to". */
const isLarge = new Set(
  "always all every each everything everyone anyone anybody must have-to best most completely fully entirely guarantee guarantees guaranteed ensures ensure full whole free prove proves proven".split(
    " ",
  ),
);

/** Compares, but claims little by itself: it is enough that the passage says so of something near. */
const isSoft = new Set(
  "more better first best large larger big bigger small smaller high strong stronger easy easier simple fast quick quickly longer shorter without although though".split(
    " ",
  ),
);

/** What is written as two words and weighs as one. */
const joined = (text: string): string =>
  text
    .replaceAll(
      /\b(?:matters? most|most of all|above (?:all|everything)(?: else)?|more than anything(?: else)?)\b/gi,
      "chiefly",
    )
    .replaceAll(/\b(?:fits? better|better (?:fit|suited))\b/gi, "fit")
    .replaceAll(/\bwhatever (?!the|your|its?|you|they|we|happens)/gi, "what ")
    .replaceAll(/\bover (?=(?:it|them|time|how|what|the|your|its|who)\b)/gi, "of ")
    .replaceAll(/\b(ha(?:ve|s) to|even (?:where|if)|with or without|no matter|in house)\b/gi, (found) =>
      found.replace(/^has/i, "have").replaceAll(" ", "-"),
    );
const wordsOf = (text: string): string[] =>
  (joined(evened(text.toLowerCase())).match(/[\p{L}]+(?:['’-][\p{L}]+)*/gu) ?? []).flatMap((word) =>
    /.{3}ier$/.test(word) ? [word, "more"] : [word],
  );

/** Whether a word that points somewhere has one beside it in the passage that points there too. */
export const isHeldStrongly = (word: string, there: ReadonlySet<string>): boolean =>
  [...(heldBy.get(word) ?? [])].some((other) => there.has(other));

/** Behind a negator, as far as it reaches, a word is not said; in quotation marks it is only spoken of. */
const denied =
  /\b(?:not|no|never|without|instead of|rather than|hardly)\b(?:\s+(?!(?:but|because|if|when|until|that|which|who|so)\b)[\p{L}-]+){1,4}/giu;
const quoted = /["“][\p{L}\s-]{1,24}["”]/gu;
const saidIn = (text: string): string => text.replaceAll(quoted, " ").replaceAll(denied, " ");

/** The strong words of a sentence that only these sentences say, and none of the others. */
export const isSaidOnlyBy = (text: string, units: readonly Unit[], is: (unit: Unit) => boolean): boolean =>
  wordsOf(text).some((word) => {
    const saying = heldBy.has(word) ? units.filter((unit) => wordsOf(saidIn(unit.text)).includes(word)) : [];
    return saying.length > 0 && saying.every(is);
  });

/** The strong words of a sentence that no sentence behind its clause holds. */
export function strongUnheld(
  text: string,
  behind: (clause: string) => readonly Unit[],
  units: readonly Unit[] = [],
): string[] {
  const anywhere = new Set(units.flatMap((unit) => wordsOf(unit.text)));
  const parts = (word: string): string[] => (word.includes("-") ? [word, ...word.split("-")] : [word]);
  return clausesIn(text).flatMap((clause) => {
    const units = behind(clause);
    const read = (of: (unit: string) => string): ReadonlySet<string> =>
      new Set(units.flatMap((unit) => wordsOf(of(unit.text))).flatMap(parts));
    const there = read((unit) => unit);
    // What is said without a "not" stands somewhere without one.
    const isPlain = !hasNegator(evened(clause)) && !/["“]/.test(clause);
    const plainly = isPlain ? read((unit) => saidIn(evened(unit))) : there;
    const holds = (word: string): boolean => {
      const others = [...(heldBy.get(word) ?? [])];
      return (
        others.some((other) => there.has(other)) && (!there.has(word) || others.some((other) => plainly.has(other)))
      );
    };
    return wordsOf(clause)
      .filter((word, i, words) => !(/^(?:more|less)$/.test(word) && heldBy.has(words[i + 1] ?? "")))
      .filter((word, i, words) => !(isLarge.has(word) && words.slice(0, i).some(isNegator)))
      .flatMap(parts)
      .filter((word) => heldBy.has(word) && !holds(word))
      .filter((word) => !isSoft.has(word) || !isHeldStrongly(word, anywhere));
  });
}
