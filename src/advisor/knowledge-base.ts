import type { Catalog, Entry, Gap, Language, Model } from "../core/catalog.ts";
import { type CostDesk, prepareCosts } from "../core/cost/desk.ts";
import { type DecisionModel, prepareDecision } from "../core/decide/prepare.ts";
import { prepareSignals, type SignalBook } from "../core/decide/signals.ts";
import { matcherOf, type Matcher, type PatternNames } from "../core/pattern.ts";
import { calibrate, createIndex } from "../core/retrieve/index.ts";
import { type Respeller, respeller } from "../core/respell.ts";
import { STOP_WORDS } from "../core/retrieve/stop-words.ts";
import { type OnSubject, subjectOf } from "../core/subject.ts";
import type { Doc, Index, IndexOptions } from "../core/retrieve/types.ts";

/** One version of the knowledge, made ready to be asked. An edit makes a new one; nothing in it changes. */
export interface KnowledgeBase {
  readonly catalog: Catalog;
  readonly index: Index;
  readonly gaps: readonly Prepared<Gap>[];
  /** Every spelling of a named model, longest first. */
  readonly modelNames: readonly { readonly name: string; readonly model: Model }[];
  readonly entryOfModel: ReadonlyMap<string, Entry>;
  /** For a coverage id the entry that says it and least besides. */
  readonly entryOfCoverage: ReadonlyMap<string, Entry>;
  readonly languages: readonly PreparedLanguage[];
  /** Absent while the files of the decision flow are broken. */
  readonly decision: DecisionModel | undefined;
  /** What words state. */
  readonly signals: SignalBook | undefined;
  /** Absent while the cost engine's constants are missing or broken. */
  readonly costs: CostDesk | undefined;
  /** The day that prices are judged from, YYYY-MM-DD. */
  readonly today: () => string;
  /** Puts slips right in words that patterns wait for; retrieval has its own repair. */
  readonly respell: Respeller;
  readonly onSubject: OnSubject;
  /** How many words of a text stand in no entry, however they are inflected or misspelt. */
  readonly unknownWords: (text: string) => number;
}
export interface Prepared<T> {
  readonly data: T;
  readonly matches: Matcher;
}
export interface PreparedLanguage {
  readonly data: Language;
  readonly marks: ReadonlySet<string>;
}

const vendors = [
  "openai",
  "anthropic",
  "google",
  "meta",
  "mistral ai",
  "alibaba",
  "microsoft",
  "amazon",
  "nvidia",
  "deepseek",
  "vegavid",
];

export function prepareKnowledge(catalog: Catalog, stem: (word: string) => string, today: () => string): KnowledgeBase {
  const { docs, options } = corpusOf(catalog, stem);
  const index = createIndex({ ...options, thresholds: calibrate(docs, catalog.outOfScope, options) });
  index.upsert(docs);
  const names = patternNames(catalog);
  const written = new Set(docs.flatMap((d) => lettersOf([d.title ?? "", d.text, ...(d.aliases ?? [])])));
  const stems = new Set([...written].map(stem));
  const respell = respeller(wordsWaitedFor(catalog), written);
  const spell = respeller(written, written);
  return {
    catalog,
    index,
    gaps: catalog.gaps.map((data) => ({ data, matches: unless(data.asks, data.unless, names) })),
    modelNames: [...catalog.models.values()]
      .flatMap((model) => model.names.map((name) => ({ name, model })))
      .sort((a, b) => b.name.length - a.name.length),
    entryOfModel: entriesOfModels(catalog),
    entryOfCoverage: entriesOfCoverage(catalog),
    decision: catalog.decision && prepareDecision(catalog.decision),
    signals: catalog.signals && prepareSignals(catalog.signals, catalog.said),
    today,
    costs: catalog.costBook && prepareCosts(catalog.costBook, catalog.signals?.volume),
    languages: catalog.languages.map((data) => ({ data, marks: new Set(data.marks) })),
    respell,
    onSubject: subjectOf(subjectNames(catalog), stem, STOP_WORDS),
    unknownWords: (text) =>
      lettersOf([spell(text)]).filter((w) => w.length > 2 && !STOP_WORDS.has(w) && !stems.has(stem(w))).length,
  };
}

/** The entries as documents to find, and how they are indexed. */
export function corpusOf(
  catalog: Pick<Catalog, "entries" | "glossary">,
  stem: (word: string) => string,
): { readonly docs: readonly Doc[]; readonly options: Omit<IndexOptions, "thresholds"> } {
  const docs = [...catalog.entries.values()].map((entry) => ({
    id: entry.id,
    title: entry.title,
    text: [entry.answer, ...entry.points].join("\n").replaceAll("**", ""),
    aliases: entry.questions,
  }));
  // A closer look at 16 entries finds what one at 50 does, on every recorded set, in two thirds of the time.
  return { docs, options: { stem, rerank: 16, synonyms: catalog.glossary.map((group) => group.terms) } };
}

function unless(asks: readonly string[], exceptions: readonly string[], names: PatternNames): Matcher {
  const asked = matcherOf(asks, names);
  const excepted = matcherOf(exceptions, names);
  return (text) => asked(text) && !excepted(text);
}

function patternNames(catalog: Catalog): PatternNames {
  const of = (...kinds: Model["kind"][]) =>
    [...catalog.models.values()].filter((m) => kinds.includes(m.kind)).flatMap((m) => m.names);
  const never = ["(no such name)"];
  const or = (names: readonly string[]) => (names.length > 0 ? names : never);
  return {
    model: or(of("open-weight", "closed")),
    gpu: or(of("hardware")),
    vendor: [...vendors, ...of("place", "suite")],
  };
}

const lettersOf = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []);

/** Words that the advisors' own patterns wait for. */
const advisorWords =
  `assessment bypass comparison compare configuration credentials decision difference disregard everyone everybody forget
  guardrails hidden ignore instructions interview malware password prompt recommend remove reveal rules safety secret strip system
  table tokens versus`.split(/\s+/);

/** Whole words of the patterns and names; what is cut by a wildcard or an option is no word. */
function wordsWaitedFor(catalog: Catalog): string[] {
  const spelledOut = catalog.gaps
    .flatMap((g) => g.asks)
    .map((p) => p.replaceAll(/(\p{L}+)(\p{L})\?/gu, "$1 $1$2").replaceAll(/\\[a-z][*+?]?|\{\w+\}/g, " "));
  const literal = spelledOut.flatMap((p) => p.match(/(?<![\p{L}?])\p{L}+(?![\p{L}?*+(])/gu) ?? []);
  const names = [...catalog.factors.values(), ...catalog.architectures.values()].flatMap((one) => one.names);
  return [...literal, ...lettersOf(names), ...advisorWords];
}

const subjectNames = (catalog: Catalog): string[] => [
  ...catalog.glossary.flatMap((group) => (group.everyday ? [] : group.terms)),
  ...[...catalog.factors.values(), ...catalog.architectures.values(), ...catalog.models.values()].flatMap(
    (one) => one.names,
  ),
];

function entriesOfCoverage(catalog: Catalog): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const idsOf = (entry: Entry): string[] => Object.values(entry.sources).flat();
  const narrowFirst = [...catalog.entries.values()].sort((a, b) => idsOf(a).length - idsOf(b).length);
  for (const entry of narrowFirst) for (const id of idsOf(entry)) if (!found.has(id)) found.set(id, entry);
  return found;
}

/** The entry that tells of a named model is the one with the fewest coverage ids that shares the model's own. */
function entriesOfModels(catalog: Catalog): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const model of catalog.models.values()) {
    const sharing = [...catalog.entries.values()]
      .map((entry) => ({ entry, ids: new Set(Object.values(entry.sources).flat()) }))
      .filter(({ ids }) => model.covers.some((id) => ids.has(id)))
      .sort((a, b) => a.ids.size - b.ids.size);
    const entry = sharing[0]?.entry;
    if (entry) found.set(model.id, entry);
  }
  return found;
}
