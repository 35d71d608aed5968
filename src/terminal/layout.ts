/** Text laid out for a terminal: cleaned, styled, measured in cells and wrapped. */
import { stripVTControlCharacters, styleText } from "node:util";

/** What the text goes to. */
export interface Look {
  /** Cells in a line, 20 to 100: longer lines are hard to read. */
  readonly width: number;
  readonly colour: boolean;
}

export type Style = "plain" | "bold" | "dim" | "code";
/** A stretch of text in one style; no line break in it once it is laid out. */
export interface Run {
  readonly text: string;
  readonly style: Style;
}
/** Where text goes: standard output, or what a test reads. */
export type Output = NodeJS.WritableStream & {
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
};

const narrowest = 20;
const widest = 100;

/** The width and colours of a stream; NO_COLOR, FORCE_COLOR and whether it is a terminal are heeded by Node. */
export function lookOf(stream: Output): Look {
  const columns = stream.columns || 80; // a terminal that does not know its width says 0
  const colour = styleText("bold", "x", { stream }) !== "x";
  return { width: Math.min(Math.max(columns, narrowest), widest), colour };
}

/** Text without escapes, control and invisible characters; line breaks stay, and the joiners that scripts and emoji need. */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .replaceAll(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}]/gu, "");
}

export const run = (text: string, style: Style = "plain"): Run[] => [{ text: clean(text), style }];

/** Text with its marks read: `**bold**`, and code between backticks, which keeps them. */
export function rich(text: string): Run[] {
  const parts = clean(text).split(/(\*\*[^*\n]+\*\*|`[^`\n]+`)/);
  return parts.map((part): Run => {
    if (/^\*\*[^*]+\*\*$/.test(part)) return { text: part.slice(2, -2), style: "bold" };
    return { text: part.replaceAll("**", ""), style: part.length > 2 && part.startsWith("`") ? "code" : "plain" };
  });
}

/** Plain words wrapped; lines after the first are indented as far as the lead goes. */
export const paragraph = (text: string, look: Look, lead = ""): string => flow(rich(text), look, lead).join("\n");

/** Styled words wrapped; lines after the first are indented as far as the lead goes. */
export const flow = (runs: readonly Run[], look: Look, lead = ""): string[] => {
  const inner = widthOf(lead);
  const lines = wrap(runs, look.width - inner).map((line) => paint(line, look));
  return lines.map((line, i) => (i === 0 ? lead : line === "" ? "" : " ".repeat(inner)) + line);
};

/** The first line of styled words, with an ellipsis where more follows. */
export function oneLine(runs: readonly Run[], look: Look, lead = ""): string {
  const [line = "", ...more] = flow(runs, look, lead);
  if (more.length === 0) return line;
  return `${flow(runs, { ...look, width: look.width - 1 }, lead)[0] ?? ""}…`;
}

const styles = { bold: "bold", dim: "dim", code: "cyan" } as const;

export function paint(line: readonly Run[], look: Look): string {
  const merged: Run[] = [];
  for (const { text, style } of line) {
    const before = merged.at(-1);
    if (before?.style === style) merged[merged.length - 1] = { text: before.text + text, style };
    else merged.push({ text, style });
  }
  return merged
    .map(({ text, style }) => {
      const words = text.replaceAll("\u00a0", " ");
      return !look.colour || style === "plain" ? words : styleText(styles[style], words, { validateStream: false });
    })
    .join("");
}

/** Lines of at most `room` cells. */
export function wrap(runs: readonly Run[], room: number): Run[][] {
  const lines: Run[][] = [];
  let line: Run[] = [];
  let used = 0;
  const endLine = (): void => {
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const word of wordsOf(runs)) {
    if (word === "break") {
      endLine();
      continue;
    }
    const width = sum(word.map(({ text }) => widthOf(text)));
    const before = line.at(-1);
    if (before && used + 1 + width <= room) {
      line.push({ text: " ", style: before.style === word[0]?.style ? before.style : "plain" }, ...word);
      used += 1 + width;
      continue;
    }
    if (before) endLine();
    if (width <= room) {
      line.push(...word);
      used = width;
      continue;
    }
    for (const { text, style } of word) {
      for (const sign of signsOf(text)) {
        if (used + signWidth(sign) > room) endLine();
        line.push({ text: sign, style });
        used += signWidth(sign);
      }
    }
  }
  endLine();
  return lines;
}

/** A word is what stands between spaces, in one or several styles. */
function wordsOf(runs: readonly Run[]): (Run[] | "break")[] {
  const words: (Run[] | "break")[] = [];
  let open = false;
  for (const { text, style } of runs) {
    for (const piece of text.match(/\n| +|[^ \n]+/g) ?? []) {
      const word = words.at(-1);
      if (piece === "\n") words.push("break");
      else if (!piece.startsWith(" ")) {
        if (open && Array.isArray(word)) word.push({ text: piece, style });
        else words.push([{ text: piece, style }]);
      }
      open = piece !== "\n" && !piece.startsWith(" ");
    }
  }
  return words;
}

const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2fb}\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}\u3000\p{Emoji_Presentation}]|\ufe0f/u;
export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
/** A sign is a character with the marks on it. Emoji that are joined count singly, as in terminals that do not join. */
const signsOf = (text: string): readonly string[] => text.match(/[^][\p{M}\u200c\u200d]*/gu) ?? [];
const signWidth = (sign: string): 1 | 2 => (wide.test(sign) ? 2 : 1);
/** Cells that the text takes; where terminals differ, the most. */
export const widthOf = (text: string): number =>
  /^[ -~]*$/.test(text) ? text.length : sum(signsOf(text).map(signWidth));
