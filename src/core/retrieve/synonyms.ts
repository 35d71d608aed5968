/** The glossary: groups of words and phrases that mean the same to an asker, in either direction. */
import type { Lexicon } from "./lexicon.ts";
import { wordsOf } from "./terms.ts";

type Phrase = readonly string[];

export interface Found {
  /** Words `from` to `to` of the question say one member of a group. */
  readonly from: number;
  readonly to: number;
  readonly others: readonly Phrase[];
}

export class Synonyms {
  /** By first stem. */
  readonly #phrases = new Map<string, { phrase: Phrase; group: readonly Phrase[] }[]>();

  constructor(groups: readonly (readonly string[])[], lexicon: Lexicon) {
    for (const names of groups) {
      const byText = new Map<string, Phrase>();
      for (const name of names) {
        const phrase = wordsOf(name).words.map((word) => lexicon.stemOf(word));
        if (phrase.length > 0) byText.set(phrase.join(" "), phrase);
      }
      const group = [...byText.values()];
      for (const phrase of group) {
        const first = phrase[0] ?? "";
        const known = this.#phrases.get(first);
        if (known === undefined) this.#phrases.set(first, [{ phrase, group }]);
        else known.push({ phrase, group });
      }
    }
  }

  /** Members of groups in a question's stems; the longest of a group at each place. */
  in(stems: readonly string[]): Found[] {
    const found: Found[] = [];
    for (let from = 0; from < stems.length; from++) {
      const longest = new Map<readonly Phrase[], Phrase>();
      for (const { phrase, group } of this.#phrases.get(stems[from] ?? "") ?? []) {
        const here = phrase.every((stem, i) => stems[from + i] === stem);
        if (here && phrase.length > (longest.get(group)?.length ?? 0)) longest.set(group, phrase);
      }
      for (const [group, phrase] of longest) {
        const others = group.filter((other) => other !== phrase);
        if (others.length > 0) found.push({ from, to: from + phrase.length, others });
      }
    }
    return found;
  }
}
