import { type FactName, factNames, type NamedFact, namedFacts, volumeFact } from "./facts.ts";
import { refinesTo, type SignalBook } from "./signal-book.ts";
import type { Collision, ReadFact, Reading } from "./signal-types.ts";

/** One place of a text that states one fact. */
export interface Evidence extends ReadFact {
  readonly fact: FactName;
  readonly value: ReadFact["value"];
  /** Where it stands in the plain text. */
  readonly start: number;
  readonly end: number;
  /** Where the last word of correction before it stands, such as "actually"; -1 if there is none. */
  readonly correctedAt: number;
  /** It follows from another fact that the words state. */
  readonly isImplied?: boolean | undefined;
}

const sameVolume = 1.2; // two volumes this near, in proportion, are one that was rounded

/** Makes one reading of all that was found: what is said again, said more exactly, corrected, or contradicted. */
export function settle(evidence: readonly Evidence[], book: SignalBook): Reading {
  const facts: Partial<Record<FactName, ReadFact>> = {};
  const collisions: Collision[] = [];
  const of = (fact: FactName): Evidence[] => standing(evidence.filter((one) => one.fact === fact));
  const found = new Map<FactName, readonly Evidence[]>();
  for (const fact of factNames) found.set(fact, of(fact));
  const implied = combine(found, book);
  for (const fact of factNames) {
    const result = one([...(found.get(fact) ?? []), ...implied.filter((other) => other.fact === fact)], book);
    if (result.kind === "fact") facts[fact] = result.fact;
    else if (result.kind === "collision") collisions.push(result.collision);
  }
  return { facts, collisions, understood: collisions.length > 0 || Object.keys(facts).length > 0 };
}

/** Of two readings of the same words the longer one stands: "may not leave without a contract" over "may not leave". */
function standing(evidence: readonly Evidence[]): Evidence[] {
  const byLength = evidence.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Evidence[] = [];
  const isSaidBy = (longer: Evidence, one: Evidence): boolean =>
    longer.start < one.end &&
    one.start < longer.end &&
    longer.value !== one.value &&
    longer.isImplied === one.isImplied;
  for (const one of byLength) if (!kept.some((longer) => isSaidBy(longer, one))) kept.push(one);
  return kept.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

type Settled =
  | { readonly kind: "none" }
  | { readonly kind: "fact"; readonly fact: ReadFact }
  | { readonly kind: "collision"; readonly collision: Collision };

function one(all: readonly Evidence[], book: SignalBook): Settled {
  let best: Evidence | undefined;
  // What was said stands before what follows, which can only make it more exact.
  for (const next of all.toSorted((a, b) => rank(a) - rank(b))) {
    if (!best) best = next;
    else if (isSame(best, next)) best = surer(best, next);
    else if (next.value === "unknown" || refinesTo(book, best.fact, next.value, best.value)) continue;
    else if (best.value === "unknown" || refinesTo(book, best.fact, best.value, next.value)) best = next;
    else if (rank(next) > rank(best)) continue;
    else if (next.correctedAt >= best.end) best = next;
    else if (best.origin !== "stated") return { kind: "none" };
    else {
      const [first, second] = [best, next].map(({ value, words }) => ({ value, words }));
      return first && second ? { kind: "collision", collision: { fact: best.fact, first, second } } : { kind: "none" };
    }
  }
  return best ? { kind: "fact", fact: factOf(best) } : { kind: "none" };
}

const isSame = (a: Evidence, b: Evidence): boolean =>
  a.value === b.value ||
  (a.fact === volumeFact &&
    typeof a.value === "number" &&
    typeof b.value === "number" &&
    Math.max(a.value, b.value) <= sameVolume * Math.min(a.value, b.value));

const rank = ({ origin }: Evidence): number => (origin === "stated" ? 0 : 1);
const surer = (a: Evidence, b: Evidence): Evidence => (a.hedged && !b.hedged && rank(a) === rank(b) ? b : a);

const factOf = ({ value, words, hedged, origin }: Evidence): ReadFact => ({
  value,
  words,
  origin,
  ...(hedged ? { hedged } : {}),
});

/** Values of one fact that were said of different things: applies `together`, and gives what follows from it. */
function combine(found: Map<FactName, readonly Evidence[]>, book: SignalBook): Evidence[] {
  const implied: Evidence[] = [];
  for (const { fact, values, beside = {}, becomes, implies } of book.together) {
    const all = found.get(fact) ?? [];
    const isBeside = namedFacts.every(
      (name) =>
        beside[name] === undefined || found.get(name)?.some((one) => one.value === beside[name] && one.hedged !== true),
    );
    if (!isBeside) continue;
    const parts = values.map((value) => all.find((one) => one.value === value && one.origin === "stated"));
    const last = parts.at(-1);
    if (!last || parts.some((part) => part === undefined)) continue;
    const rest = all.filter((evidence) => !values.slice(0, -1).includes(String(evidence.value)));
    found.set(fact, becomes === undefined ? rest : [{ ...last, value: becomes }, ...rest.filter((e) => e !== last)]);
    for (const name of namedFacts) {
      const value = implies?.[name];
      if (value !== undefined) implied.push({ ...last, fact: name satisfies NamedFact, value, origin: "inferred" });
    }
  }
  return implied;
}
