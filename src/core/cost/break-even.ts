/**
 * From which volume machines of one's own cost less than tokens, and the proof where there is none. A month of machines is a
 * staircase, `F + g max(N_min, ceil(r / q))`; a month of tokens a line, `a D r`. Cost model, section 2.8.
 */
import { days } from "./inputs.ts";
import type { Staircase } from "./option.ts";

export type BreakEven =
  | {
      readonly kind: "reached";
      /** Requests a day at which machines first cost no more. */
      readonly first: number;
      /** From here on they never cost more again: between the two the staircase may cross several times. */
      readonly stays: number;
    }
  /** It lies beyond what the machines that can be had will serve. */
  | { readonly kind: "beyond_capacity"; readonly first: number; readonly capacity: number }
  /** `v` is the machines' price of one more request however many there are; where it is no lower than `a`, none breaks even. */
  | { readonly kind: "never"; readonly a: number; readonly v: number };

/** The price of one more request on machines that are as full as they may be, US dollars. */
export const asymptoticUsdPerRequest = ({ g, q }: Staircase): number => g / (days * q);

export const staircaseUsd = ({ F, g, q, N_min }: Staircase, requestsPerDay: number): number =>
  F + g * Math.max(N_min, Math.ceil(requestsPerDay / q));

/**
 * @param a US dollars of tokens for one request
 * @param apiFixed what tokens cost a month besides, which is people
 * @throws RangeError on a price that is none: a caller's bug, for what people write has been checked
 */
export function breakEven(stairs: Staircase, a: number, apiFixed = 0): BreakEven {
  for (const [name, value] of Object.entries({ ...stairs, N_max: 0, a, apiFixed }))
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name} must be 0 or more, got ${value}`);
  if (!(stairs.q > 0)) throw new RangeError("a step must cover some requests");
  const { g, q, N_min } = stairs;
  const F = stairs.F - apiFixed;
  const v = asymptoticUsdPerRequest(stairs);
  const gain = a * days * q - g; // of one full step
  // With no gain, the gap is smallest on the floor, at its last request: where it is not closed there, it never is.
  if (a <= v && (F >= 0 || F + N_min * g * (1 - a / v) >= 0)) return { kind: "never", a, v };
  if (F + g * N_min <= 0) return { kind: "reached", first: 0, stays: staysFrom(F, stairs, a) };
  const N = Math.max(N_min, gain > 0 ? Math.ceil(F / gain - 1e-12) : N_min, 1);
  const first = (F + g * N) / (a * days);
  const capacity = (stairs.N_max ?? Infinity) * q;
  if (first > capacity) return { kind: "beyond_capacity", first, capacity };
  return { kind: "reached", first, stays: Math.max(first, staysFrom(F, stairs, a)) };
}

/** The last crossing: on the highest step at whose beginning tokens are still cheaper. */
function staysFrom(F: number, { g, q, N_min }: Staircase, a: number): number {
  const gain = a * days * q - g;
  if (gain <= 0) return Infinity;
  // Step N begins at (N - 1) q; from the first step on whose beginning already pays, all is below the line.
  const N = Math.max(N_min + 1, Math.ceil((F + a * days * q) / gain - 1e-12));
  return Math.max(0, (F + g * (N - 1)) / (a * days));
}
