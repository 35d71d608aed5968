import type { Advisor } from "./asked.ts";
import { abstain, isOnSubject } from "./ask.ts";

const askedLikeThat = 0.95; // confidence from which a question is, word for word, one of an entry's ways of asking

/** Questions whose kind the sources are known not to answer: a price, a score, a date, a command. */
export const gap: Advisor = {
  name: "gap",
  example: "When was Llama 4 released?",
  reply(asked, kb) {
    const hit = kb.gaps.find((one) => one.matches(asked.text.toLowerCase()));
    if (!hit) return undefined;
    const found = kb.index.search(asked.query, 3);
    if (found.confidence >= askedLikeThat) return undefined; // an entry has this very question
    const close = found.answerable && isOnSubject(asked.text, kb) ? found.hits.slice(0, 1).map((h) => h.id) : [];
    const nearest = [...new Set([...hit.data.nearest.slice(0, 2), ...close])]
      .flatMap((id) => kb.catalog.entries.get(id) ?? [])
      .slice(0, 2);
    return abstain(hit.data.say, `Not in my sources: ${hit.data.title}`, nearest, found, kb, asked);
  },
};
