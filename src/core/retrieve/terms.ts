/**
 * From text to words. Lower case, no accents, no apostrophes; a word is a run of letters and digits.
 *
 * Technical names are spelled in many ways, so that they are kept in parts and joined: "GPT-4o", "gpt 4o" and "gpt4o"
 * all give the words `gpt`, `4o` and the joined form `gpt4o`; "Llama 3.1" gives `llama`, `3.1`, `llama3.1`.
 */
import { STOP_WORDS } from "./stop-words.ts";

export interface Words {
  /** In order of appearance. */
  readonly words: readonly string[];
  /** Joined spellings of neighbouring words; they count as terms but not as length. */
  readonly joined: readonly Joined[];
}

export interface Joined {
  readonly form: string;
  /** Positions in `words`: first, and one past the last. */
  readonly from: number;
  readonly to: number;
}

const MAX_WORD = 48;
const IS_WORD = /[\p{L}\p{N}\p{M}]/u;
const NO_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const NAME_AND_NUMBER = /^([a-z]{3,}?)v?(\d[\da-z.]*)$/;
const LIKE_A_NUMBER = /^v?\d/;
/** Marks between two words that may be one name; a blank only before a number. */
const BINDS = /^[-‐-―_.+]$/;
const BEYOND_ASCII = /\P{ASCII}/u;

/** Accents that stand apart after decomposition, soft hyphens, joiners and the like. */
const INVISIBLE = /[\u0300-\u036f]|[\u200b-\u200f]|\u00ad|\u2060|\ufe0f|\ufeff/g;
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g;

/** Lower case without accents, apostrophes or invisible characters. */
export function fold(text: string): string {
  const plain = BEYOND_ASCII.test(text)
    ? text
        .normalize("NFKD")
        .toLowerCase()
        .replace(INVISIBLE, "")
        .replace(/[‘’ʼ′＇]/g, "'")
    : text.toLowerCase();
  const whole = plain.includes("'") ? plain.replace(/'s(?![\p{L}\p{N}])/gu, "").replaceAll("'", "") : plain;
  return whole.includes(",") ? whole.replace(THOUSANDS, "") : whole;
}

/** Words of one sentence or question. Linear in its length. */
export function wordsOf(text: string): Words {
  const folded = fold(text);
  const words: string[] = [];
  const joined: Joined[] = [];
  let chain = 0;
  let end = -1;
  for (let start = nextWord(folded, 0); start < folded.length; start = nextWord(folded, end)) {
    const between = end < 0 ? "" : folded.slice(end, Math.min(start, end + 2));
    end = wordEnd(folded, start);
    const word = folded.slice(start, Math.min(end, start + MAX_WORD));
    const from = words.length;
    addWord(word, words, joined);
    const previous = words[from - 1];
    const first = words[from];
    if (previous === undefined || first === undefined) continue;
    const bound = BINDS.test(between) && (between !== "." || word.length <= 3);
    if (bound) join(words, from - 1, from + 1, joined);
    else if (between === " " && LIKE_A_NUMBER.test(first) && !STOP_WORDS.has(previous) && !/\d$/.test(previous)) {
      join(words, from - 1, from + 1, joined);
    }
    // The whole of "gpt-oss-120b", besides its neighbouring pairs.
    if (!bound) chain = from;
    else if (words.length - chain > 2 && words.length - chain <= 5) join(words, chain, words.length, joined);
  }
  return { words, joined };
}

function addWord(word: string, words: string[], joined: Joined[]): void {
  const parts = NAME_AND_NUMBER.exec(word);
  const name = parts?.[1];
  const number = parts?.[2];
  if (name !== undefined && number !== undefined) {
    words.push(name, number);
    join(words, words.length - 2, words.length, joined);
  } else if (word.length > 2 && word.charCodeAt(0) > 127 && NO_SPACES.test(word)) {
    // Scripts without spaces: every two neighbouring characters are a word.
    const letters = Array.from(word);
    for (let i = 0; i + 1 < letters.length; i++) words.push(`${letters[i]}${letters[i + 1]}`);
  } else words.push(word);
}

function join(words: readonly string[], from: number, to: number, joined: Joined[]): void {
  let form = words.slice(from, to).join("");
  if (form.length > MAX_WORD) return;
  joined.push({ form, from, to });
  // "AGPL-3.0", "AGPLv3" and "AGPL 3" are one licence.
  form = form.replace(/^([a-z]{2,})v(?=\d)/, "$1").replace(/(\d)\.0$/, "$1");
  if (form !== joined.at(-1)?.form) joined.push({ form, from, to });
}

function nextWord(text: string, from: number): number {
  let i = Math.max(from, 0);
  while (i < text.length && !isWordAt(text, i)) i += step(text, i);
  return i;
}

function wordEnd(text: string, start: number): number {
  let i = start;
  while (i < text.length) {
    if (isWordAt(text, i)) i += step(text, i);
    else if (text.charCodeAt(i) === 46 && isDigit(text, i - 1) && isDigit(text, i + 1)) i++;
    else break;
  }
  return i;
}

function isDigit(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  return code >= 48 && code <= 57;
}

function step(text: string, i: number): number {
  return (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
}

function isWordAt(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return IS_WORD.test(String.fromCodePoint(text.codePointAt(i) ?? 32));
}
