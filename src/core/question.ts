import type { FactSheet } from "./decide/facts.ts";
import type { Nearness } from "./retrieve/fuse.ts";

/** One turn of a conversation, oldest first in lists. */
export interface Turn {
  readonly role: "user" | "bot";
  readonly text: string;
}

/** What somebody asked, freed of its platform. */
export interface Question {
  readonly text: string;
  readonly context: readonly Turn[];
  /** What lies near it in meaning, where embeddings are configured and came in time. */
  readonly near?: Nearness | undefined;
  /** What the asker told of their own case before, elsewhere; only for answers that they alone see. */
  readonly project?: Project | undefined;
}

export interface Project {
  /** As its owner calls it. */
  readonly name: string;
  readonly facts: FactSheet;
}

export const longestQuestion = 3_000; // characters: five times the longest question that people were seen to ask

const withoutSigns = (text: string): string =>
  text
    .replaceAll(/<(?:![^<>|]*|[@#][A-Z0-9]+)(?:\|[^<>]*)?>/g, " ")
    .replaceAll(/<(?:https?:|mailto:|tel:)[^<>|]*\|([^<>]*)>/g, "$1")
    .replaceAll(/<((?:https?:|mailto:|tel:)[^<>|]*)>/g, "$1")
    .replaceAll(/<at>[^<>]*<\/at>/g, " ")
    .replaceAll(/<\/?(?:p|br|b|i|u|s|em|strong|div|span|ul|ol|li|code|pre|h[1-6]|blockquote)(?:\s[^<>]*)?\/?>/gi, " ");

/**
 * The words a person meant: control and invisible characters go, compatibility forms are folded (NFKC), Slack's control
 * sequences and mentions are taken out, however they were hidden, links keep their label, white space is squeezed.
 */
export function plainWords(text: string): string {
  const visible = text
    .replaceAll(/\p{Cf}+/gu, "")
    .replaceAll(/[\p{Cc}\p{Co}\p{Cs}]+/gu, " ")
    .normalize("NFKC");
  let left = withoutSigns(visible).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  // What is taken out may leave another sign behind: <<!here>!channel>.
  for (let before = ""; before !== left; ) {
    before = left;
    left = withoutSigns(left)
      .replaceAll(/(?<!<)<+(?=[!@#])/g, "")
      .replaceAll(/\s+/g, " ")
      .trim();
  }
  return left;
}
