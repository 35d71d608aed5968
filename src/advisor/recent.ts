import type { KnowledgeBase } from "./knowledge-base.ts";

const most = 500; // a reply takes a few kilobytes

/**
 * Replies to questions that were asked before, by their words: the same words of the same knowledge get the same reply,
 * and people ask the same things. In memory only; what was not asked for longest goes first, all of it with the knowledge.
 */
export function recentReplies<T>(): (kb: KnowledgeBase, words: string, compose: () => T) => T {
  const known = new WeakMap<KnowledgeBase, Map<string, T>>();
  return (kb, words, compose) => {
    const recent = known.get(kb) ?? new Map<string, T>();
    known.set(kb, recent);
    const before = recent.get(words);
    const reply = before ?? compose();
    recent.delete(words);
    recent.set(words, reply);
    for (const oldest of recent.keys()) {
      if (recent.size <= most) break;
      recent.delete(oldest);
    }
    return reply;
  };
}
