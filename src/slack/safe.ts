const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * The one way for text into a Slack message. Slack builds mentions, broadcasts and links from `<…>` only, and `&`, `<`
 * and `>` are escaped here, so none can appear that we did not build. `@channel` and its kin get a space after the
 * sign, for readers of the text who might link names. Not idempotent: call it once, on the way out.
 */
export function safe(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n\t]/gu, " ")
    .replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign)
    .replaceAll(/([@＠])(?=(?:channel|everyone|here|group)\b)/gi, "$1 ");
}

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
