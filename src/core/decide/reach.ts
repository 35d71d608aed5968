/** What a decision model can come to at all: tried on made-up workloads, the same ones every time. */
import { bestOf, evaluate, valuesInto } from "./evaluate.ts";
import { type FactName, factNames, factValues, volumeFact } from "./facts.ts";
import { type Alternative, alternatives, width } from "./model.ts";
import type { DecisionModel } from "./prepare.ts";
import { seeded } from "./random.ts";
import { copySheet, factOf, newSheet, setFact, type Sheet } from "./sheet.ts";

export interface Reach {
  /** Alternatives that came first on none of the sheets. */
  readonly never: readonly Alternative[];
  /** Facts of which no change gave another winner. */
  readonly idle: readonly FactName[];
  /** Whether hard constraints leave something on some sheet. */
  readonly leavesSomething: boolean;
}

const mostSheets = 4_000;

/** Looks until every alternative has won and every fact has changed a winner, or long enough. */
export function reachOf(model: DecisionModel): Reach {
  const random = seeded(7_919);
  const values = new Float64Array(width);
  const winnerOn = (sheet: Sheet): number => {
    const { scores, weights, excluded } = evaluate(model, sheet);
    valuesInto(values, scores, weights);
    return bestOf(values, excluded);
  };
  const never = new Set<number>(alternatives.keys());
  const idle = new Set<FactName>(factNames);
  let leavesSomething = false;
  for (let i = 0; i < mostSheets && never.size + idle.size > 0; i += 1) {
    const sheet = randomSheet(random);
    const winner = winnerOn(withWhatFollows(model, sheet));
    if (winner < 0) continue;
    leavesSomething = true;
    never.delete(winner);
    for (const name of idle) {
      const changed = copySheet(sheet);
      setFact(changed, name, randomValue(name, random));
      if (winnerOn(withWhatFollows(model, changed)) !== winner) idle.delete(name);
    }
  }
  return { never: alternatives.filter((_, i) => never.has(i)), idle: [...idle], leavesSomething };
}

/** Partly as usual, partly anything: if all were anything, hard constraints would leave little. */
export function randomSheet(random: () => number): Sheet {
  const sheet = newSheet();
  const usualShare = random();
  for (const name of factNames) {
    const value = randomValue(name, random);
    setFact(sheet, name, name !== volumeFact && random() < usualShare ? factValues[name][0] : value);
  }
  return sheet;
}

function randomValue(name: FactName, random: () => number): string | number {
  if (name === volumeFact) return 10 ** (5 + 6 * random());
  const all = factValues[name];
  return all[Math.floor(random() * all.length)] ?? all[0];
}

/** The same sheet with what follows from others put right. */
function withWhatFollows({ questions }: DecisionModel, given: Sheet): Sheet {
  const sheet = copySheet(given);
  for (const { data, follows } of questions) {
    const rule = follows.find(({ test }) => test(sheet));
    if (rule && factOf(sheet, data.fact) !== rule.value) setFact(sheet, data.fact, rule.value);
  }
  return sheet;
}
