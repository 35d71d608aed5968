import { type Respeller, respeller } from "../respell.ts";
import { type FactName, factNames, factValues, type NamedFact, namedFacts } from "./facts.ts";
import { prepareSaid, type SaidBook } from "./said.ts";
import type { GrammarData, LabelData, SaidData, Signal, SignalData, Together } from "./signal-types.ts";
import { type VolumeWords, volumeWords } from "./volume-words.ts";

/** The lists of the grammar, each as one expression: found anywhere, but for the four that say where. */
export type Grammar = { readonly [K in Exclude<keyof GrammarData, "abbreviations">]: RegExp } & {
  /** At the end of a text. */
  readonly abbreviation: RegExp;
};

export interface ReadySignal {
  readonly signal: Pick<Signal, "fact" | "value" | "inferred" | "negated" | "negation" | "implies">;
  readonly pattern: RegExp;
  readonly unless: RegExp | undefined;
}

/** `SignalData` made ready to read texts with. */
export interface SignalBook {
  readonly respell: Respeller;
  readonly grammar: Grammar;
  readonly signals: readonly ReadySignal[];
  readonly topics: readonly { readonly fact: FactName; readonly pattern: RegExp }[];
  readonly volume: VolumeWords;
  /** Amounts in words, with the tokens a month that are taken for them. */
  readonly amounts: readonly { readonly tokensPerMonth: number; readonly pattern: RegExp }[];
  readonly bill: { readonly dollarsPerMillionTokens: number; readonly pattern: RegExp };
  readonly refines: SignalData["refines"];
  readonly together: readonly Together[];
  /** What was learned from sentences; reads what the patterns did not. */
  readonly said: SaidBook | undefined;
}

/**
 * Compiles signals, once for any number of texts.
 * @throws SyntaxError for a pattern that does not compile, and RangeError for one that names an unknown list: bugs of the
 *   caller, for the schema turns such files away
 */
export function prepareSignals(data: SignalData, said?: SaidData): SignalBook {
  const compile = (patterns: readonly string[], flags = "g"): RegExp =>
    new RegExp(wholeWords(patterns.map((pattern) => filled(pattern, data.words))), flags);
  const { grammar } = data;
  const signals = [
    ...data.signals.map((signal) => ({
      signal,
      pattern: compile(signal.patterns, "gm"),
      unless: signal.unless && signal.unless.length > 0 ? compile(signal.unless, "") : undefined,
    })),
    ...labelled(data.labels).map(({ pattern, ...signal }) => ({
      signal,
      pattern: compile([pattern], "gm"),
      unless: undefined,
    })),
  ];
  return {
    respell: respeller(data.spelling.words, new Set(data.spelling.keep)),
    grammar: {
      breaks: new RegExp(grammar.breaks.map((pattern) => filled(pattern, data.words)).join("|"), "g"),
      abbreviation: new RegExp(`(?<!\\w)(?:${grammar.abbreviations.join("|")})$`),
      negators: compile(grammar.negators),
      notNegators: compile(grammar.notNegators),
      negatorsAfter: compile([`^${either(grammar.negatorsAfter)}`], ""),
      hedges: compile(grammar.hedges),
      conditions: compile(grammar.conditions),
      consequences: compile(grammar.consequences),
      others: compile(grammar.others),
      ours: compile(grammar.ours),
      otherTimes: compile(grammar.otherTimes),
      doubts: compile(grammar.doubts),
      doubtsAfter: compile([`^${either(grammar.doubtsAfter)}`], ""),
      leftOpen: compile(grammar.leftOpen, ""),
      questions: compile(grammar.questions, "y"),
      questionsUnmarked: compile(grammar.questionsUnmarked, "y"),
      presupposed: compile(grammar.presupposed),
      corrections: compile(grammar.corrections),
    },
    signals,
    topics: factNames.flatMap((fact) => {
      const labels: Readonly<Partial<Record<FactName, { readonly names: readonly string[] }>>> = data.labels.facts;
      const patterns = [...(data.topics[fact] ?? []), ...(labels[fact]?.names ?? [])];
      return patterns.length > 0 ? [{ fact, pattern: compile(patterns, "gm") }] : [];
    }),
    volume: volumeWords(data.volume),
    amounts: data.volume.amounts.map(({ assumedTokensPerMonth: tokensPerMonth, patterns }) => ({
      tokensPerMonth,
      pattern: compile(patterns, "gm"),
    })),
    bill: {
      dollarsPerMillionTokens: data.volume.bill.assumedDollarsPerMillionTokens,
      pattern: compile(data.volume.bill.patterns, ""),
    },
    refines: data.refines,
    together: data.together,
    said: said && prepareSaid(said),
  };
}

/** "Latency: relaxed": a pattern for each value of each fact that has a name. */
function labelled({ answers, facts }: LabelData): { fact: NamedFact; value: string; pattern: string }[] {
  return namedFacts.flatMap((fact) => {
    const label = facts[fact];
    if (!label) return [];
    return factValues[fact].map((value) => {
      const own = value === "yes" || value === "no" ? answers[value] : [value.replaceAll("_", "[ _-]")];
      const words = either([...own, ...(label.also?.[value] ?? [])]);
      // Up to the end of the note, for "Latency: low priority" is another thing.
      return {
        fact,
        value,
        pattern: String.raw`${either(label.names)} ?[:=?]{1,2} ?${words}(?= ?(?:$|[.,;)!\n]))(?![.,]\d)`,
      };
    });
  });
}

const either = (patterns: readonly string[]): string => `(?:${patterns.join("|")})`;
/** A pattern begins and ends where words do, which also bounds how often it is tried. */
const wholeWords = (patterns: readonly string[]): string => `(?<!\\w)${either(patterns)}(?!\\w)`;

/** A pattern with each `{list}` in place; `{0,3}` stays what it is. */
export function filled(pattern: string, words: SignalData["words"]): string {
  return pattern.replaceAll(/\{([a-z]\w*)\}/gi, (_, name: string) => {
    const list = words[name];
    if (!list) throw new RangeError(`{${name}} stands for no list; there are ${Object.keys(words).join(", ")}`);
    return either(list.map((one) => filled(one, words)));
  });
}

/** Whether a later value of a fact is the more exact word for an earlier one. */
export const refinesTo = (book: SignalBook, fact: FactName, plain: unknown, exact: unknown): boolean =>
  (book.refines[fact as NamedFact] ?? []).some((ladder) => {
    const at = ladder.indexOf(String(plain));
    return at >= 0 && ladder.indexOf(String(exact)) > at;
  });

/** Whether two values of a fact do not contradict each other. */
export const canStandTogether = (book: SignalBook, fact: NamedFact, one: string, other: string): boolean =>
  refinesTo(book, fact, one, other) ||
  refinesTo(book, fact, other, one) ||
  book.together.some((both) => both.fact === fact && both.values.includes(one) && both.values.includes(other));
