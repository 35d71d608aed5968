/** One turn of a conversation, oldest first in lists. */
export interface Turn {
  readonly role: "user" | "bot";
  readonly text: string;
}

/** What somebody asked, freed of its platform. */
export interface Question {
  readonly text: string;
  readonly context: readonly Turn[];
}

export const longestQuestion = 3_000; // characters: five times the longest question that people were seen to ask

/**
 * The words a person meant: Slack's control sequences and mentions are taken out, links keep their label,
 * control and invisible characters go, compatibility forms are folded (NFKC), white space is squeezed.
 */
export function plainWords(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/<(?:![^<>|]*|[@#][A-Z0-9]+)(?:\|[^<>]*)?>/g, " ")
    .replaceAll(/<(?:https?:|mailto:|tel:)[^<>|]*\|([^<>]*)>/g, "$1")
    .replaceAll(/<((?:https?:|mailto:|tel:)[^<>|]*)>/g, "$1")
    .replaceAll(/<at>[^<>]*<\/at>/g, " ")
    .replaceAll(/<(script|style)\b[^<>]*>.*?<\/\1>/gis, " ")
    .replaceAll(/<\/?[a-z][^<>]*>/gi, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}]+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
