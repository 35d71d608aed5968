/** Whether a sentence says the passage's words the wrong way round. */
import { readWords, statementsOf, type Stem, type Word } from "./reading.ts";
import { sameStem } from "./same-words.ts";
import { comesInOtherOrder } from "./sequence.ts";

/** One sentence of a passage. */
export interface Unit {
  readonly words: readonly Word[];
  /** Without its heading. */
  readonly body: readonly Word[];
  readonly text: string;
  readonly heading?: string;
}

export const clausesIn = (text: string): string[] => text.split(/[,;:]|\b(?:while|whereas|but|because|and)\b/i);

const mirror = 0.6; // of a passage's sentence, from which a clause says the same

/** A clause that mirrors a sentence of the passage but for a word, which stands elsewhere in it: said of another thing. */
export function isSubstituted(clause: string, units: readonly Unit[], titles: readonly Word[], stem: Stem): boolean {
  const content = (words: readonly Word[]): Set<string> =>
    new Set(words.flatMap((word) => (word.isContent ? [word.stem] : [])));
  const said = content(readWords(clause, stem));
  if (said.size < 3) return false;
  const fits = units.map(({ body, words, text }) => {
    const there = content(body);
    const shared = [...said].filter((word) => there.has(word)).length;
    const heading = words.slice(0, words.length - body.length);
    return { there, heading, text, shared, alike: shared / Math.max(1, said.size + there.size - shared) };
  });
  const best = fits.toSorted((a, b) => b.alike - a.alike)[0];
  if (!best || best.shared === said.size || best.shared < said.size / 2) return false;
  // What stands there in full, with a pronoun for something, may name it.
  if (best.shared === best.there.size && /\b(?:this|that|it|its|they|them|these|those|both|one)\b/i.test(best.text))
    return false;
  // What the passage is about may stand for "it", where the passage names nothing else there.
  const known = best.shared === best.there.size ? content(titles) : new Set<string>();
  for (const word of content(best.heading)) known.add(word);
  const elsewhere = (word: string): boolean => units.some(({ body }) => body.some((other) => other.stem === word));
  const gone = [...best.there].filter((word) => !said.has(word));
  const standsFor = (word: string): boolean => gone.length > 0 && !gone.some((other) => sameStem(word, other, stem));
  return (
    best.shared >= best.there.size * mirror &&
    [...said].some((word) => !best.there.has(word) && !known.has(word) && elsewhere(word) && standsFor(word))
  );
}

const turns =
  /\b(?:rather than|instead of|than|(?:counts?|ranks?|comes?|is|are|stands?) (?:above|below|before|behind|ahead of)|fraction of|part of)\b|,? (?:and |but )?not (?:only |just )?(?=by |on |at |from |in |to |the |your |its )/i;

export function isSwapped(sentence: string, sources: readonly string[], stem: Stem): boolean {
  return (
    sources.some(
      (source) => comparesTheOtherWay(sentence, source, stem) || comesInOtherOrder(sentence, source, stem),
    ) || swapsSubjects(sentence, sources.join(" ; "), stem)
  );
}

/** "A is more than B" where the passage says that B is more than A. */
function comparesTheOtherWay(sentence: string, source: string, stem: Stem): boolean {
  const [said, there] = [sidesOf(sentence, stem), sidesOf(source, stem)];
  if (!said || !there) return false;
  const same = (one: string, other: string): boolean => sameStem(one, other, stem);
  const only = (one: ReadonlySet<string>, other: ReadonlySet<string>): string[] =>
    [...one].filter((word) => ![...other].some((that) => same(word, that)));
  const shares = (one: readonly string[], other: readonly string[]): boolean =>
    one.some((word) => other.some((that) => same(word, that)));
  const [saidLeft, saidRight] = [only(said.left, said.right), only(said.right, said.left)];
  const [left, right] = [only(there.left, there.right), only(there.right, there.left)];
  // Passages say "its" of what they compare, so that one half that moved is enough where nothing stayed in its place.
  return shares(saidLeft, right) && (shares(saidRight, left) || !shares(saidRight, right));
}

function sidesOf(text: string, stem: Stem) {
  const way = /\bfrom ([^,;:.]+?) (?:to|towards|into) ([^,;:.]+)/i.exec(text);
  const at = turns.exec(text);
  if (!at && !way) return undefined;
  const words = (part: string): ReadonlySet<string> =>
    new Set(
      readWords(part, stem).flatMap((word) => (word.isContent && !/^ones?\b/.test(word.text) ? [word.stem] : [])),
    );
  if (!at) return { left: words(way?.[1] ?? ""), right: words(way?.[2] ?? "") };
  const before =
    text
      .slice(0, at.index)
      .split(/[,;:.]/)
      .at(-1) ?? "";
  const after = text.slice(at.index + at[0].length).split(/[,;:.]/)[0] ?? "";
  return { left: words(before), right: words(after) };
}

/** "A does this, B does that", where the passage has it of the other each time. */
function swapsSubjects(sentence: string, source: string, stem: Stem): boolean {
  const said = statementsOf(sentence, stem);
  const there = statementsOf(source.replaceAll(/[.!?](?=\s)/g, ";"), stem);
  const fit = (rest: ReadonlySet<string>, subject: string): number =>
    Math.max(
      0,
      ...there
        .filter((one) => one.subject === subject)
        .map((one) => [...rest].filter((word) => one.rest.has(word)).length),
    );
  return said.some((a, i) =>
    said.slice(i + 1).some((b) => {
      if (a.subject === b.subject) return false;
      const straight = fit(a.rest, a.subject) + fit(b.rest, b.subject);
      const crossed = fit(a.rest, b.subject) + fit(b.rest, a.subject);
      return (
        there.some((one) => one.subject === a.subject) &&
        there.some((one) => one.subject === b.subject) &&
        crossed > straight
      );
    }),
  );
}
