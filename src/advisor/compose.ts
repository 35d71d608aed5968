import type { Catalog, Entry, Standing } from "../core/catalog.ts";
import type { Index, QueryPart } from "../core/retrieve/types.ts";
import type { Block, Citation, Cited, Reply, ReplyKind } from "../core/reply.ts";
import { words } from "../core/words.ts";

export const mostPoints = 5;
const mostQuestions = 3;
const leastSupport = 0.12; // share of the query's weight that a sentence of another entry must hold to be worth showing

/** Entries cited so far, numbered from 1 in the order of their first mention. */
export class Citations {
  readonly #numbers = new Map<string, number>();
  readonly #catalog: Catalog;
  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }
  cite(entry: Entry): readonly number[] {
    const number = this.#numbers.get(entry.id) ?? this.#numbers.size + 1;
    this.#numbers.set(entry.id, number);
    return [number];
  }
  get entries(): readonly string[] {
    return [...this.#numbers.keys()];
  }
  list(): Citation[] {
    return this.entries.flatMap((id) => {
      const entry = this.#catalog.entries.get(id);
      return entry ? [citationOf(entry, this.#catalog)] : [];
    });
  }
}

function citationOf(entry: Entry, catalog: Catalog): Citation {
  const documents = Object.keys(entry.sources).flatMap((id) => catalog.sources.get(id) ?? []);
  return {
    entry: entry.id,
    title: entry.title,
    documents: documents.map((d) => d.title),
    sources: documents.map((d) => d.file),
    reviewed: entry.reviewed,
  };
}

export interface Composed {
  readonly blocks: readonly Block[];
  readonly citations: Citations;
}

/**
 * The answer of each main entry, then at most five points that fit the question best, from the main entries and
 * from the supporting ones, then what qualifies it, then what to ask next.
 */
export function compose(
  main: readonly Entry[],
  support: readonly Entry[],
  query: readonly QueryPart[],
  index: Index,
  catalog: Catalog,
): Composed {
  const citations = new Citations(catalog);
  const blocks: Block[] = main.map((entry) => ({ kind: "text", text: entry.answer, cites: citations.cite(entry) }));
  const points = choosePoints(main, support, query, index, citations);
  if (points.length > 0) blocks.push({ kind: "points", points });
  blocks.push(...qualify(main));
  blocks.push(...nextQuestions(main, [...main, ...support], catalog));
  return { blocks, citations };
}

function choosePoints(
  main: readonly Entry[],
  support: readonly Entry[],
  query: readonly QueryPart[],
  index: Index,
  citations: Citations,
): Cited[] {
  const own = main.flatMap((entry, m) =>
    entry.points.map((text, i) => ({ entry, text, order: m * 100 + i, fit: index.relevance(query, text) - 0.01 * i })),
  );
  const kept = Math.max(mostPoints - Math.min(support.length, 2), 2);
  const mine = own
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, kept)
    .toSorted((a, b) => a.order - b.order);
  const others = support
    .map((entry) => ({
      entry,
      text: firstSentences(entry.answer, 2),
      fit: index.relevance(query, `${entry.title}. ${entry.answer}`),
    }))
    .filter((other) => other.fit >= leastSupport)
    .slice(0, mostPoints - mine.length);
  return [...mine, ...others].map(({ entry, text }) => ({ text, cites: citations.cite(entry) }));
}

/** A full stop inside "e.g." or a number ends none. */
export const sentencesOf = (text: string): string[] => text.split(/(?<=[a-z0-9)"%][.!?])\s+(?=[A-Z"(])/);
export const firstSentences = (text: string, most: number): string => sentencesOf(text).slice(0, most).join(" ");

const standingSays: Readonly<Record<Standing, (entry: Entry) => string>> = {
  settled: (entry) => entry.qualification ?? "",
  contested: (entry) => `Contested: ${entry.qualification ?? "the sources disagree here."}`,
  dated: (entry) =>
    `As of 2026 in the sources, read on ${entry.reviewed}; this ages quickly. ${entry.qualification ?? ""}`,
  "author's inference": (entry) => `An author's inference. ${entry.qualification ?? ""}`,
  "not held": (entry) => entry.qualification ?? "",
};

function qualify(main: readonly Entry[]): Block[] {
  return main.flatMap((entry): Block[] => {
    const text = standingSays[entry.standing](entry).trim();
    return text === "" ? [] : [{ kind: "note", text }];
  });
}

export function nextQuestions(from: readonly Entry[], shown: readonly Entry[], catalog: Catalog): Block[] {
  const seen = new Set(shown.map((entry) => entry.id));
  const questions = from
    .flatMap((entry) => entry.related)
    .filter((id) => !seen.has(id) && seen.add(id))
    .flatMap((id) => catalog.entries.get(id)?.questions[0] ?? [])
    .slice(0, mostQuestions);
  return questions.length > 0 ? [{ kind: "next", label: words.next, questions: questions.map(asQuestion) }] : [];
}

function asQuestion(text: string): string {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[?.!]$/.test(upper) ? upper : `${upper}?`;
}

export function replyOf(kind: ReplyKind, title: string, composed: Composed, catalog: Catalog): Reply {
  return {
    kind,
    title: title.slice(0, 150),
    blocks: composed.blocks,
    citations: composed.citations.list(),
    knowledgeVersion: catalog.version,
  };
}

/** A reply that claims nothing about models and so cites nothing. */
export function plainReply(
  kind: ReplyKind,
  title: string,
  texts: readonly string[],
  catalog: Catalog,
  after: readonly Block[] = [],
): Reply {
  const blocks: Block[] = texts.map((text) => ({ kind: "text", text, cites: [] }));
  return { kind, title, blocks: [...blocks, ...after], citations: [], knowledgeVersion: catalog.version };
}
