import { type FactName, factValues, type NamedFact, volumeFact } from "./facts.ts";
import type { Condition } from "./model.ts";
import { codeOf, factIndex, type Sheet } from "./sheet.ts";

export type Test = (sheet: Sheet) => boolean;

export const valuesOf = (wanted: string | readonly string[]): readonly string[] =>
  typeof wanted === "string" ? [wanted] : wanted;

/** A condition as a function; what it names must exist, for which the schema cares. */
export function testOf(condition: Condition): Test {
  const tests: Test[] = [];
  for (const [name, wanted] of Object.entries(condition.facts ?? {}) as [NamedFact, string | readonly string[]][]) {
    const index = factIndex[name];
    let mask = 0;
    for (const value of valuesOf(wanted)) mask |= 1 << codeOf(name, value);
    tests.push(({ codes }) => (mask & (1 << (codes[index] ?? 0))) !== 0);
  }
  if (condition.volume) {
    const { min = 0, max = Infinity } = condition.volume;
    tests.push(({ volume }) => volume >= min && volume < max);
  }
  if (condition.any) {
    const any = condition.any.map(testOf);
    tests.push((sheet) => any.some((test) => test(sheet)));
  }
  if (condition.not) {
    const not = testOf(condition.not);
    tests.push((sheet) => !not(sheet));
  }
  const [first, second] = tests;
  if (!first) return () => true;
  if (!second) return first;
  return (sheet) => {
    for (const test of tests) if (!test(sheet)) return false;
    return true;
  };
}

/** The facts that it looks at. */
export function factsIn(condition: Condition): FactName[] {
  const named = Object.keys(condition.facts ?? {}) as NamedFact[];
  const deeper = [...(condition.any ?? []), ...(condition.not ? [condition.not] : [])].flatMap(factsIn);
  return [...new Set([...named, ...(condition.volume ? [volumeFact] : []), ...deeper] as FactName[])];
}

/** Whether some facts make it true. */
export const canHold = (condition: Condition): boolean => satisfiable([{ condition, holds: true }], roomy);

/** Whether some facts make none of them true. */
export const canAllFail = (conditions: readonly Condition[]): boolean =>
  satisfiable(
    conditions.map((condition) => ({ condition, holds: false })),
    roomy,
  );

interface Goal {
  readonly condition: Condition;
  readonly holds: boolean;
}
/** What is still possible: a bit for each value of the facts that were looked at, and the volumes from `min` to below `max`. */
interface Room {
  readonly masks: Readonly<Partial<Record<NamedFact, number>>>;
  readonly min: number;
  readonly max: number;
}
const roomy: Room = { masks: {}, min: 0, max: Infinity };
/** One way to make part of a condition true or false: less room, or more goals. */
type Way = (room: Room) => { readonly room: Room; readonly goals?: readonly Goal[] } | undefined;

/** Tries every way of reaching the goals, one after the other, in the room that the ones before have left. */
function satisfiable(goals: readonly Goal[], room: Room): boolean {
  const [goal, ...others] = goals;
  if (!goal) return true;
  const parts = waysOf(goal.condition);
  // It holds when each part does in some way, and does not when one part does not.
  const fits = (ways: readonly Way[][], i: number, left: Room, more: readonly Goal[]): boolean => {
    const one = ways[i];
    if (!one) return satisfiable([...more, ...others], left);
    return one.some((way) => {
      const next = way(left);
      return next !== undefined && fits(ways, i + 1, next.room, [...more, ...(next.goals ?? [])]);
    });
  };
  if (goal.holds)
    return fits(
      parts.map(({ holds }) => holds),
      0,
      room,
      [],
    );
  return parts.some(({ fails }) => fits([fails], 0, room, []));
}

function waysOf({ facts = {}, volume, any, not }: Condition): { readonly holds: Way[]; readonly fails: Way[] }[] {
  const named = (Object.entries(facts) as [NamedFact, string | readonly string[]][]).map(([name, wanted]) => {
    const mask = valuesOf(wanted).reduce((bits, value) => bits | (1 << codeOf(name, value)), 0);
    return { holds: [values(name, mask)], fails: [values(name, ~mask)] };
  });
  const { min = 0, max = Infinity } = volume ?? {};
  const goals =
    (conditions: readonly Condition[], holds: boolean): Way =>
    (room) => ({ room, goals: conditions.map((condition) => ({ condition, holds })) });
  return [
    ...named,
    ...(volume ? [{ holds: [volumes(min, max)], fails: [volumes(0, min), volumes(max, Infinity)] }] : []),
    ...(any ? [{ holds: any.map((one) => goals([one], true)), fails: [goals(any, false)] }] : []),
    ...(not ? [{ holds: [goals([not], false)], fails: [goals([not], true)] }] : []),
  ];
}

const values =
  (name: NamedFact, mask: number): Way =>
  (room) => {
    const left = (room.masks[name] ?? (1 << factValues[name].length) - 1) & mask;
    return left === 0 ? undefined : { room: { ...room, masks: { ...room.masks, [name]: left } } };
  };
const volumes =
  (from: number, to: number): Way =>
  (room) => {
    const [min, max] = [Math.max(room.min, from), Math.min(room.max, to)];
    return min < max ? { room: { ...room, min, max } } : undefined;
  };
