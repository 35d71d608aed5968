/** What buttons and forms carry: an opaque id, the revision that they were drawn from, and which fact of ours is meant. */
import { type FactName, type FactValue, isFactName, isFactValue, volumeFact } from "../decide/facts.ts";
import type { Row } from "./ports.ts";

export interface Ref {
  readonly id: string;
  /** 0 for one that is not begun yet. */
  readonly rev: number;
  readonly args: readonly string[];
}

export const refOf = ({ id, rev }: Pick<Row, "id" | "rev">, ...args: readonly (string | number)[]): string =>
  [`${id}.${rev}`, ...args].join("|");

/** Comes back from outside, maybe from long ago. */
export function readRef(text: unknown): Ref | undefined {
  if (typeof text !== "string" || text.length > 255) return undefined;
  const [head = "", ...args] = text.split("|");
  const found = /^([A-Za-z0-9_-]{1,64})\.(\d{1,9})$/.exec(head);
  return found?.[1] === undefined ? undefined : { id: found[1], rev: Number(found[2]), args };
}

/** A fact and its value, as a button names them. */
export function factIn([name = "", value = ""]: readonly string[]): readonly [FactName, FactValue] | undefined {
  if (!isFactName(name)) return undefined;
  if (value === "unknown") return [name, value];
  const given = name === volumeFact ? (/^\d+(?:\.\d+)?(?:e\+?\d+)?$/.test(value) ? Number(value) : Number.NaN) : value;
  return isFactValue(name, given) ? [name, given] : undefined;
}
