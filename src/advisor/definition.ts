import type { Entry } from "../core/catalog.ts";
import type { Index } from "../core/retrieve/types.ts";

const lead =
  /^(what('s| is| are| does| do| do you mean by)?|whats|define|explain|describe|(the )?(definition|meaning) of)\s+((an?|the)\s+)?/i;
const tail = /(\s+(mean(s|ing)?|definition|explained|here))?\W*$/i;
const mostWords = 4;
const leastMatch = 0.62; // of each side's weight, from which a title or a way of asking is about the same thing

/** What a message asks the meaning of: "what is an open-weight model?" asks for "open-weight model". */
export function definedTerm(text: string): string | undefined {
  const match = lead.exec(text.trim());
  if (!match) return undefined;
  const term = text.trim().slice(match[0].length).replace(tail, "").trim();
  const words = term.split(/\s+/).length;
  return term !== "" && words <= mostWords && !/[,;:]|\b(and|or|if|for|with|when|about|of|in|to)\b/i.test(term)
    ? term
    : undefined;
}

/** "What is a token?" wants a definition and nothing else; an entry that merely holds the word gives none. */
export const wantsDefinition = (text: string): boolean =>
  /^(what('s| is)|whats) an? /i.test(text.trim()) && definedTerm(text) !== undefined;

/** The entry that is about the term and little else, by its title or by one of its ways of asking. */
export function definingEntry(term: string, candidates: readonly Entry[], index: Index): Entry | undefined {
  const about = (text: string): number => {
    const plain = text.trim().replace(lead, "").replace(tail, "");
    return Math.min(index.relevance(term, plain), index.relevance(plain, term));
  };
  const rated = candidates.map((entry) => ({
    entry,
    match: Math.max(...[entry.title, headOf(entry.title), ...entry.questions].map(about)),
  }));
  const best = rated.toSorted((a, b) => b.match - a.match)[0];
  return best && best.match >= leastMatch ? best.entry : undefined;
}

/** "Self-hosting: running the model on your own premises" is about self-hosting. */
const headOf = (title: string): string => title.split(/[:(,]/)[0] ?? title;
