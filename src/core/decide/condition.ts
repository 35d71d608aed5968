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

/** Whether some facts make it true; conditions are small enough to try what each names. */
export function canHold(condition: Condition): boolean {
  return possible([condition]);
}

/** Whether one sheet can make all of these true at once. */
export function possible(conditions: readonly Condition[]): boolean {
  const names = [...new Set(conditions.flatMap(factsIn))];
  const tests = conditions.map(testOf);
  const volumes = [...new Set([0, ...conditions.flatMap(boundsIn)])];
  const sheet: Sheet = { codes: new Uint8Array(Object.keys(factIndex).length), volume: 0 };
  const search = (i: number): boolean => {
    const name = names[i];
    if (name === undefined) return tests.every((test) => test(sheet));
    if (name === volumeFact)
      return volumes.some((volume) => {
        sheet.volume = volume;
        return search(i + 1);
      });
    return factValues[name].some((_, code) => {
      sheet.codes[factIndex[name]] = code;
      return search(i + 1);
    });
  };
  return search(0);
}

const boundsIn = ({ volume, any = [], not }: Condition): number[] => [
  ...(volume ? [volume.min ?? 0, volume.max ?? volume.min ?? 0] : []),
  ...[...any, ...(not ? [not] : [])].flatMap(boundsIn),
];
