/** Whose claim it is: one source's is not another's. */
import type { Unit } from "./order.ts";

/** How passages name the documents behind them. */
const documents: readonly RegExp[] = [
  /\bcourse article\b/i,
  /\bbuyers' article\b/i,
  /\bconsultanc\w+'s (?:guide|report)\b|\bguide\b/i,
  /\boverview(?: page)?\b/i,
  /\bforecast\b/i,
];
const namedIn = (text: string): number[] => documents.flatMap((is, i) => (is.test(text) ? [i] : []));

/** A sentence that names a document, where what stands closest names others only. */
export function isAnothersClaim(text: string, closest: readonly Unit[]): boolean {
  const said = namedIn(text);
  if (said.length === 0 || closest.length === 0) return false;
  return closest.every((unit) => {
    const there = namedIn(unit.text);
    return there.length > 0 && !said.some((one) => there.includes(one));
  });
}
