/** A fact sheet in which everything is known, in numbers; many at once are columns. */
import { type FactName, factValues, type FactValue, type NamedFact, namedFacts, volumeFact } from "./facts.ts";

export const factIndex: Readonly<Record<NamedFact, number>> = Object.fromEntries(
  namedFacts.map((name, i) => [name, i]),
) as Record<NamedFact, number>;

export interface Sheet {
  /** For each named fact, the place of its value in `factValues`. */
  readonly codes: Uint8Array;
  volume: number;
}

export const newSheet = (): Sheet => ({ codes: new Uint8Array(namedFacts.length), volume: 0 });
export const copySheet = ({ codes, volume }: Sheet): Sheet => ({ codes: codes.slice(), volume });

export const codeOf = (name: NamedFact, value: FactValue): number =>
  (factValues[name] as readonly FactValue[]).indexOf(value);

export function setFact(sheet: Sheet, name: FactName, value: FactValue): void {
  if (name === volumeFact) sheet.volume = Number(value);
  else sheet.codes[factIndex[name]] = codeOf(name, value);
}
export const factOf = (sheet: Sheet, name: FactName): FactValue =>
  name === volumeFact ? sheet.volume : (factValues[name][sheet.codes[factIndex[name]] ?? 0] ?? "");
