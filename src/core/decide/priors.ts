/** What is taken of facts that nobody stated: what follows from others, what is usual, and how likely the rest is. */
import type { Draws } from "./random.ts";
import {
  type Fact,
  type FactName,
  type FactSheet,
  factNames,
  factValues,
  type FactValue,
  type Origin,
  volumeFact,
} from "./facts.ts";
import { type Columns, firstOf } from "./columns.ts";
import type { DecisionModel, PreparedQuestion } from "./prepare.ts";
import { codeOf, factIndex, newSheet, setFact, type Sheet } from "./sheet.ts";

/** Somebody who says "I don't know" may be anywhere: part of what is usual gives way to "anything". */
const openShare = 0.08;
/** Before anybody was asked, more so: what is unusual is what questions are for. */
const unaskedShare = 0.25;
const unaskedSpread = 2.5;
/** "Probably" is meant most of the time. */
const hedgedShare = 0.8;
const openSpread = 1.6; // times as wide for a volume
const hedgedSpread = 0.3;

export interface Known {
  readonly value: FactValue;
  readonly origin: Origin;
  readonly fact?: Fact | undefined;
}

export interface Resolved {
  /** Everything, with the most plausible value for what is not known. */
  readonly sheet: Sheet;
  readonly facts: Readonly<Record<FactName, Known>>;
  /** Not known: integrated over. In the order of the questions. */
  readonly open: readonly OpenFact[];
  /** What was said, as far as it tells something of what is open. */
  readonly evidence: readonly Evidence[];
}

/**
 * How likely it is that somebody says what was said, given the open facts. "The data may not leave" makes regulated data
 * likelier than it is otherwise, though nobody spoke of that; draws with which it does not fit count for less.
 * @param counts what the draws from `from` to before `to` count for: multiplied by it
 */
export type Evidence = (columns: Columns, from: number, to: number, counts: Float64Array) => void;
const leastLikely = 0.1; // chances are guesses, and whoever asks may well be the rare case: a statement sways, it does not prove
const againstRule = 0.001; // never 0: people say things that do not fit together

type Chances = Readonly<Record<string, number>>;

/** A fact that is not known, and is drawn. */
export interface OpenFact {
  readonly name: FactName;
  /**
   * Sets it for the draws from `from` to before `to`, a block at most; the facts of questions above must be set.
   * @param column which numbers are for it
   */
  readonly draw: (columns: Columns, draws: Draws, column: number, from: number, to: number) => void;
  /** The code of each draw, where no other fact has a say in it: the same whatever else is known. */
  readonly codes?: ((draws: Draws, column: number) => Uint8Array) | undefined;
}
/** How drawn values of a fact are told apart: by their place, volumes by their power of ten. */
export const groupsOf = (name: FactName, { codes, volumes }: Columns): Uint8Array =>
  name === volumeFact
    ? Uint8Array.from(volumes, (volume) =>
        Math.min(mostGroups - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, volume))))),
      )
    : (codes[factIndex[name]] ?? new Uint8Array());
export const mostGroups = 17;

const isKnown = (fact: Fact | undefined): fact is Fact =>
  fact !== undefined && fact.value !== "unknown" && fact.hedged !== true;

/** @param asking for choosing a question: what was not spoken of is then taken to be open, not to be as usual */
export function resolveFacts(model: DecisionModel, given: FactSheet, asking = false): Resolved {
  const sheet = newSheet();
  const facts: Partial<Record<FactName, Known>> = {};
  const known = new Set<FactName>();
  const put = (name: FactName, value: FactValue, origin: Origin, fact?: Fact): void => {
    setFact(sheet, name, value);
    facts[name] = { value, origin, fact };
    if (origin !== "assumed") known.add(name);
  };
  for (const name of factNames) {
    const fact = given[name];
    if (isKnown(fact)) put(name, fact.value, "stated", fact);
  }
  const open: OpenFact[] = [];
  const evidence: Evidence[] = [];
  for (const question of model.questions) {
    const name = question.data.fact;
    if (known.has(name)) {
      if (name !== volumeFact && restsOn(question, open)) evidence.push(evidenceOf(question, facts[name]?.value ?? ""));
      continue;
    }
    const fact = given[name];
    const follows = question.follows.find((rule) => rule.facts.every((f) => known.has(f)) && rule.test(sheet));
    if (follows) put(name, follows.value, "inferred", fact);
    else {
      open.push(openFact(name, question, fact, asking));
      put(name, mostLikely(name, question, sheet, fact), "assumed", fact);
    }
  }
  return { sheet, facts: facts as Record<FactName, Known>, open, evidence };
}

const restsOn = ({ cases, follows }: PreparedQuestion, open: readonly OpenFact[]): boolean =>
  [...cases, ...follows].some(({ facts }) => open.some(({ name }) => facts.includes(name)));

function evidenceOf({ data, cases, follows }: PreparedQuestion, value: FactValue): Evidence {
  const likely = (chances: Chances): number => Math.max(leastLikely, chances[value] ?? 0);
  const usual = likely(data.prior.usual);
  const choose = firstOf(
    [...follows, ...cases],
    [
      ...follows.map((rule) => (rule.value === value ? 1 : againstRule)),
      ...cases.map(({ chances }) => likely(chances)),
    ],
    usual,
  );
  return (columns, from, to, counts) => {
    const chance = choose(columns, from, to);
    for (let k = 0; k < to - from; k += 1) counts[k] = (counts[k] ?? 0) * (chance[k] ?? 1);
  };
}

function mostLikely(name: FactName, question: PreparedQuestion, sheet: Sheet, fact?: Fact): FactValue {
  if (fact && fact.value !== "unknown") return fact.value; // hedged
  const follows = question.follows.find((rule) => rule.test(sheet));
  if (follows) return follows.value;
  const chances = question.cases.find(({ test }) => test(sheet))?.chances ?? question.data.prior.usual;
  if (name === volumeFact) return chances["median"] ?? 0;
  return factValues[name].toSorted((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0))[0] ?? "";
}

/** Of facts that nobody spoke of, which are most, and of those that are said to be open: made once, apart for asking. */
const madeOnce = {
  usual: new WeakMap<PreparedQuestion, OpenFact>(),
  asking: new WeakMap<PreparedQuestion, OpenFact>(),
  unknown: new WeakMap<PreparedQuestion, OpenFact>(),
};

function openFact(name: FactName, question: PreparedQuestion, fact: Fact | undefined, asking: boolean): OpenFact {
  const isOpen = fact?.value === "unknown" && fact.hedged !== true;
  const kept = fact === undefined ? madeOnce[asking ? "asking" : "usual"] : isOpen ? madeOnce.unknown : undefined;
  const known = kept?.get(question);
  if (known) return known;
  const made = name === volumeFact ? openVolume(question, fact, asking) : openNamed(name, question, fact, asking);
  kept?.set(question, made);
  return made;
}

function openVolume({ data, cases }: PreparedQuestion, fact: Fact | undefined, asking: boolean): OpenFact {
  const usualSpread = asking ? unaskedSpread : 1;
  const spreadBy = fact?.hedged === true ? hedgedSpread : fact?.value === "unknown" ? openSpread : usualSpread;
  const all = [...cases.map(({ chances }) => chances), data.prior.usual];
  const choose = firstOf(cases, [...cases.keys()], cases.length);
  return {
    name: volumeFact,
    draw: ({ volumes, ...others }, { count, normal }, column, from, to) => {
      const chosen = choose({ volumes, ...others }, from, to);
      for (let draw = from; draw < to; draw += 1) {
        const chances = all[chosen[draw - from] ?? 0] ?? data.prior.usual;
        const median = typeof fact?.value === "number" ? fact.value : (chances["median"] ?? 0);
        volumes[draw] = median * 10 ** ((chances["spread"] ?? 0) * spreadBy * (normal[column * count + draw] ?? 0));
      }
    },
  };
}

function openNamed(
  name: Exclude<FactName, typeof volumeFact>,
  question: PreparedQuestion,
  fact: Fact | undefined,
  asking: boolean,
): OpenFact {
  const values = factValues[name];
  /** Up to which number each value is drawn. */
  const bounds = (chances: Chances): Float64Array => {
    let sum = 0;
    return Float64Array.from(values, (value) => (sum += chanceOf(value, chances, values.length, asking, fact)));
  };
  const { cases, follows } = question;
  const tables = [...cases.map(({ chances }) => bounds(chances)), bounds(question.data.prior.usual)];
  // What follows is told by its code, below 0.
  const choose = firstOf(
    [...follows, ...cases],
    [...follows.map(({ value }) => -1 - codeOf(name, value)), ...cases.keys()],
    cases.length,
  );
  const none: Float64Array = new Float64Array();
  const codeAt = (table = none, u: number): number => {
    let code = 0;
    while (code < table.length - 1 && u >= (table[code] ?? 1)) code += 1;
    return code;
  };
  const kept = new WeakMap<Draws, Uint8Array>();
  return {
    name,
    codes:
      cases.length + follows.length > 0
        ? undefined
        : (draws, column) => {
            const { count, uniform } = draws;
            const numbers = uniform.subarray(column * count, (column + 1) * count);
            const codes = kept.get(draws) ?? Uint8Array.from(numbers, (u) => codeAt(tables[0], u));
            kept.set(draws, codes);
            return codes;
          },
    draw: (columns, { count, uniform }, column, from, to) => {
      const codes = columns.codes[factIndex[name]] ?? new Uint8Array();
      const chosen = choose(columns, from, to);
      for (let draw = from; draw < to; draw += 1) {
        const which = chosen[draw - from] ?? 0;
        codes[draw] = which < 0 ? -1 - which : codeAt(tables[which], uniform[column * count + draw] ?? 0);
      }
    },
  };
}

function chanceOf(value: string, chances: Chances, count: number, asking: boolean, fact?: Fact): number {
  const usual = chances[value] ?? 0;
  const mixed = (share: number): number => share / count + (1 - share) * usual;
  if (fact === undefined) return asking ? mixed(unaskedShare) : usual;
  if (fact.value === "unknown") return mixed(openShare);
  return (fact.value === value ? hedgedShare : 0) + (1 - hedgedShare) * usual;
}
