/** Which open fact to ask next: the one whose answer is expected to leave the least doubt about the winner. */
import { width } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";
import { resolveFacts } from "./priors.ts";
import { acceptability, type Acceptability, entropy } from "./acceptability.ts";
import type { FactName, FactSheet } from "./facts.ts";

const sureEnough = 0.95; // share of draws from which no answer is worth asking for
const leastShare = 0.02; // of draws; rarer answers are not asked about
const leastErrors = 1; // standard errors by which another winner must lead: among many facts some lead by chance
const leastGainBits = 0.05; // less doubt than this is not worth a question
const leastSway = 0.03; // of the winner's share; less is said by the share itself

export const isWorthAsking = (gainBits: number): boolean => gainBits >= leastGainBits;

export interface NextQuestion {
  readonly fact: FactName;
  /** Bits of doubt about the winner that its answer is expected to take away. */
  readonly gainBits: number;
}

/** Open facts whose answer could change the winner, the most telling first; none when asking would change nothing. */
export function questionsLeft({ shares, byFact, effectiveDraws }: Acceptability): NextQuestion[] {
  const winner = argmax(shares);
  if ((shares[winner] ?? 0) >= sureEnough) return [];
  const doubt = entropy(shares);
  const found: NextQuestion[] = [];
  for (const [fact, { first, draws }] of byFact) {
    const all = draws.reduce((sum, n) => sum + n, 0);
    let after = 0;
    let changes = false;
    for (const [group, n] of draws.entries()) {
      if (n === 0) continue;
      const row = first.subarray(group * width, (group + 1) * width);
      after += (n / all) * entropy(row, n);
      const [now, before] = [row[argmax(row)] ?? 0, row[winner] ?? 0];
      const equalDraws = effectiveDraws / all;
      const leads = (now - before) * equalDraws > leastErrors * Math.sqrt((now + before) * equalDraws);
      if (n / all >= leastShare && leads) changes = true;
    }
    if (changes) found.push({ fact, gainBits: Math.max(0, doubt - after) });
  }
  return found.sort((a, b) => b.gainBits - a.gainBits);
}

/**
 * Of what is said to be open, the fact of which an answer would change most how sure the verdict is, if one would by a
 * word: from leaning to clear, say.
 * @param winner its place
 */
export function swayingOf(
  { shares, byFact, effectiveDraws }: Acceptability,
  facts: FactSheet,
  winner: number,
  { clearFrom, leaningFrom }: { readonly clearFrom: number; readonly leaningFrom: number },
): FactName | undefined {
  const wordOf = (share: number): number => (share >= clearFrom ? 2 : share >= leaningFrom ? 1 : 0);
  const usual = shares[winner] ?? 0;
  let found: { readonly fact: FactName; readonly by: number } | undefined;
  for (const [fact, { first, draws }] of byFact) {
    if (facts[fact]?.value !== "unknown") continue;
    const all = draws.reduce((sum, n) => sum + n, 0);
    for (const [group, n] of draws.entries()) {
      if (n / all < leastShare) continue;
      const share = (first[group * width + winner] ?? 0) / n;
      const by = Math.abs(share - usual);
      const error = Math.sqrt((usual * (1 - usual) * all) / (n * effectiveDraws));
      if (wordOf(share) === wordOf(usual) || by < leastErrors * error || by < leastSway) continue;
      if (found === undefined || by > found.by) found = { fact, by };
    }
  }
  return found?.fact;
}

/**
 * What to ask next, the most telling first; none when no answer is worth asking for. For this, what was not spoken of is
 * taken to be open: what is unusual is what questions are for.
 */
export function nextQuestions(
  model: DecisionModel,
  facts: FactSheet,
  skip: ReadonlySet<FactName> = new Set(),
  weights?: Float64Array,
  /** What is known of the draws where nothing is taken to be open that is not. */
  found?: Acceptability,
): NextQuestion[] {
  const isAllSpokenOf = model.questions.every(({ data }) => facts[data.fact] !== undefined);
  const asking = (): Acceptability => acceptability(model, resolveFacts(model, facts, true), weights);
  return questionsLeft(isAllSpokenOf && found ? found : asking()).filter(
    ({ fact, gainBits }) => isWorthAsking(gainBits) && !skip.has(fact),
  );
}

/** What somebody said is open, and would change the verdict, is asked before anything else. */
export const firstQuestion = (
  questions: readonly NextQuestion[],
  hinge: FactName | undefined,
  skip: ReadonlySet<FactName> | undefined,
): NextQuestion | undefined =>
  hinge === undefined || skip?.has(hinge)
    ? questions[0]
    : (questions.find(({ fact }) => fact === hinge) ?? { fact: hinge, gainBits: 0 });

export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
