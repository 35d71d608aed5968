/**
 * Whether a question is about this subject at all, judged by its words alone, whatever retrieval finds for it. `maybe`:
 * its only words of the subject mean something else elsewhere (an open shop, a model railway).
 */
export type OnSubject = (text: string) => "yes" | "maybe" | "no";

const ambiguous =
  /^(open|closed|close|models?|hosts?|hosted|hosting|weights?|weighs?|tokens?|clouds?|agents?|training|trained|train|memory|licen[cs]es?|prompts?|edge|chains?|routers?|hybrids?|parameters?|power|energy|private|public|box|local|data)$/;

/** Words of everyday talk that also stand in names of our subject ("second provider", "time to market"). */
const everyday = new Set(
  `answer answers ask best big board book break buy call change clock close code come company computer day days desk end
  expense expenses fast find fine first free full goes going good hand hands help high home hours house keep keeps kind
  know large last left letter line list long look low machine make making manager many market money month months move
  name new next number office one open-air order own page part party pay people phone place plan point points product
  question quick quickly raise real rent request requests retire retired retirement right run running say says second
  sell service set short show side slow small soon start stop store support system take team teams thing third three
  time two type use used using want way week weeks word work works year years young`.split(/\s+/),
);

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * A word belongs to the subject when it is a name by itself ("privacy", "qwen") or stands in two names or more
 * ("token price", "per token"); a word of one long name only ("third-party host") is too general to count.
 * @param names terms of the glossary, names of factors, architectures and models
 * @param general words that never count, however often they stand in names
 */
export function subjectOf(
  names: readonly string[],
  stem: (word: string) => string,
  general: ReadonlySet<string>,
): OnSubject {
  const alone = new Set<string>();
  const counted = new Map<string, number>();
  for (const name of new Set(names.map((n) => n.toLowerCase()))) {
    const words = [
      ...new Set(
        wordsOf(name)
          .filter((w) => w.length > 1 && !general.has(w) && !everyday.has(w))
          .map(stem),
      ),
    ];
    if (wordsOf(name).length === 1) for (const word of words) alone.add(word);
    for (const word of words) counted.set(word, (counted.get(word) ?? 0) + 1);
  }
  const subject = new Set([...counted].filter(([word, count]) => alone.has(word) || count >= 2).map(([word]) => word));
  return (text) => {
    const about = wordsOf(text).filter((word) => !general.has(word) && !everyday.has(word) && subject.has(stem(word)));
    if (about.length === 0) return "no";
    return about.every((word) => ambiguous.test(word)) ? "maybe" : "yes";
  };
}
