/** What stands on which side of a verb: "the application sends a request to the model" is not said the other way round. */
import type { Unit } from "./order.ts";
import { readWords, type Stem } from "./reading.ts";
import { STOP_WORDS } from "../core/retrieve/stop-words.ts";
import { sameStem } from "./same-words.ts";

interface Deed {
  readonly verb: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly isPassive: boolean;
  /** By its place it can be little else than a verb. */
  readonly isVerb: boolean;
}

const split = /[,;:.!?]|\b(?:while|whereas|but|because|and|so|if|when|which|that|since|until|unless|before|after)\b/i;
/** A word behind one of these is no verb. */
const beforeNoun =
  /^(?:the|a|an|of|in|for|with|by|on|at|from|into|per|your|its|their|our|his|her|each|every|all|any|no|some|more|most|less|own|very|this|these|those|as|than|through|without|about)$/;
/** These say the same with their two sides exchanged. */
const mutual = /^(?:suit|fit|match|join|combin|equal|rival|differ|mean|compar|mix|be|relat|meet|form|repres)/;

const modal = /^(?:to|can|could|may|might|must|should|will|would|not|never|always|often|usually|keep|keeps|hardly)$/;
const beginsClause = /^(?:it|it's|you|they|we|is|are|was|were|can|may|will|should|must|do|does|has|have|go|goes)$/;
function isVerbAt(words: readonly string[], i: number): boolean {
  const [before = "", word = "", next = ""] = words.slice(i - 1, i + 2);
  if (beginsClause.test(next)) return false;
  return modal.test(before) || word.endsWith("s") || (!word.endsWith("ed") && (next === "" || beforeNoun.test(next)));
}

function deedsIn(text: string, stem: Stem): Deed[] {
  return text.split(split).flatMap((clause) => {
    const words: readonly string[] = clause.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
    const content = (part: readonly string[]): string[] =>
      readWords(part.join(" "), stem).flatMap((word) => (word.isContent ? [word.stem] : []));
    return words.flatMap((word, i): Deed[] => {
      if (i === 0 || beforeNoun.test(words[i - 1] ?? "")) return [];
      const verb = stem(word);
      if (STOP_WORDS.has(word) || word.length < 3 || mutual.test(verb)) return [];
      const [left, right] = [content(words.slice(0, i)), content(words.slice(i + 1))];
      return left.length === 0
        ? []
        : [{ verb, left, right, isPassive: words.includes("by"), isVerb: isVerbAt(words, i) }];
    });
  });
}

/** Whether something stands behind a verb that the passage has before it, or a verb is said of what another does there. */
export function standsOnTheOtherSide(text: string, units: readonly Unit[], stem: Stem): boolean {
  const there = units.flatMap((unit) => deedsIn(unit.text, stem));
  const within = (word: string, all: readonly string[]): boolean => all.some((other) => sameStem(word, other, stem));
  const shared = (one: readonly string[], other: readonly string[]): number =>
    one.filter((word) => within(word, other)).length;
  const whole = readWords(text, stem).map((word) => word.stem);
  const anywhere = units.flatMap(({ words }) => words.map((word) => word.stem));
  return deedsIn(text, stem).some((said) => {
    const same = there.filter((deed) => deed.verb === said.verb && deed.isPassive === said.isPassive);
    const moved = (one: readonly string[], to: readonly string[], from: readonly string[]): boolean =>
      one.some((word) => within(word, to) && !within(word, from));
    const isExchanged = (deed: Deed): boolean =>
      moved(said.left, deed.right, deed.left) &&
      moved(said.right, deed.left, deed.right) &&
      !moved(said.left, deed.left, deed.right);
    const becameObject = (deed: Deed): boolean =>
      said.isVerb &&
      deed.left.length > 1 &&
      shared(said.left, deed.left) === 0 &&
      deed.left.every((word) => within(word, said.right));
    if (same.length > 0 && same.every((deed) => isExchanged(deed) || becameObject(deed))) return true;
    const most = Math.max(...same.map((deed) => shared(said.right, deed.right)));
    const fits = same.filter((deed) => shared(said.right, deed.right) === most);
    return (
      said.isVerb &&
      fits.length > 0 &&
      (most > 0 || fits.every((deed) => deed.right.length + said.right.length === 0)) &&
      fits.every(
        (deed) =>
          said.left.every((word) => within(word, deed.left) || anywhere.includes(word)) &&
          moved(said.left, anywhere, deed.left) &&
          deed.left.some((word) => !within(word, said.left)) &&
          deed.left.every((word) => whole.includes(word)),
      )
    );
  });
}
