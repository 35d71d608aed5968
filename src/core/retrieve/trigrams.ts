/**
 * Three neighbouring characters of a word with its edges marked: "_ll", "lla", "lam", "ama", "ma_".
 * They forgive endings, compounds and misspellings that stems do not.
 */

/** Number of distinct trigram codes; they fit 16 bits. */
export const TRIGRAMS = 65536;
const LETTERS = 37;
const EXACT = LETTERS ** 3;

/** Codes of the trigrams of a folded word, with repeats. Exact for a-z and 0-9, hashed for everything else. */
export function trigramsOf(word: string): number[] {
  const codes: number[] = [];
  if (word.length === 0) return codes;
  let a = 0;
  let b = letter(word.charCodeAt(0));
  for (let i = 1; i <= word.length; i++) {
    const c = i === word.length ? 0 : letter(word.charCodeAt(i));
    codes.push(codeOf(a, b, c));
    a = b;
    b = c;
  }
  return codes;
}

function letter(code: number): number {
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 48 && code <= 57) return code - 21;
  return code + LETTERS;
}

function codeOf(a: number, b: number, c: number): number {
  if (a < LETTERS && b < LETTERS && c < LETTERS) return (a * LETTERS + b) * LETTERS + c;
  const mixed = Math.imul(Math.imul(Math.imul(a, 31) + b, 31) + c, 0x9e3779b1) >>> 0;
  return EXACT + (mixed % (TRIGRAMS - EXACT));
}
