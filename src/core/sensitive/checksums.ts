/** Numbers that carry their own proof: with it, a number that only looks like one of them is let go. */

const digitsOf = (text: string): number[] => Array.from(text.replaceAll(/\D/g, ""), Number);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const at = (digits: readonly number[], i: number): number => digits[i] ?? 0;
const weighed = (digits: readonly number[], weights: readonly number[]): number =>
  sumOf(weights.map((weight, i) => weight * at(digits, i)));

/** Luhn's: every second digit doubled, from the right. Cards, and a few national numbers. */
export function isLuhn(text: string): boolean {
  const digits = digitsOf(text).toReversed();
  return sumOf(digits.map((digit, i) => (i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit))) % 10 === 0;
}

/** Thirteen to nineteen digits that pass Luhn's, and that do not all say the same. */
export const isCard = (text: string): boolean => {
  const digits = digitsOf(text);
  return digits.length >= 13 && digits.length <= 19 && new Set(digits).size > 1 && isLuhn(text);
};

/** The remainder of a long number, letters counted as 10 to 35 (ISO 7064, mod 97). */
function mod97(text: string): number {
  let rest = 0;
  for (const sign of text) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

export const isIban = (text: string): boolean => {
  const plain = text.replaceAll(/[\s-]/g, "").toUpperCase();
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain) && mod97(plain.slice(4) + plain.slice(0, 4)) === 1;
};

/** United States: parts that were never given out are none. */
export const isUsSocialSecurity = (text: string): boolean =>
  /^(?!000|666|9)\d{3}\D?(?!00)\d{2}\D?(?!0000)\d{4}$/.test(text);

/** Germany's tax id: eleven digits (ISO 7064, mod 11, 10), one of which stands twice or three times. */
export function isGermanTaxId(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.length !== 11 || at(digits, 0) === 0) return false;
  const first = digits.slice(0, 10);
  if (new Set(first).size < 8 || new Set(first).size > 9) return false;
  let product = 10;
  for (const digit of first) {
    const sum = (digit + product) % 10;
    product = (2 * (sum === 0 ? 10 : sum)) % 11;
  }
  return (11 - product) % 10 === at(digits, 10);
}

/** Spain: the letter is the number's remainder by 23. X, Y and Z before it are 0, 1 and 2. */
export function isSpanishId(text: string): boolean {
  const plain = text.replaceAll(/[\s.-]/g, "").toUpperCase();
  const number = Number(plain.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter))));
  return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] === plain.at(-1);
}

/** France: fifteen digits, the last two of which are 97 less the rest of the others. */
export function isFrenchSocialSecurity(text: string): boolean {
  const plain = text.replaceAll(/[\s.]/g, "").toUpperCase();
  const number = plain.slice(0, 13).replace("2A", "19").replace("2B", "18");
  return 97 - Number(BigInt(number) % 97n) === Number(plain.slice(13));
}

/** Poland's PESEL. */
export const isPesel = (text: string): boolean => {
  const digits = digitsOf(text);
  return (10 - (weighed(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === at(digits, 10);
};

/** The Netherlands' BSN: nine digits, weighed 9 to 2 and -1. */
export const isBsn = (text: string): boolean => {
  const digits = digitsOf(text);
  return digits.length === 9 && new Set(digits).size > 1 && weighed(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
};

/** Brazil's CPF. */
export function isCpf(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.length !== 11 || new Set(digits).size === 1) return false;
  const check = (count: number): number => {
    const weights = Array.from({ length: count }, (_, i) => count + 1 - i);
    return ((10 * weighed(digits, weights)) % 11) % 10;
  };
  return check(9) === at(digits, 9) && check(10) === at(digits, 10);
}

/** Switzerland's AHV number, an EAN-13 that begins with 756. */
export const isAhv = (text: string): boolean => {
  const digits = digitsOf(text);
  return (10 - (weighed(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10 === at(digits, 12);
};
