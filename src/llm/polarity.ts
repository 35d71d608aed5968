/** Whether a sentence turns round what the passage says: under for over, fewer for more, after for before, a "not" gone or added. */
import { clausesIn } from "./order.ts";
import { evened } from "./idioms.ts";
import { isNegator, negationEnds, readWords, type Stem } from "./reading.ts";

/** Words that point one way, and words that point the other. */
const axes: readonly (readonly [string, string])[] = [
  ["over above exceed exceeds exceeding beyond more greater upwards", "under below beneath less fewer within"],
  ["higher high highest", "lower low lowest"],
  ["raise raises raised rise rises rising increase increases increased increasing grow grows growing up climb climbs", "lower lowers lowered cut cuts fall falls falling decrease decreases decreased drop drops dropping reduce reduces reduced reducing shrink shrinks shrinking down decline declines"],
  ["before beforehand until prior", "after afterwards since following"],
  ["before beforehand earlier first", "afterwards later last"],
  ["always ever constantly", "never rarely seldom hardly occasionally sometimes"],
  ["all every each everything everybody everyone whole entire entirely", "some few several part partly partially none"],
  ["most mostly majority many usually typically often generally commonly", "few fewest minority rarely seldom least hardly"],
  ["must mandatory obligatory compulsory", "may might optional optionally voluntary"],
  ["because", "despite although though regardless"],
  ["if when", "unless except"],
  ["single sole", "several multiple various many"],
  ["grow grows growing appear appears", "disappear disappears vanish vanishes"],
  ["light lighter lightest", "heavy heavier heaviest"],
  ["cost costs", "save saves saving spare spares"],
  ["including includes include", "excluding excludes exclude"],
  ["enough sufficient ample much", "little insufficient scarcely"],
  ["faster fast quick quicker quickly rapidly sooner", "slower slow slowly"],
  ["longer long", "shorter short briefly"],
  ["larger large bigger big huge", "smaller small little tiny"],
  ["better best stronger strong strongest improve improves improved", "worse worst weaker weak weakest worsen worsens degrade degrades"],
  ["cheaper cheap cheapest inexpensive affordable", "dearer expensive costly costlier pricey pricier"],
  ["easier easy easily simple simpler simplest", "harder hard hardest difficult complex complicated"],
  ["inside internal internally inhouse in-house stay stays remain remains keep keeps kept", "outside external externally leave leaves leaving send sends sent"],
  ["enable enables allow allows permit permits let lets", "prevent prevents forbid forbids block blocks stop stops"],
  ["gain gains win wins keep keeps", "lose loses lost losing"],
  ["public publicly published visible transparent", "private secret hidden confidential opaque unpublished"],
  ["possible able", "impossible unable"],
  ["safe safer secure", "unsafe risky dangerous"],
  ["same identical alike", "different differently other"],
  ["ahead lead leads leading", "behind lag lags lagging trail trails"],
  ["separate separately individually", "together jointly combined"],
  ["rely relies dependent depend depends", "independent independently"],
  ["add adds adding added", "remove removes removing removed"],
  ["minimum least", "maximum most"],
  ["widen widens widening widened broaden broadens", "narrow narrows narrowing narrowed close closes closing"],
  ["run runs running work works working", "stop stops stopped stopping fail fails failing break breaks down"],
  ["predictable stable fixed steady", "unpredictable unstable variable volatile"],
]; // biome-ignore format: a table

const places = new Map<string, { readonly axis: number; readonly way: 1 | -1 }[]>();
for (const [axis, ways] of axes.entries())
  for (const [i, words] of ways.entries())
    for (const word of words.split(" "))
      places.set(word, [...(places.get(word) ?? []), { axis, way: i === 0 ? 1 : -1 }]);

interface Clause {
  readonly content: ReadonlySet<string>;
  /** For each axis that it speaks of, which way: 1, -1, or 0 for both. */
  readonly ways: ReadonlyMap<number, number>;
  /** Axes on which a negator turned a word, as often as it did. */
  readonly turnedOn: readonly number[];
  /** By negators that turn none of these round; unsaid of what has several clauses. */
  readonly isNegated: boolean | undefined;
}

/** These tie clauses together: a negator behind one belongs to what follows. */
const ties =
  /^(?:because|despite|although|though|if|when|unless|except|before|after|until|once|since|over|under|up|down)$/;
const reach = 4; // words from a negator to what it turns round
const wordShape = /[\p{L}]+(?:['’-][\p{L}]+)*/gu;

function read(text: string, stem: Stem): Clause {
  const words = (evened(text).toLowerCase().replaceAll("’", "'").match(wordShape) ?? []).filter((word) => word !== "a");
  const ways = new Map<number, number>();
  const used = new Set<number>();
  const turnedOn: number[] = [];
  for (const [i, word] of words.entries()) {
    const known = places.get(word);
    if (!known) continue;
    // A negator turns the first of these that follows it.
    const from = Math.max(
      0,
      i - (ties.test(word) ? 1 : reach),
      words.slice(0, i).findLastIndex((one) => negationEnds.test(one) || /^(?:what|how|where|whether|why)$/.test(one)) +
        1,
    );
    const back = words.slice(from, i).findLastIndex((one) => isNegator(one) && !places.has(one));
    const at = from + back;
    // "adds no knowledge" says of adding what "does not add" says.
    const behind =
      !ties.test(word) && isNegator(words[i + 1] ?? "") && !places.has(words[i + 1] ?? "") ? i + 1 : undefined;
    // "Without engineers it is hard": what is hard is not without them.
    const isOver =
      words[at] === "without" && words.slice(at, i).some((one) => /^(?:it|it's|is|are|you|there)$/.test(one));
    const negator = back < 0 || used.has(at) || isOver ? behind : at;
    for (const { axis, way } of known) {
      const turned = negator === undefined ? way : -way;
      if (negator !== undefined && !used.has(negator)) {
        used.add(negator);
        turnedOn.push(axis);
      }
      const before = ways.get(axis);
      ways.set(axis, before === undefined || before === turned ? turned : 0);
    }
  }
  const isNegated =
    partsOf(text).length > 1
      ? undefined
      : words.filter((word, i) => isNegator(word) && !used.has(i) && !places.has(word)).length % 2 === 1;
  const content = new Set(
    readWords(text, stem).flatMap((word) => (word.isContent && !places.has(word.text) ? [word.stem] : [])),
  );
  return { content, ways, turnedOn, isNegated };
}

const fewestShared = 2;
/** Of a clause's words, from which a clause of the passage speaks of the same. */
const speaksOfTheSame = 0.5;
/** Of both clauses' words together, from which one says the other again, so that a "not" more or less turns it round. */
const saysItAgain = 0.5;

/** @param sources the sentences of the passage that hold the sentence's words */
export function isTurnedRound(sentence: string, sources: readonly string[], stem: Stem): boolean {
  const there = sources
    .flatMap((source) => [...partsOf(source), ...source.split(/[.!?]\s+/)])
    .map((text) => read(text, stem));
  const parts = partsOf(sentence);
  // What is so on a condition is one statement.
  return [...parts, ...(/^\W*(?:if|when|where|once) /i.test(sentence) ? [sentence] : [])].some((text) => {
    const said = read(text, stem);
    const shared = ({ content }: Clause): number => [...said.content].filter((word) => content.has(word)).length;
    const most = Math.max(0, ...there.map(shared));
    if (most < Math.min(fewestShared, said.content.size) || most < said.content.size * speaksOfTheSame || most === 0)
      return false;
    const all = (one: Clause): number => said.content.size + one.content.size - shared(one);
    // Of those that hold as much, the one with least besides.
    const least = Math.min(...there.filter((one) => shared(one) === most).map(all));
    const fits = there.filter((one) => shared(one) === most && all(one) === least);
    return fits.every((one) => contradicts(said, one, most, most / least));
  });
}

/** A heading is a clause of its own. */
const partsOf = (text: string): string[] =>
  text
    .split(/[.!?]\s+/)
    .flatMap(clausesIn)
    .flatMap((clause) => clause.split(/(?<!not )\b(?=(?:without|rather than|instead of|not by|not for)\b)/i))
    .filter((part) => part.trim() !== "");

function contradicts(said: Clause, there: Clause, shared: number, alike: number): boolean {
  for (const [axis, way] of said.ways) if (way !== 0 && there.ways.get(axis) === -way) return true;
  if (said.isNegated === undefined || there.isNegated === undefined || shared < fewestShared) return false;
  // Where only one speaks of an axis, its "not" is as good as any other.
  const others = (one: Clause, other: Clause): number => one.turnedOn.filter((axis) => !other.ways.has(axis)).length;
  const isOdd = (others(said, there) + others(there, said)) % 2 === 1;
  return alike >= saysItAgain && (said.isNegated !== there.isNegated) !== isOdd;
}

/** Whether a word that points somewhere points where another does; undefined for one that points nowhere. */
export function pointsAlike(one: string, other: string): boolean | undefined {
  const known = places.get(one);
  return known?.some(({ axis, way }) => places.get(other)?.some((place) => place.axis === axis && place.way === way));
}
