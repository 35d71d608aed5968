// What turns the direction of text around, and what has no width: both make text say what it does not. Joiners of
// emoji and of scripts (U+200C, U+200D) stay.
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Text for where Teams reads no marks: runs of rich text, names of buttons and citations, summaries. */
export const literal = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(invisible, "")
    .replaceAll(/[^\P{Cc}\n\t]/gu, " ");

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * The one way for text into what Teams reads as Markdown: a message's words and a card's text blocks. No tag survives it
 * (a mention is `<at>`, and needs an entity that we never make), no link, no heading, no list that we did not build; of
 * marks, only our own are set afterwards. Not idempotent: call it once, on the way out.
 */
export const safe = (text: string): string =>
  literal(text)
    .replaceAll(/[\\`*_~[\]]/g, String.raw`\$&`)
    .replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign)
    // What makes a heading, a list or a rule at the start of a line. `>` is escaped above. Blanks of that line only: blank
    // lines by the thousand would be gone through again from each of them.
    .replaceAll(/^([^\S\n\r\u2028\u2029]*)([-+#=])/gm, String.raw`$1\$2`)
    .replaceAll(/^([^\S\n\r\u2028\u2029]*\d+)([.)])(?=\s)/gm, String.raw`$1\$2`)
    // Cards put a date in the place of {{DATE(…)}}.
    .replaceAll("{{", "{ {");

/**
 * Text with `**bold**` and `code` as its only marks, as Markdown. Marks without a partner are dropped. Cards know no code,
 * and messages would show what is escaped in it: what is to be typed is bold in both.
 */
export const marked = (text: string): string =>
  text
    .split(/(\*\*[^*\n]+\*\*|`[^`*\n]+`)/)
    .map((piece, i) => {
      if (i % 2 === 0) return safe(piece.replaceAll("**", ""));
      const words = safe(piece.replaceAll(/^(?:\*\*|`)|(?:\*\*|`)$/g, "").trim());
      return words === "" ? " " : `**${words}**`;
    })
    .join("");

/** One bold line, or nothing for empty text. */
export function bold(text: string): string {
  const words = safe(text.replaceAll(/\s+/g, " ").trim());
  return words === "" ? "" : `**${words}**`;
}
