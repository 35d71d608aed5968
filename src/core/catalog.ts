import type { CostBook } from "./cost/book.ts";
import type { FactName } from "./decide/facts.ts";
import type { DecisionData } from "./decide/model.ts";
import type { SaidData, SignalData } from "./decide/signals.ts";
import type { Quiz } from "./quiz.ts";
import type { Policy } from "./route/policy.ts";

/**
 * What the bot knows, after the files of `knowledge/` were read and found good.
 * Frozen: an edit makes a new catalog, and whoever holds the old one finishes with it.
 */
export interface Catalog {
  /** Hash of every file's content; shown with each answer. */
  readonly version: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly architectures: ReadonlyMap<string, Architecture>;
  readonly factors: ReadonlyMap<string, Factor>;
  readonly tables: ReadonlyMap<string, SourceTable>;
  readonly models: ReadonlyMap<string, Model>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly glossary: readonly Synonyms[];
  readonly gaps: readonly Gap[];
  readonly languages: readonly Language[];
  readonly quiz: Quiz | undefined;
  /** Which model may see what; without it nothing is sent to any. */
  readonly routing: Policy | undefined;
  /** Absent while one of its files is missing or broken: then nothing can be assessed. */
  readonly decision: DecisionData | undefined;
  /** Which words state which facts. */
  readonly signals: SignalData | undefined;
  readonly said: SaidData | undefined;
  /** Models, GPUs, prices and constants; absent while `costs.yaml` is missing or broken: then nothing can be reckoned. */
  readonly costBook: CostBook | undefined;
  /** Questions that this knowledge does not answer; they calibrate when the bot says that it does not know. */
  readonly outOfScope: readonly string[];
}

export type Side = "open" | "closed" | "hybrid" | "both";
/** `not held`: the entry says that the sources do not hold what people ask for. */
export type Standing = "settled" | "contested" | "dated" | "author's inference" | "not held";

/** `knowledge/entries/<id>.md`: one thing that people ask. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  /** Ways in which people ask for it; also what retrieval calls aliases. */
  readonly questions: readonly string[];
  readonly side: Side;
  /** Coverage ids by source document. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** Day of the last reading, YYYY-MM-DD. */
  readonly reviewed: string;
  readonly standing: Standing;
  /** What a careful advisor adds to this claim. */
  readonly qualification?: string | undefined;
  readonly related: readonly string[];
  /** The system that this entry explains, by its file in `architectures/`. */
  readonly architecture?: string | undefined;
  /** The first paragraph: at most 60 words, stands alone. */
  readonly answer: string;
  /** The list below it, one sentence or two each. */
  readonly points: readonly string[];
}

/** `knowledge/sources.yaml`: one document that entries rest on. */
export interface Source {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly kind: string;
  readonly reliability: string;
}

export type Grounds = readonly string[] | "our inference";

/** One value in a comparison table, with what it rests on. */
export interface Cell {
  readonly value: string;
  readonly sources: Grounds;
  /** The entry that tells how the documents disagree on it. */
  readonly contested?: string | undefined;
}

/** `knowledge/tables.yaml`: a table of the documents, TAB-1 to TAB-9. */
export interface SourceTable {
  readonly id: string;
  readonly title: string;
  /** Words by which people ask for it. */
  readonly names: readonly string[];
  /** Rows of the comparison, for open-weight and closed; else it has rows of its own. */
  readonly factors?: readonly string[] | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly rows?: readonly { readonly cells: readonly Cell[] }[] | undefined;
}

/** `knowledge/factors.yaml`: a row of the comparison. */
export interface Factor {
  readonly id: string;
  /** Its row in the coverage list, ROW-01 to ROW-14. */
  readonly covers: string;
  readonly title: string;
  /** Words by which people ask for this row. */
  readonly names: readonly string[];
  /** What a described case says of this row. */
  readonly facts?: readonly FactName[] | undefined;
  readonly open: Cell;
  readonly closed: Cell;
}

export interface Flow {
  /** Those of `arrows` that are not the company. */
  readonly outside: readonly string[];
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly sends: string }[];
}

/** `knowledge/architectures/<id>.yaml`: a way of building with a model. */
export interface Architecture {
  readonly id: string;
  /** Its row in the coverage list, SYS-01 to SYS-26. */
  readonly covers: string;
  readonly title: string;
  /** Column heading, at most 30 characters. */
  readonly short: string;
  readonly names: readonly string[];
  readonly side: Side;
  readonly role: "recommendable" | "building block" | "explain only";
  readonly summary: string;
  readonly parts: readonly string[];
  /** Who sends what where, for a picture. */
  readonly flow?: Flow | undefined;
  readonly mustGetAcross: readonly string[];
  readonly preconditions: readonly string[];
  readonly sources: readonly string[];
  readonly factors: Readonly<Record<string, Cell>>;
}

/** `knowledge/models/<maker>/<id>.yaml`: a named model or product, and what a source claims of it. */
export interface Model {
  readonly id: string;
  readonly name: string;
  readonly maker: string;
  readonly kind: "open-weight" | "closed" | "hardware" | "place" | "suite";
  /** Its rows in the coverage list. */
  readonly covers: readonly string[];
  readonly names: readonly string[];
  readonly facts: readonly { readonly claim: string; readonly asOf: string; readonly sources: readonly string[] }[];
}

/** `knowledge/glossary.yaml`: words that mean the same to an asker. */
export interface Synonyms {
  /** Everyday words, which do not show that a question is about this subject. */
  readonly everyday?: boolean | undefined;
  readonly terms: readonly string[];
}

/** `knowledge/gaps.yaml`: something people ask that the sources do not hold. */
export interface Gap {
  readonly id: string;
  readonly title: string;
  /** Patterns, see `core/pattern.ts`. */
  readonly asks: readonly string[];
  readonly unless: readonly string[];
  readonly say: string;
  readonly nearest: readonly string[];
}

/** `knowledge/languages/<code>.yaml`: enough of a language to recognise a question in it and find its subject. */
export interface Language {
  readonly code: string;
  readonly name: string;
  readonly marks: readonly string[];
  readonly words: Readonly<Record<string, string>>;
}
