/** Whether a sentence says of one thing what the passage says of another. */
import type { Unit } from "./order.ts";
import { readWords, sideOf, type Stem } from "./reading.ts";
import { sameStem } from "./same-words.ts";

const contentOf = (text: string, stem: Stem): Set<string> =>
  new Set(readWords(text, stem).flatMap((word) => (word.isContent ? [word.stem] : [])));
const segmentsOf = (text: string): string[] => text.split(/[,;:]|[.!?]\s|\b(?:while|whereas|but|because|and)\b/i);

/** Without its heading, which is of all that follows. */
const bodyOf = ({ text, heading = "" }: Unit): string => (heading === "" ? text : text.slice(heading.length + 2));

/** Two clauses that each take what tells them apart from the other's clause in the passage. */
export function isCrossed(text: string, units: readonly Unit[], stem: Stem): boolean {
  const said = segmentsOf(text)
    .map((part) => contentOf(part, stem))
    .filter(({ size }) => size > 1);
  if (said.length < 2) return false;
  const there = units.flatMap((unit, of) =>
    segmentsOf(bodyOf(unit)).map((part) => ({ of, words: contentOf(part, stem) })),
  );
  return said.some((a, i) =>
    said.slice(i + 1).some((b) => {
      let most = 0;
      let areCrossed = false;
      for (const s of there)
        for (const t of there) {
          if (s === t) continue;
          const held = shared(a, s.words) + shared(b, t.words) + (s.of === t.of ? 0.5 : 0);
          if (held < most) continue;
          const is =
            takes(a, t.words, s.words) &&
            takes(b, s.words, t.words) &&
            takes(a, s.words, t.words) &&
            takes(b, t.words, s.words);
          areCrossed = held > most ? is : areCrossed && is;
          most = held;
        }
      return areCrossed;
    }),
  );
}

const shared = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((word) => other.has(word)).length;
/** What stands there word for word weighs more. */
const alike = (one: ReadonlySet<string>, other: ReadonlySet<string>, stem: Stem): number =>
  [...one].reduce((sum, word) => {
    if (other.has(word)) return sum + 1;
    return sum + ([...other].some((there) => sameStem(word, there, stem)) ? likeness : 0);
  }, 0);
/** Whether it holds a word that is in the one and not in the other. */
const takes = (of: ReadonlySet<string>, one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...of].some((word) => one.has(word) && !other.has(word));

const sides = (text: string): ReadonlySet<string> =>
  new Set((text.toLowerCase().match(/[\p{L}-]+/gu) ?? []).flatMap((word) => sideOf(word) ?? []));
const leastAlike = 0.7;
const likeness = 0.8; // of a word that says the same

/** A clause about one side whose other words stand together only where the passage speaks of the other side. */
export function isSideSwapped(clause: string, units: readonly Unit[], stem: Stem, whole = clause): boolean {
  // A clause that names no side is about the one that its sentence names.
  const own = sides(clause);
  const [side, ...more] = own.size > 0 ? own : sides(whole);
  if (side === undefined || more.length > 0) return false;
  const plain = (of: ReadonlySet<string>): Set<string> =>
    new Set([...of].filter((word) => !/^(?:open|close|weight|self-host|host|model|proprietari|api|use)/.test(word)));
  const said = plain(contentOf(clause, stem));
  if (said.size < 2) return false;
  const fits = units.map((unit) => ({
    held: alike(said, plain(new Set(unit.words.flatMap((word) => (word.isContent ? [word.stem] : [])))), stem),
    of: sides(unit.text),
  }));
  const most = Math.max(0, ...fits.map(({ held }) => held));
  if (most < said.size * leastAlike || most < 2 * likeness) return false;
  return fits.filter(({ held }) => held === most).every(({ of }) => of.size > 0 && !of.has(side));
}
