/** The Snowball English stemmer ("Porter2", snowballstem.org), with the stems of words seen before. */
import snowball from "snowball-stemmers";

const stemmer = snowball.newStemmer("english");
/** Enough for a large corpus' common words; stems cost a few microseconds, so starting over is cheap. */
const MOST = 50_000;
const stems = new Map<string, string>();

/** Stem of a lower-case word. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MOST) stems.clear();
  const found = stemmer.stem(word);
  stems.set(word, found);
  return found;
}
