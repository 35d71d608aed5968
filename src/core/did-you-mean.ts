import { edits } from "./edits.ts";

/** The known word nearest to what was typed, if it is near enough to be a slip of the finger or half a name. */
export function didYouMean(typed: string, known: Iterable<string>, slips = slipsIn(typed)): string | undefined {
  const word = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = slips + 1;
  let part: string | undefined;
  for (const candidate of known) {
    const distance = edits(word, candidate.toLowerCase(), bestDistance - 1);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
    if (part === undefined && word.length >= 5 && candidate.toLowerCase().includes(word)) part = candidate;
  }
  return best ?? part;
}

const slipsIn = ({ length }: string): number => (length <= 5 ? 1 : Math.max(2, Math.floor(length / 3)));
