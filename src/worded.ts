/** What a model is given of a reply, and what it may say. */
import type { KnowledgeBase } from "./advisor/knowledge-base.ts";
import type { Answered } from "./core/ports.ts";
import type { Wordable } from "./llm/dress.ts";
import type { Passage, Vocabulary } from "./llm/verify.ts";
import { stem } from "./stem.ts";

/** Characters of all passages together: what keeps a request within 1,800 tokens. */
const mostCharacters = 4_400;

/** Which parts of a reply may be said in other words: an explanation; of a verdict only the reasons. The rest is never touched. */
export function wordableOf({ reply, trace }: Answered): Wordable | undefined {
  if (reply.kind !== "answer" || reply.citations.length === 0) return undefined;
  if (trace.advisor === "ask") return "text and points";
  return trace.advisor === "decide" ? "points" : undefined;
}

/** The entries behind an explanation, whole while there is room; of a verdict, the reasons that were worked out. */
export function passagesOf({ reply, trace }: Answered, { catalog }: KnowledgeBase): Passage[] {
  const isVerdict = trace.advisor === "decide";
  const said = new Map<number, string[]>();
  for (const block of reply.blocks) {
    const texts = block.kind === "points" ? block.points : block.kind === "text" ? [block] : [];
    for (const { text, cites } of texts) for (const n of cites) said.set(n, [...(said.get(n) ?? []), text]);
  }
  let room = mostCharacters;
  return reply.citations.flatMap((citation, i): Passage[] => {
    const number = i + 1;
    const entry = catalog.entries.get(citation.entry);
    const shown = said.get(number) ?? [];
    const isMain = number === 1 || shown.includes(entry?.answer ?? "");
    const texts = isVerdict || !entry ? shown : [entry.answer, ...(isMain ? entry.points : [])];
    const fitting = texts.filter((text) => (room -= text.length) >= 0);
    return fitting.length === 0 ? [] : [{ number, title: citation.title, text: fitting.join("\n") }];
  });
}

const vocabularies = new WeakMap<KnowledgeBase, Vocabulary>();

export function vocabularyOf(kb: KnowledgeBase): Vocabulary {
  const known = vocabularies.get(kb);
  if (known) return known;
  const made: Vocabulary = {
    stem,
    names: [...kb.catalog.models.values()]
      .flatMap(({ name, maker, names }) => [name, maker, ...names])
      .filter((name) => name.length > 2),
    isKnown: (word) => kb.unknownWords(word) === 0,
  };
  vocabularies.set(kb, made);
  return made;
}
