/** What comes first: "A before B", "after B, A", "A first, and then B". */
import { readWords, type Stem } from "./reading.ts";
import { sameStem } from "./same-words.ts";

/**
 * Each with what is earlier and what is later in it. What stands first begins where a part of the sentence does: begun at
 * each letter, a sentence of a thousand "and"s would be gone through a thousand times.
 */
const shapes: readonly RegExp[] = [
  /^\W*before (?<late>[^,;:.]+), (?<early>[^;:.]+)/i,
  /^\W*(?:if|when) (?<late>[^,;:.]+), (?<early>[^;:.]+) (?:first|beforehand)\b/i,
  /^\W*(?:after|once) (?<early>[^,;:.]+), (?<late>[^;:.]+)/i,
  /(?<![^;:.])(?<early>[^;:.]+?),? \b(?:first|before that)\b,? (?:and|then|and then) (?<late>[^;:.]+)/i,
  /(?<![^;:.])(?<early>[^;:.]+?), (?:and )?(?:then|afterwards|later|only then) (?<late>[^;:.]+)/i,
  /(?<![^;:.])(?<early>[^;:.]+) and (?<late>[^,;:.]+) (?:afterwards|later)\b/i,
  /(?<![^;:.])(?<early>[^;:.]+) \b(?:before|until) (?<late>[^,;:.]+)/i,
  /(?<![^;:.])(?<late>[^;:.]+) \b(?:after|once) (?<early>[^,;:.]+)/i,
];

/** Whether what the passage puts first comes last. */
export function comesInOtherOrder(sentence: string, source: string, stem: Stem): boolean {
  const said = sequenceOf(sentence, stem);
  if (!said) return false;
  return source.split(/(?<=[.!?;:])\s+/).some((one) => {
    const there = sequenceOf(one, stem);
    if (!there) return false;
    const shared = (a: readonly string[], b: readonly string[]): number =>
      a.filter((word) => b.some((other) => sameStem(word, other, stem))).length;
    const [early, late] = [shared(said.early, there.late), shared(said.late, there.early)];
    return early > 0 && late > 0 && early + late > shared(said.early, there.early) + shared(said.late, there.late);
  });
}

function sequenceOf(text: string, stem: Stem) {
  const groups = shapes.map((shape) => shape.exec(text)?.groups).find(Boolean);
  if (!groups) return undefined;
  const content = (part = ""): string[] => readWords(part, stem).flatMap((word) => (word.isContent ? [word.stem] : []));
  return { early: content(groups["early"]), late: content(groups["late"]) };
}
