/** From documents to word numbers, and from one store to the next. */
import { BREAK, JOINED, type Lexicon } from "./lexicon.ts";
import { cut, sentencesOf } from "./passages.ts";
import type { Sequence, Store } from "./store.ts";
import { type Words, wordsOf } from "./terms.ts";
import type { Doc } from "./types.ts";
import { PASSAGE_MAX } from "./weights.ts";

/** Enters a document, in place of the one that had its id. */
export function addDocument(store: Store, doc: Doc): void {
  store.remove(doc.id);
  const { lexicon } = store;
  const head = [doc.title ?? "", ...(doc.aliases ?? [])].map(wordsOf);
  const sentences = sentencesOf(doc.text).map(wordsOf).flatMap(split);
  const bodies: number[][] = [];
  let from = 0;
  for (const to of cut(sentences.map((sentence) => sentence.words.length))) {
    bodies.push(encode(lexicon, sentences.slice(from, to)));
    from = to;
  }
  store.add(doc.id, encode(lexicon, head), bodies);
}

/** A "sentence" without full stops is cut by length alone. */
function split(sentence: Words): Words[] {
  const { words, joined } = sentence;
  if (words.length <= PASSAGE_MAX) return words.length === 0 ? [] : [sentence];
  const parts: Words[] = [];
  let next = 0;
  for (let from = 0; from < words.length; from += PASSAGE_MAX) {
    const to = from + PASSAGE_MAX;
    const first = next;
    while ((joined[next]?.from ?? to) < to) next++;
    parts.push({ words: words.slice(from, to), joined: joined.slice(first, next) });
  }
  return parts;
}

function encode(lexicon: Lexicon, units: readonly Words[]): number[] {
  const sequence: number[] = [];
  for (const { words } of units) {
    if (words.length === 0) continue;
    for (const word of words) sequence.push(lexicon.wordId(word));
    sequence.push(BREAK);
  }
  if (units.some(({ joined }) => joined.length > 0)) {
    sequence.push(JOINED);
    for (const { joined } of units) for (const { form } of joined) sequence.push(lexicon.wordId(form));
  }
  return sequence;
}

/** Writes the live documents of `old` into the empty store `fresh`, with numbers that only they use. */
export function compact(old: Store, fresh: Store): Store {
  const numbers = new Map<number, number>([
    [BREAK, BREAK],
    [JOINED, JOINED],
  ]);
  const translate = (sequence: Uint32Array): Sequence =>
    sequence.map((word) => {
      let number = numbers.get(word);
      if (number === undefined) {
        number = fresh.lexicon.wordId(old.lexicon.words[word] ?? "");
        numbers.set(word, number);
      }
      return number;
    });
  for (const [id, document] of old.documents()) {
    const { from, to } = old.passagesOf(document);
    const bodies: Sequence[] = [];
    for (let passage = from; passage < to; passage++) bodies.push(translate(old.body(passage)));
    fresh.add(id, translate(old.head(document)), bodies);
  }
  return fresh;
}
