/** Whether a sentence says the passage's words the wrong way round. */
import { readWords, statementsOf, type Stem } from "./reading.ts";

const turns = /\b(?:rather than|instead of|than)\b/i;

export function isSwapped(sentence: string, sources: readonly string[], stem: Stem): boolean {
  return (
    sources.some((source) => comparesTheOtherWay(sentence, source, stem)) ||
    swapsSubjects(sentence, sources.join(" ; "), stem)
  );
}

/** "A is more than B" where the passage says that B is more than A. */
function comparesTheOtherWay(sentence: string, source: string, stem: Stem): boolean {
  const [said, there] = [sidesOf(sentence, stem), sidesOf(source, stem)];
  if (!said || !there) return false;
  const only = (one: ReadonlySet<string>, other: ReadonlySet<string>): string[] =>
    [...one].filter((word) => !other.has(word));
  const [saidLeft, saidRight] = [only(said.left, said.right), only(said.right, said.left)];
  const [left, right] = [new Set(only(there.left, there.right)), new Set(only(there.right, there.left))];
  return saidLeft.some((word) => right.has(word)) && saidRight.some((word) => left.has(word));
}

function sidesOf(text: string, stem: Stem) {
  const at = turns.exec(text);
  if (!at) return undefined;
  const words = (part: string): ReadonlySet<string> =>
    new Set(readWords(part, stem).flatMap((word) => (word.isContent ? [word.stem] : [])));
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
