const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

// What turns the direction of text around, and what has no width: both make text say what it does not. Joiners of
// emoji and of scripts (U+200C, U+200D) stay.
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * Text for rich text, where Slack reads no marks, mentions or links, and shows entities as they stand. `@channel` and
 * its kin get a space after the sign, for readers of the text who might link names.
 */
export const literal = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(invisible, "")
    .replaceAll(/[^\P{Cc}\n\t]/gu, " ")
    .replaceAll(/([@＠])(?=(?:channel|everyone|here|group)\b)/gi, "$1 ");

/**
 * The one way for text into everything else of a Slack message. Slack builds mentions, broadcasts and links from `<…>`
 * only, and `&`, `<` and `>` are escaped here, so none can appear that we did not build. Not idempotent: call it once,
 * on the way out.
 */
export const safe = (text: string): string => literal(text).replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);

/** Text with `**bold**` as its only mark, as Slack's mrkdwn. Marks without a partner are dropped. */
export function mrkdwn(text: string): string {
  return safe(text)
    .replaceAll(/\*\*([^*\n]+)\*\*/g, (_, words: string) => (words.trim() === "" ? " " : `*${words.trim()}*`))
    .replaceAll("**", "");
}

/** One bold line, or nothing for empty text. */
export function bold(text: string): string {
  const words = safe(text).replaceAll("*", "").replaceAll(/\s+/g, " ").trim();
  return words === "" ? "" : `*${words}*`;
}
