import { edits } from "./edits.ts";

/** A foreign message in English words, word by word. */
export interface Gloss {
  readonly english: string;
  /** Words that say something and were understood. */
  readonly known: number;
  /** Words that were not, and are left out. */
  readonly unknown: number;
}

export interface Lexicon {
  /** How much of a message looks like this language, in words. */
  likeness(text: string, english: English): number;
  gloss(text: string, english: English): Gloss;
}

/** What is known of English: words that carry a sentence, and words of the subject. */
export interface English {
  readonly little: ReadonlySet<string>;
  has(word: string): boolean;
}

export interface WordList {
  readonly marks: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  /** Writes compounds as one word: Kundendaten. */
  readonly compounds: boolean;
}

const token = /[$€£]?[\p{L}\p{N}]+(?:[-.,][\p{L}\p{N}]+)*|[.?!;:,]/gu;
const plain = /^[\p{L}\p{N}]/u;
const endings = /(?:ern|en|em|er|es|as|os|e|n|s|a|o|i)$/;
const links = ["", "s", "n", "en", "es", "e", "er"]; // that stand between the parts of a compound
const longestRead = 40; // letters of a word
const shortestStem = 4;
const shortestMisspelt = 5;
const shortestReplaced = 7;
const shortestPart = 3;
const singleLetter = 0.3; // how much a mark of one plain letter tells of a language: such letters stand for anything

const sharedMark = 0.7; // a common word that is one in English too
/** How much an English word of the subject tells of a language: the others borrow them. */
export const subjectWord = 0.3;

/** Lower case without accents: people type without them. */
export const fold = (text: string): string =>
  text.toLowerCase().replaceAll("ß", "ss").replaceAll("œ", "oe").normalize("NFD").replaceAll(/\p{M}/gu, "");

const spelled = (key: string): string[] => [
  ...new Set([key, key.replaceAll(/[äöü]/g, (letter) => `${fold(letter)}e`)]),
];
const atoms = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const stemOf = (word: string): string => {
  const stem = word.replace(endings, "");
  return stem.length >= shortestStem ? stem : word;
};

/** Makes a word list ready: accents are optional, endings and one wrong letter seen through, compounds taken apart. */
export function lexiconOf({ marks: listed, words, compounds }: WordList): Lexicon {
  const marks = new Set(listed.flatMap((mark) => atoms(mark)));
  const phrases = new Map<string, string>();
  const accented = new Map<string, string>(); // où is not ou, where the accent is typed
  for (const [key, english] of Object.entries(words)) {
    for (const spelling of spelled(key)) {
      const phrase = atoms(spelling).join(" ");
      if (!phrases.has(phrase) || phrase === key) phrases.set(phrase, english);
      if (spelling === key && fold(key) !== key && !phrase.includes(" ")) accented.set(key.normalize("NFC"), english);
    }
  }
  const longest = Math.max(1, ...[...phrases.keys()].map((phrase) => phrase.split(" ").length));
  const letters = new Set([...listed, ...Object.keys(words)].join("").normalize("NFC"));
  const singles = vocabulary([...phrases.keys()].filter((phrase) => !phrase.includes(" ")));
  const inPhrases = vocabulary([...phrases.keys()].flatMap((phrase) => phrase.split(" ")));

  /** "Eigentlich", "vraiment": a common word that means nothing by itself nor in a phrase. */
  const isFiller = (word: string): boolean => marks.has(word) && !inPhrases.has(word);

  /** One word of the text in the words of the list, or undefined where it is none of them. */
  const read = (word: string, english: English): string[] | undefined => {
    if (phrases.has(word)) return [word];
    if (marks.has(word)) return [];
    if (english.has(word) || word.length > longestRead) return undefined;
    const one = singles.near(word);
    if (one !== undefined) return [one];
    return compounds ? partsOf(word, singles) : undefined;
  };

  const gloss = (text: string, english: English): Gloss => {
    const all = (text.match(token) ?? []).flatMap((one) => split(one, english)).filter((one) => !isFiller(fold(one)));
    const seen = all.map((one) =>
      marks.has(fold(one)) || english.has(one.toLowerCase()) ? fold(one) : (inPhrases.near(fold(one)) ?? fold(one)),
    );
    const out: string[] = [];
    let known = 0;
    let unknown = 0;
    for (let i = 0; i < all.length; ) {
      const word = all[i] ?? "";
      let length = Math.min(longest, all.length - i);
      while (length > 1 && !phrases.has(seen.slice(i, i + length).join(" "))) length--;
      const keys =
        length > 1 ? [seen.slice(i, i + length).join(" ")] : plain.test(word) ? read(fold(word), english) : undefined;
      i += length;
      if (keys) {
        const typed = length > 1 ? undefined : accented.get(word.toLowerCase().normalize("NFC"));
        const meant = typed ?? keys.map((key) => phrases.get(key) ?? "").join(" ");
        if (meant.split(" ").some((one) => one !== "" && !english.little.has(one))) known++;
        add(out, meant);
      } else if (!/[\p{L}\p{N}]/u.test(word)) {
        if (out.length > 0) out.push(`${(out.pop() ?? "").replace(/[.?!;:,]$/, "")}${word}`);
      } else if (/\p{N}/u.test(word) || english.has(word.toLowerCase())) {
        add(out, word);
      } else if (word.length > 2) {
        unknown++;
      }
    }
    return {
      english: out
        .join(" ")
        .replaceAll(/\b(?:a|the) (?=(?:our|my|your|own)\b)/g, "")
        .replaceAll(/\ba (?=[aeio])/g, "an "),
      known,
      unknown,
    };
  };

  /** A word that stands in English too counts for both, for this language never more than for English. */
  const weightOf = (word: string, folded: string, english: English): number => {
    if (marks.has(folded)) {
      if (word === folded && word.length === 1) return singleLetter;
      return english.little.has(folded) ? sharedMark : english.has(folded) ? subjectWord : 1;
    }
    if (english.has(folded)) return phrases.has(folded) && !english.little.has(folded) ? subjectWord : 0;
    return read(folded, english) === undefined ? 0 : phrases.has(folded) ? 0.8 : 0.6;
  };

  const likeness = (text: string, english: English): number => {
    let sum = 0;
    for (const one of text.match(token) ?? []) {
      for (const word of split(one, english)) {
        const folded = fold(word);
        sum += weightOf(word, folded, english);
        const strange =
          word
            .toLowerCase()
            .normalize("NFC")
            .match(/[^\p{ASCII}]/gu) ?? [];
        if (strange.some((one) => !letters.has(one))) sum--;
      }
    }
    return sum;
  };
  return { likeness, gloss };

  /** Hyphenated words that neither the list nor English knows as one are read part by part. */
  function split(word: string, english: English): string[] {
    if (!plain.test(word) || !/[-.,]/.test(word) || /\p{N}/u.test(word)) return [word];
    return phrases.has(fold(word)) || english.has(word.toLowerCase()) ? [word] : word.split(/[-.,]/);
  }
}

interface Vocabulary {
  has(word: string): boolean;
  /** The word itself, else one with another ending, else one that is a letter away. */
  near(word: string): string | undefined;
}

function vocabulary(words: readonly string[]): Vocabulary {
  const known = new Set(words);
  const byStem = new Map<string, string>();
  const byFirst = new Map<string, string[]>();
  for (const word of known) {
    const stem = stemOf(word);
    if (!byStem.has(stem)) byStem.set(stem, word);
    if (word.length < shortestMisspelt - 1) continue;
    const same = byFirst.get(word.charAt(0));
    if (same) same.push(word);
    else byFirst.set(word.charAt(0), [word]);
  }
  return {
    has: (word) => known.has(word),
    near: (word) => {
      if (known.has(word)) return word;
      if (word.length > longestRead) return undefined;
      const slips =
        word.length < shortestMisspelt ? [] : (byFirst.get(word.charAt(0)) ?? []).filter((one) => isSlip(word, one));
      const inflected = word.length > shortestStem ? byStem.get(stemOf(word)) : undefined;
      return slips.find((one) => one.length === word.length) ?? inflected ?? slips[0];
    },
  };
}

/**
 * A letter too many, too few, swapped, or a wrong one at the end; elsewhere a wrong one only in longer words, since
 * short ones have too many neighbours.
 */
function isSlip(word: string, known: string): boolean {
  if (edits(word, known, 1) > 1) return false;
  if (word.length >= shortestReplaced || word.length !== known.length) return true;
  return word.slice(0, -1) === known.slice(0, -1) || sortedLetters(word) === sortedLetters(known);
}

const sortedLetters = (word: string): string => word.split("").toSorted().join("");

/** The known words of which a compound is made, the last one as long as can be: Kunden|datenbank, Betrieb|s|kosten. */
function partsOf(word: string, known: Vocabulary): string[] | undefined {
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    const head = word.slice(0, at);
    const link = links.find((one) => head.endsWith(one) && known.has(head.slice(0, head.length - one.length)));
    if (link === undefined || head.length - link.length < shortestPart) continue;
    const tail = word.slice(at);
    const rest = tail.length > shortestPart ? (known.near(tail) ?? partsOf(tail, known)) : undefined;
    if (rest !== undefined)
      return [head.slice(0, head.length - link.length), ...(typeof rest === "string" ? [rest] : rest)];
  }
  return undefined;
}

/** Adds words, but not the one that already stands last. */
function add(out: string[], words: string): void {
  if (words === "") return;
  const [first = "", ...rest] = words.split(" ");
  const last = out.at(-1);
  if (last === words || last?.endsWith(` ${words}`)) return;
  out.push(last?.split(" ").at(-1) === first && rest.length > 0 ? rest.join(" ") : words);
}
