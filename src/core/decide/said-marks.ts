/**
 * What the learner sees of a clause: its words without their endings, how they begin, neighbours, which families and classes
 * the words belong to and which of these stand together, and what follows a "no".
 */
export interface Marks {
  /** Marks that were seen while learning, each once. */
  readonly known: readonly number[];
  readonly weights: readonly number[];
}

export interface MarkReader {
  /** The marks of a clause in plain text; while learning, what is new is taken up. */
  readonly read: (clause: string) => Marks;
  /** How many different marks there are. */
  readonly count: () => number;
  /** From now on nothing new is taken up. */
  readonly close: () => void;
}

interface Word {
  readonly id: number;
  readonly beginning: number;
  /** The first family, or the word itself where it has none. */
  readonly kind: number;
  readonly families: readonly number[];
  /** Of words that are used alike. */
  readonly classes: readonly number[];
  readonly isNegator: boolean;
  readonly isSmall: boolean;
}

const beginningLetters = 5;
const negatedWords = 5; // so many words after a "no" are under it
const pairWeight = 0.7;
const room = 2 ** 17; // ids of words and families, beyond what any file holds
const kindOfMark = { word: 0, beginning: 1, family: 2, pair: 3, together: 4, negated: 5 } as const;

const articles = new Set(["the", "a", "an"]);
const small = new Set(
  (
    "of to in is are be it and we our for that this on at as with or by from have has us i you they their its was " +
    "were will would"
  ).split(" "),
);
const negators = new Set("no not never nobody nothing none without neither nor zero lack".split(" "));
const spelledOut: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    cannot: ["can", "not"],
    cant: ["can", "not"],
    "can't": ["can", "not"],
    "won't": ["will", "not"],
    wont: ["will", "not"],
    dont: ["do", "not"],
    doesnt: ["does", "not"],
    isnt: ["is", "not"],
    arent: ["are", "not"],
    havent: ["have", "not"],
    mustnt: ["must", "not"],
    "w/": ["with"],
    "w/o": ["without"],
  }),
);
const endings = /'(?:s|re|ve|ll|d|m)$/;
const aCount = /(\w+) (\d+)/g;
const counts: ReadonlyMap<string, number> = new Map(
  [
    ..."zero 0 one 1 single 1 two 2 couple 2 pair 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10".matchAll(
      aCount,
    ),
    ..."eleven 11 twelve 12 dozen 12 fifteen 15 twenty 20 thirty 30 forty 40 fifty 50".matchAll(aCount),
  ].map(([, word = "", count]) => [word, Number(count)]),
);

/**
 * @param families words that play the same part, under a name
 * @param classesOf classes of words that are used alike, so that something is known of a word that no lesson has
 */
export function markReader(
  families: Readonly<Record<string, readonly string[]>>,
  classesOf: (word: string) => readonly string[] = () => [],
): MarkReader {
  const ids = new Map<string, number>();
  const marks = new Map<number, number>();
  let isOpen = true;
  /** 0 for what is not known. */
  const idOf = (symbol: string): number => {
    const known = ids.get(symbol);
    if (known !== undefined || !isOpen) return known ?? 0;
    ids.set(symbol, ids.size + 1);
    return ids.size;
  };
  const familiesOf = new Map<string, number[]>();
  for (const [name, all] of Object.entries(families))
    for (const one of all) {
      const stem = stemOf(one.toLowerCase().replaceAll(/[^\p{L}\p{N}/]/gu, ""));
      const known = familiesOf.get(stem) ?? [];
      familiesOf.set(stem, [...new Set([...known, idOf(`@${name}`)])]);
    }
  const words = new Map<string, Word>();
  const wordOf = (typed: string): Word => {
    const known = words.get(typed);
    if (known) return known;
    const size = sizeOf(typed);
    const stem = size !== undefined && /^\d/.test(typed) ? size : stemOf(typed);
    const own = [...(familiesOf.get(stem) ?? []), ...(size === undefined ? [] : [idOf(size)])];
    const id = idOf(stem);
    const isSmall = small.has(stem);
    const word: Word = {
      id,
      beginning: stem.length > beginningLetters ? idOf(`~${stem.slice(0, beginningLetters)}`) : -1,
      kind: own[0] ?? id,
      families: own,
      classes: isSmall ? [] : classesOf(typed).map((one) => idOf(`%${one}`)),
      isNegator: negators.has(stem),
      isSmall,
    };
    if (isOpen || words.size < 20_000) words.set(typed, word);
    return word;
  };
  const isFamily = (joined: string): boolean => familiesOf.has(stemOf(joined));

  const read = (clause: string): Marks => {
    const found = new Map<number, number>(); // ids of marks and their weights
    const add = (kind: number, a: number, b: number, weight: number): void => {
      const key = (kind * room + a) * room + b;
      let mark = a === 0 || (kind === kindOfMark.pair && b === 0) ? undefined : marks.get(key);
      if (mark === undefined && isOpen) marks.set(key, (mark = marks.size));
      if (mark !== undefined) found.set(mark, weight);
    };
    const all = wordsOf(clause, isFamily).map(wordOf);
    const present = new Set<number>();
    let under = 0;
    for (const [i, word] of all.entries()) {
      if (!word.isSmall) add(kindOfMark.word, word.id, 0, 1);
      if (word.beginning >= 0) add(kindOfMark.beginning, word.beginning, 0, 1);
      for (const family of word.families) {
        add(kindOfMark.family, family, 0, 1);
        present.add(family);
        if (under > 0) add(kindOfMark.negated, family, 0, 1);
      }
      for (const one of word.classes) {
        add(kindOfMark.family, one, 0, 1);
        if (under > 0 && !word.isNegator) add(kindOfMark.negated, one, 0, 1);
      }
      if (under > 0 && !word.isSmall && !word.isNegator) add(kindOfMark.negated, word.id, 0, 1);
      under = word.isNegator ? negatedWords : under - 1;
      const next = all[i + 1];
      const after = next?.id ?? idOf("$");
      add(kindOfMark.pair, word.id, after, pairWeight);
      if (word.kind !== word.id || (next && next.kind !== next.id))
        add(kindOfMark.pair, word.kind, next?.kind ?? after, pairWeight);
      if (i === 0) add(kindOfMark.pair, idOf("^"), word.kind, pairWeight);
    }
    const together = [...present].sort((a, b) => a - b);
    for (const [i, one] of together.entries())
      for (const other of together.slice(i + 1)) add(kindOfMark.together, one, other, 1);
    return { known: [...found.keys()], weights: [...found.values()] };
  };
  return { read, count: () => marks.size, close: () => (isOpen = false) };
}

function sizeOf(word: string): string | undefined {
  const count = counts.get(word) ?? (/^\d/.test(word) ? Number(word.replaceAll(",", "")) : undefined);
  if (count === undefined || Number.isNaN(count)) return undefined;
  return count === 0 ? "#0" : count === 1 ? "#1" : count < 5 ? "#few" : count < 50 ? "#many" : "#huge";
}

/** Words of a plain text, contractions spelled out; "air-gapped" is one word where `isOne` says so, else two. */
function wordsOf(text: string, isOne: (joined: string) => boolean): string[] {
  const words: string[] = [];
  for (const [typed] of text.matchAll(/w\/o?(?!\w)|\p{L}+(?:['-]\p{L}+)*|\d+(?:[.,]\d+)*|\d+/gu)) {
    if (articles.has(typed)) continue;
    const spelled = spelledOut.get(typed);
    if (spelled) words.push(...spelled);
    else if (typed === "one" && words.at(-1) === "no") words[words.length - 1] = "nobody";
    else if (typed.endsWith("n't")) words.push(typed.slice(0, -3), "not");
    else if (typed.includes("-")) {
      const joined = typed.replaceAll("-", "").replace(endings, "");
      words.push(...(isOne(joined) ? [joined] : typed.replace(endings, "").split("-")));
    } else words.push(typed.replace(endings, ""));
  }
  return words;
}

const doubled = /([bdgmnprt])\1$/; // "planned", "running"

/** A word without its commonest endings: rough, but the same for every form. */
export function stemOf(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  let stem = word;
  if (stem.endsWith("ies") && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:ss|sh|ch|x|z)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (/[^sui]s$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.endsWith("ing") && stem.length > 6) stem = stem.slice(0, -3).replace(doubled, "$1");
  else if (stem.endsWith("ed") && stem.length > 5) stem = stem.slice(0, -2).replace(doubled, "$1");
  else if (stem.endsWith("ly") && stem.length > 5) stem = stem.slice(0, -2);
  if (stem.endsWith("e") && stem.length > 4) stem = stem.slice(0, -1);
  return stem.endsWith("y") && stem.length > 4 ? `${stem.slice(0, -1)}i` : stem;
}
