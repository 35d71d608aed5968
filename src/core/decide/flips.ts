/** Single facts whose change would change the verdict, the nearest first. Each is tried in full before it is said. */
import { bestOf, evaluate, valuesInto } from "./evaluate.ts";
import {
  type FactName,
  factNames,
  type FactSheet,
  factValues,
  type FactValue,
  type NamedFact,
  volumeFact,
} from "./facts.ts";
import type { Alternative } from "./model.ts";
import { alternatives, width } from "./model.ts";
import { type DecisionModel } from "./prepare.ts";
import { type Resolved, resolveFacts } from "./priors.ts";
import { copySheet, setFact } from "./sheet.ts";

export interface Flip {
  readonly fact: FactName;
  readonly from: FactValue;
  readonly to: FactValue;
  readonly becomes: Alternative;
}

const mostFlips = 5;
const mostTries = 6; // each costs a whole assessment
const mostTriesOfFact = 2; // so that the others have their turn
const volumeSteps = [3, 1 / 3, 10, 0.1, 30, 1 / 30, 100, 0.01, 1_000, 0.001];

interface Candidate {
  readonly fact: FactName;
  readonly to: FactValue;
  /** The lower, the nearer: what is only assumed may easily be otherwise. */
  readonly distance: number;
}

/**
 * @param decide the verdict on a fact sheet, as the assessment itself comes to it
 */
export function flipsOf(
  model: DecisionModel,
  facts: FactSheet,
  resolved: Resolved,
  winner: Alternative,
  decide: (facts: FactSheet) => Alternative | undefined,
  weights?: Float64Array,
): Flip[] {
  const found: Flip[] = [];
  const said = new Set<FactName>();
  const triesOf = new Map<FactName, number>();
  let tries = 0;
  for (const { fact, to } of candidates(model, resolved, facts, winner, weights)) {
    if (found.length >= mostFlips || tries >= mostTries) break;
    const before = triesOf.get(fact) ?? 0;
    if (said.has(fact) || before >= mostTriesOfFact) continue;
    triesOf.set(fact, before + 1);
    tries += 1;
    const becomes = decide({ ...facts, [fact]: { value: to } });
    if (becomes === undefined || becomes === winner) continue;
    said.add(fact);
    found.push({ fact, from: resolved.facts[fact].value, to, becomes });
  }
  return found;
}

const mostAnswers = 14; // each costs a verdict
/** Low: who says that something is open has a reason to think of it, however rare it is. */
const leastChance = 0.01;

/** A fact of which somebody said that it is open, though much hangs on it. */
export interface Hinge {
  readonly fact: FactName;
  /** What it decides, where that is not the verdict: "it decides which part goes where". */
  readonly decides?: string | undefined;
}

/** A fact that is said to be open, and of which an answer that is not far-fetched turns the verdict or decides more. */
export function hingeOf(
  model: DecisionModel,
  facts: FactSheet,
  resolved: Resolved,
  winner: Alternative,
  decide: (facts: FactSheet) => Alternative | undefined,
): Hinge | undefined {
  const answers = factNames
    .filter((name) => facts[name]?.value === "unknown")
    .flatMap((fact) => answersTo(model, resolved, fact))
    .filter(({ chance }) => chance >= leastChance)
    .sort((a, b) => b.chance - a.chance);
  const turns = ({ fact, to }: LikelyAnswer): boolean => decide({ ...facts, [fact]: { value: to } }) !== winner;
  const turning = answers.slice(0, mostAnswers).find(turns);
  if (turning) return { fact: turning.fact };
  for (const { fact } of answers)
    for (const { test, data } of model.questionOf.get(fact)?.decides ?? [])
      if (data.for.includes(winner) && test(resolved.sheet)) return { fact, decides: data.because };
  return undefined;
}

const likelyVolumes = [0.1, 10].map((step) => ({ step, chance: 0.2 })); // one in five is as far off as this, or further

interface LikelyAnswer {
  readonly fact: FactName;
  readonly to: FactValue;
  readonly chance: number;
}
function answersTo(model: DecisionModel, resolved: Resolved, fact: FactName): LikelyAnswer[] {
  if (fact !== volumeFact)
    return factValues[fact].map((to) => ({ fact, to, chance: chanceOf(model, resolved, fact, to) }));
  return likelyVolumes.map(({ step, chance }) => ({ fact, to: resolved.sheet.volume * step, chance }));
}

/** Changes after which the most plausible sheet has another winner: quick to see, though not proof. */
function candidates(
  model: DecisionModel,
  resolved: Resolved,
  facts: FactSheet,
  winner: Alternative,
  weights?: Float64Array,
): Candidate[] {
  const values = new Float64Array(width);
  const winnerOf = (fact: FactName, to: FactValue): Alternative | undefined => {
    // What follows from a fact changes with it.
    const changed = resolveFacts(model, { ...facts, [fact]: { value: to } });
    const sheet = copySheet(changed.sheet);
    setFact(sheet, fact, to);
    const { scores, weights: drawn, excluded } = evaluate(model, sheet, weights);
    valuesInto(values, scores, drawn);
    return alternatives[bestOf(values, excluded)];
  };
  const all: Candidate[] = [];
  for (const fact of factNames) {
    const { value, origin } = resolved.facts[fact];
    const others = fact === volumeFact ? volumesNear(Number(value)) : factValues[fact].filter((one) => one !== value);
    for (const [i, to] of others.entries()) {
      if (winnerOf(fact, to) === winner) continue;
      const chance = fact === volumeFact ? 0.2 / (1 + i) : chanceOf(model, resolved, fact, to);
      // What was stated is less likely to be otherwise than what was only assumed.
      all.push({ fact, to, distance: -Math.log(Math.max(chance, 1e-4)) + (origin === "assumed" ? 0 : 1) });
    }
  }
  return all.sort((a, b) => a.distance - b.distance);
}

/** How likely a value is, the other facts being as they are. */
function chanceOf(model: DecisionModel, { sheet }: Resolved, fact: NamedFact, value: FactValue): number {
  const question = model.questionOf.get(fact);
  const chances = question?.cases.find(({ test }) => test(sheet))?.chances ?? question?.data.prior.usual;
  return chances?.[String(value)] ?? 0;
}

const volumesNear = (volume: number): number[] =>
  volumeSteps.map((step) => Number((Math.max(volume, 1e5) * step).toPrecision(2)));
