import { type NamedFact, namedFacts } from "./facts.ts";
import type { Marks } from "./said-marks.ts";

/** A sentence to learn from: its marks, and what it says. */
export interface Lesson {
  readonly text: string;
  readonly marks: Marks;
  readonly says: Readonly<Partial<Record<NamedFact, string>>>;
}

/** A value of a fact, and how likely a clause is to state it. */
export interface Guess {
  readonly fact: NamedFact;
  readonly value: string;
  readonly chance: number;
}

const rounds = 3;
const fullRound = 2; // in it, as in the first, every fact is looked at; in the others those that a lesson is near to
const step = 2; // of a weight that has not been moved yet
const statedWeighs = 2; // times as much as what is not stated
const shortest = 8; // length of the marks of a clause below which they do not gain weight
const bias = { start: -5, step: 0.1 } as const;
const slightest = 0.02; // errors below teach nothing
const nearFrom = 0.05; // error of a fact that a lesson is near to
export const lessonsAtOnce = 40; // some milliseconds
const leastSeen = 3; // times that a mark must be seen: what stands in a sentence or two says little of others

/** Where the values of a fact stand in a row of weights. */
interface Span {
  readonly from: number;
  readonly to: number;
}
interface Group extends Span {
  readonly fact: NamedFact;
  readonly values: readonly string[];
}

/**
 * Learns from sentences which marks speak for which value of which fact: a logistic regression for each fact, its values
 * and "nothing said" against each other (Cox 1958), by gradient descent that moves a weight
 * the less the more it has been moved already (Duchi, Hazan and Singer 2011), in a fixed order: the same lessons, the same
 * result.
 * It stops now and then, so that whoever drives it can do something else between.
 * @returns the likeliest value of each fact in a clause, in the order of `namedFacts`
 */
export function* learning(lessons: readonly Lesson[], marks: number): Generator<void, (clause: Marks) => Guess[]> {
  const groups: Group[] = [];
  let width = 0;
  for (const fact of namedFacts) {
    const values = [...new Set(lessons.flatMap(({ says }) => says[fact] ?? []))].sort();
    if (values.length > 0) groups.push({ fact, values, from: width, to: width + values.length });
    width += values.length;
  }
  const rowOf = rowsOf(lessons, marks, width);
  const weights = new Float32Array(rowOf.reduce((most, row) => Math.max(most, row + width), 0));
  const moved = new Float32Array(weights.length).fill(1); // sums of squares
  const biases = new Float32Array(width).fill(bias.start);
  const sums = new Float32Array(width);
  const chances = new Float32Array(width);

  const whole: Span = { from: 0, to: width };
  const lengthOf = ({ weights: sizes }: Marks): number =>
    Math.max(shortest, Math.sqrt(sizes.reduce((sum, w) => sum + w * w, 0)));
  const weigh = ({ known, weights: sizes }: Marks, length: number, { from, to }: Span): void => {
    for (let k = from; k < to; k++) sums[k] = biases[k] ?? 0;
    for (let i = 0; i < known.length; i++) {
      const row = rowOf[known[i] ?? 0] ?? -1;
      if (row < 0) continue;
      const size = (sizes[i] ?? 0) / length;
      for (let k = from; k < to; k++) sums[k] = (sums[k] ?? 0) + (weights[row + k] ?? 0) * size;
    }
  };
  /** Chances of a fact's values; what is left is the chance that nothing is said of it. */
  const chancesOf = ({ from, to }: Span): void => {
    let most = 0;
    for (let k = from; k < to; k++) most = Math.max(most, sums[k] ?? 0);
    let total = Math.exp(-most);
    for (let k = from; k < to; k++) total += chances[k] = Math.exp((sums[k] ?? 0) - most);
    for (let k = from; k < to; k++) chances[k] = (chances[k] ?? 0) / total;
  };
  const teach = ({ known, weights: sizes }: Marks, k: number, by: number): void => {
    biases[k] = (biases[k] ?? 0) - by * bias.step;
    for (let i = 0; i < known.length; i++) {
      const row = rowOf[known[i] ?? 0] ?? -1;
      if (row < 0) continue;
      const gradient = by * (sizes[i] ?? 0);
      const sum = (moved[row + k] ?? 0) + gradient * gradient;
      moved[row + k] = sum;
      weights[row + k] = (weights[row + k] ?? 0) - (step * gradient) / Math.sqrt(sum);
    }
  };

  const [sumOfWeights, sumOfBiases] = [new Float32Array(weights.length), new Float32Array(biases.length)];
  const order = lessons.map((lesson) => ({ ...lesson, length: lengthOf(lesson.marks), near: groups }));
  for (let round = 0; round < rounds; round++) {
    mix(order, round);
    for (const [i, lesson] of order.entries()) {
      if (i % lessonsAtOnce === 0) yield;
      const { marks, says, length } = lesson;
      const by = shortest / length;
      const isFull = round === 0 || round === fullRound;
      const near: Group[] = [];
      if (isFull) weigh(marks, length, whole);
      for (const group of isFull ? groups : lesson.near) {
        if (!isFull) weigh(marks, length, group);
        chancesOf(group);
        const said = says[group.fact];
        let error = 0;
        for (const [i, value] of group.values.entries()) {
          const off = (chances[group.from + i] ?? 0) - (value === said ? 1 : 0);
          error = Math.max(error, Math.abs(off));
          if (Math.abs(off) >= slightest)
            teach(marks, group.from + i, by * off * (said === undefined ? 1 : statedWeighs));
        }
        if (isFull && (error >= nearFrom || said !== undefined)) near.push(group);
      }
      if (isFull) lesson.near = near;
    }
    if (round === 0) continue;
    addTo(sumOfWeights, weights);
    addTo(sumOfBiases, biases);
    yield;
  }
  // The mean over the rounds depends less on which lessons happened to come last (Polyak and Juditsky 1992).
  weights.set(sumOfWeights.map((sum) => sum / (rounds - 1)));
  biases.set(sumOfBiases.map((sum) => sum / (rounds - 1)));

  return (clause) => {
    weigh(clause, lengthOf(clause), whole);
    return groups.map((group) => {
      chancesOf(group);
      let best = 0;
      for (let i = 1; i < group.values.length; i++)
        if ((chances[group.from + i] ?? 0) > (chances[group.from + best] ?? 0)) best = i;
      return { fact: group.fact, value: group.values[best] ?? "", chance: chances[group.from + best] ?? 0 };
    });
  };
}

function addTo(sums: Float32Array, more: Float32Array): void {
  for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (more[k] ?? 0);
}

/** Where the weights of each mark begin; -1 for those that are seen too seldom. */
function rowsOf(lessons: readonly Lesson[], marks: number, width: number): Int32Array {
  const seen = new Int32Array(marks);
  for (const { marks } of lessons) for (const mark of marks.known) seen[mark] = (seen[mark] ?? 0) + 1;
  let next = 0;
  return seen.map((times) => {
    if (times < leastSeen) return -1;
    next += width;
    return next - width;
  });
}

/** An order of its own for each round, which no lesson's coming or going changes for the others. */
function mix(all: Pick<Lesson, "text">[], round: number): void {
  const places = new Map(all.map((one) => [one, placeOf(one.text, round)]));
  all.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

/** FNV-1a (Fowler, Noll and Vo 1991), stirred at the end so that a last letter changes all of it. */
function placeOf(text: string, round: number): number {
  let hash = 2_166_136_261 + round;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
