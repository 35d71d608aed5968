import type { Fact, FactName, FactValue, NamedFact, Origin } from "./facts.ts";

/** Shape of `knowledge/decision/signals.yaml`: which words state which facts. Patterns are regular expressions, any case. */
export interface SignalData {
  readonly grammar: GrammarData;
  readonly spelling: SpellingData;
  readonly volume: VolumeData;
  /** Lists that a pattern may name: `{leave}` stands for any of `words.leave`. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Values of a fact that do not contradict each other, the plainest first: what stands later is the more exact. */
  readonly refines: Readonly<Partial<Record<NamedFact, readonly (readonly string[])[]>>>;
  readonly together: readonly Together[];
  /** What names a fact without a value, for "we do not know how many requests". */
  readonly topics: Readonly<Partial<Record<FactName, readonly string[]>>>;
  readonly labels: LabelData;
  readonly signals: readonly Signal[];
}

/** Shape of `knowledge/decision/said.yaml`: sentences by which a reader learns what states a fact, beside the patterns. */
export interface SaidData {
  /** How likely it must be, in hundredths, that a clause states something. */
  readonly believe: {
    /** Taken as stated. */
    readonly sureFrom: number;
    /** Taken, and hedged. */
    readonly likelyFrom: number;
    /** The same for the facts of `eagerly`: better taken once too often than overlooked. */
    readonly eagerFrom: number;
    readonly eagerly: readonly NamedFact[];
    /** Facts with a chance of their own from which on they are taken. */
    readonly apart: Readonly<Partial<Record<NamedFact, number>>>;
  };
  /** Words that play the same part, under a name. */
  readonly alike: Readonly<Record<string, readonly string[]>>;
  readonly says: Readonly<Partial<Record<NamedFact, Readonly<Record<string, readonly string[]>>>>>;
  /** Sentences that state no fact, though they sound like others. */
  readonly nothing: readonly string[];
  /** Names of classes of words that are used alike, for any word; not in the file. */
  readonly classesOf?: (word: string) => readonly string[];
}

/** Notes in the way of "Latency: relaxed": the name of a fact, a mark, and one of its values by its own word. */
export interface LabelData {
  /** Words for the values `yes` and `no` of every fact. */
  readonly answers: { readonly yes: readonly string[]; readonly no: readonly string[] };
  readonly facts: Readonly<
    Partial<
      Record<
        NamedFact,
        {
          readonly names: readonly string[];
          /** More words for a value, beside its own. */
          readonly also?: Readonly<Record<string, readonly string[]>> | undefined;
        }
      >
    >
  >;
}

/** One way to state one fact. */
export interface Signal {
  readonly id: string;
  readonly fact: NamedFact;
  readonly value: string;
  readonly patterns: readonly string[];
  /** Found anywhere in the same sentence, these take the signal back. */
  readonly unless?: readonly string[] | undefined;
  /** It follows from the words, though they do not say it: of less weight than anything said. */
  readonly inferred?: boolean | undefined;
  /** What a negation makes of it: "no GPUs". Without one, a negated signal states nothing. */
  readonly negated?: string | undefined;
  /**
   * How far before it a negation reaches it: `near`, over a few words ("we do not have any GPUs"), or `touching`, for
   * things that stay true in "we cannot send patient records out". `near` unless said otherwise.
   */
  readonly negation?: "near" | "touching" | undefined;
  /** Facts that follow from it, though nobody said them: of less weight than anything said. */
  readonly implies?: Readonly<Partial<Record<NamedFact, string>>> | undefined;
  /** Texts, and all the facts that are read in each. */
  readonly example: readonly SignalExample[];
  /** Texts in which this fact is not read. */
  readonly never?: readonly string[] | undefined;
  /** Coverage ids, or that we chose it. */
  readonly source: readonly string[] | "our assumption";
}

export interface SignalExample {
  readonly text: string;
  readonly facts: Readonly<Partial<Record<FactName, FactValue>>>;
}

/** Values of one fact, said of different things in one text, that say something more: "some is public, some is not". */
export interface Together {
  readonly fact: NamedFact;
  readonly values: readonly string[];
  /** Values of other facts that must stand in the text too. */
  readonly beside?: Readonly<Partial<Record<NamedFact, string>>> | undefined;
  /** The value that the fact then has, where it is one of its own. */
  readonly becomes?: string | undefined;
  readonly implies?: Readonly<Partial<Record<NamedFact, string>>> | undefined;
}

/** Patterns of the small words that decide whether something is stated at all. */
export interface GrammarData {
  /** Words and marks that end a clause. */
  readonly breaks: readonly string[];
  /** Written with a full stop that ends no sentence, without the stop. */
  readonly abbreviations: readonly string[];
  readonly negators: readonly string[];
  /** "Not only": no negation, though it looks like one. */
  readonly notNegators: readonly string[];
  /** Directly after what they negate: "fine-tuning is not needed", "GPUs: none". */
  readonly negatorsAfter: readonly string[];
  readonly hedges: readonly string[];
  /** What follows in the clause is supposed, not said. */
  readonly conditions: readonly string[];
  /** Where a clause with a condition stands before, a clause with one of these is supposed too. */
  readonly consequences: readonly string[];
  /** What follows is said of somebody else, up to one of `ours`. */
  readonly others: readonly string[];
  readonly ours: readonly string[];
  /** Anywhere in the clause: it was so, or is to be so one day. */
  readonly otherTimes: readonly string[];
  /** What follows in the clause is not known to whoever writes. */
  readonly doubts: readonly string[];
  /** Directly after what is not known: "the volume is still open". */
  readonly doubtsAfter: readonly string[];
  /** Anywhere in a sentence after a topic of `topics`: "who would run it, nobody has decided". */
  readonly leftOpen: readonly string[];
  /** How the asking clause of a question begins. */
  readonly questions: readonly string[];
  /** How a question begins that lacks its mark. */
  readonly questionsUnmarked: readonly string[];
  /** What follows in a question is taken to be so: "given that". */
  readonly presupposed: readonly string[];
  readonly corrections: readonly string[];
}

/** Words whose slips are put right before anything is read, and words like them that are none. */
export interface SpellingData {
  readonly words: readonly string[];
  readonly keep: readonly string[];
}

/** How volumes are counted. Each number is an assumption of ours that can be edited. */
export interface VolumeData {
  readonly perMonth: readonly { readonly times: number; readonly names: readonly string[] }[];
  /** Before the name of a period: "per", "a", "each". */
  readonly per: readonly string[];
  /** Periods in one word: "daily", with the name that they stand for. */
  readonly adverbs: Readonly<Record<string, string>>;
  readonly workingDaysPerMonth: number;
  readonly workingHoursPerDay: number;
  /** Said of a day or an hour, these make it a working day or a working hour. */
  readonly working: readonly string[];
  /** What has a size of its own, in tokens. */
  readonly sizes: readonly { readonly tokens: number; readonly names: readonly string[] }[];
  /** What is counted, with the tokens taken for one, in and out, where nobody says. */
  readonly items: readonly { readonly assumedTokens: number; readonly names: readonly string[] }[];
  readonly people: readonly string[];
  readonly each: readonly string[];
  readonly inward: readonly string[];
  readonly outward: readonly string[];
  /** Beside a number, these say that it is no usual volume: "peaks of", "context of". */
  readonly unusable: readonly string[];
  /** Before a number, these leave it open: "a few million". */
  readonly vague: readonly string[];
  /** Amounts told in words alone, "low traffic", with what is taken for them where no number stands. */
  readonly amounts: readonly { readonly assumedTokensPerMonth: number; readonly patterns: readonly string[] }[];
  /** A bill for a model, in money a month, and the tokens that are taken to be bought for it. */
  readonly bill: { readonly assumedDollarsPerMillionTokens: number; readonly patterns: readonly string[] };
}

/** A fact as it was read. `origin` is never `assumed`. */
export interface ReadFact extends Fact {
  readonly value: Fact["value"];
  /** The words of the text, as they stand there, at most about 80 characters. */
  readonly words: string;
  readonly origin: Exclude<Origin, "assumed">;
}

export interface Said {
  readonly value: Fact["value"];
  readonly words: string;
}

/** Two readings of one fact in one text, of which both cannot be so. */
export interface Collision {
  readonly fact: FactName;
  readonly first: Said;
  readonly second: Said;
}

/** What a text states. A fact of a collision has no value. */
export interface Reading {
  readonly facts: { readonly [K in FactName]?: ReadFact };
  readonly collisions: readonly Collision[];
  /** Whether anything at all was read in the text. */
  readonly understood: boolean;
}
