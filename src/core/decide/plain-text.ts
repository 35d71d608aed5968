import type { Respeller } from "../respell.ts";

/** A text as patterns read it, and where each of its characters stands in what somebody typed. */
export interface PlainText {
  /** Lower case, plain quotes and hyphens, single spaces; a line's end is a line feed. */
  readonly plain: string;
  /** The typed words between two places of `plain`, as they stand. */
  readonly wordsOf: (start: number, end: number) => string;
}

const plainSigns: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  ʼ: "'",
  "´": "'",
  "“": '"',
  "”": '"',
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "•": "-",
  "…": ".",
};
const emphasis = /[*_~`\u00AD\u200B-\u200D\uFEFF]/;
const longestQuote = 80; // characters
const wrappedFrom = 60; // characters of a line that an editor, and not its writer, has ended

/** Makes a text plain; `respell` puts words right of five letters and more. */
export function plainText(text: string, respell: Respeller): PlainText {
  const at: number[] = [];
  let plain = "";
  const put = (signs: string, from: number, to: number): void => {
    plain += signs;
    for (let i = 0; i < signs.length; i++) at.push(i === signs.length - 1 ? to - 1 : Math.min(from + i, to - 1));
  };
  const repaired = new Map<string, string>();
  let lineStart = 0;
  for (const { 0: piece, index } of text.matchAll(/\s+|\p{L}+|[^\s\p{L}]/gu)) {
    const end = index + piece.length;
    if (/^\s/.test(piece)) {
      const isEnd = piece.includes("\n") && !(index - lineStart >= wrappedFrom && /^\p{Ll}/u.test(text.slice(end)));
      if (piece.includes("\n")) lineStart = end;
      if (isEnd) put("\n", index, end);
      else if (plain !== "" && !/\s$/.test(plain)) put(" ", index, end);
    } else if (/^\p{L}/u.test(piece)) {
      const lower = lowered(piece);
      if (!repaired.has(lower)) repaired.set(lower, respell(lower));
      put(repaired.get(lower) ?? lower, index, end);
    } else if (!emphasis.test(piece)) {
      put(plainSigns[piece] ?? piece, index, end);
    }
  }
  return {
    plain,
    wordsOf: (start, end) => {
      const from = at[start] ?? 0;
      return quoteOf(text.slice(from, (at[Math.max(start, end - 1)] ?? from) + 1));
    },
  };
}

/** A few capitals of other languages grow when they become small; those stay as they are. */
const lowered = (word: string): string => {
  const lower = word.toLowerCase();
  return lower.length === word.length ? lower : word;
};

function quoteOf(words: string): string {
  const whole = words.trim();
  if (whole.length <= longestQuote) return whole;
  const cut = whole.slice(0, longestQuote);
  return (/^.{20,}(?=\s)/su.exec(cut)?.[0] ?? cut).trimEnd();
}
