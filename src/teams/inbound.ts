/** The words that a person meant, from what Teams made of them. */
import type { Incoming } from "./incoming.ts";

const entities: Readonly<Record<string, string>> = { "&nbsp;": " ", "&quot;": '"', "&#39;": "'", "&apos;": "'" };

/** Without who is mentioned, and without what is quoted from an earlier message. */
export const wordsOf = ({ text }: Pick<Incoming, "text">): string =>
  text
    .replaceAll(/<at(?:\s[^<>]*)?>[^<>]*<\/at>/gi, " ")
    .replaceAll(/<blockquote[^<>]*>[^]*?<\/blockquote>/gi, " ")
    .replaceAll(/<attachment[^<>]*>[^<>]*<\/attachment>/gi, " ")
    .replaceAll(/&(?:nbsp|quot|apos|#39);/g, (entity) => entities[entity] ?? " ")
    .trim();
