import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asymptoticUsdPerRequest, breakEven, staircaseUsd } from "../../../src/core/cost/break-even.ts";
import { days } from "../../../src/core/cost/inputs.ts";
import type { Staircase } from "../../../src/core/cost/option.ts";

describe("break-even", () => {
  const stairs: Staircase = { F: 3_000, g: 1_000, q: 1_000, N_min: 1 };
  /** Dollars a thousand requests. */
  const api = (usd: number): number => usd / 1_000;

  test.for([
    { is: "reached where the bills cross", a: 100, fixed: 0, want: { kind: "reached", first: 5_000 / (0.1 * days) } },
    {
      is: "sooner reached when tokens need people, too",
      a: 100,
      fixed: 1_000,
      want: { kind: "reached", first: 3_000 / (0.1 * days) },
    },
    {
      is: "reached at once when machines cost nothing that tokens don't",
      a: 100,
      fixed: 5_000,
      want: { kind: "reached", first: 0 },
    },
    {
      is: "never reached when a token is as cheap as a full machine",
      a: 1_000 / days,
      fixed: 0,
      want: { kind: "never" },
    },
    { is: "never reached when tokens are free", a: 0, fixed: 0, want: { kind: "never", a: 0 } },
  ])("is $is", ({ a, fixed, want }) => {
    const found = breakEven(stairs, api(a), fixed);
    expect(found).toMatchObject(want);
  });

  test("lies beyond capacity when no more machines can be had", () => {
    expect(breakEven({ ...stairs, N_max: 2 }, api(40))).toMatchObject({ kind: "beyond_capacity", capacity: 2_000 });
    expect(breakEven({ ...stairs, N_max: 200 }, api(40))).toMatchObject({ kind: "reached" });
  });

  test("tells both ends where the staircase crosses the line several times", () => {
    // The cost model's example: Llama 3.3 70B on two H100 against Gemini 3.5 Flash.
    const example: Staircase = { F: 14_300, g: 2 * 2.95 * 730.5, q: (86_400 * 0.7 * 0.6 * 2.88328) / 3, N_min: 2 };
    const found = breakEven(example, 5.2425 / 1_000);
    expect(found.kind).toBe("reached");
    if (found.kind !== "reached") return;
    expect(found.first / 413_990).toBeCloseTo(1, 2);
    expect(found.stays / 495_193).toBeCloseTo(1, 2);
    expect(asymptoticUsdPerRequest(example) * 1_000).toBeCloseTo(4.06, 2);
  });

  test("turns a price that is none away", () => {
    expect(() => breakEven(stairs, -1)).toThrow("a must be 0 or more, got -1");
    expect(() => breakEven({ ...stairs, q: 0 }, 1)).toThrow("a step must cover some requests");
  });
});

const staircase = fc.record({
  F: fc.double({ min: 0, max: 1e6, noNaN: true }),
  g: fc.double({ min: 1, max: 1e6, noNaN: true }),
  q: fc.double({ min: 1, max: 1e7, noNaN: true }),
  N_min: fc.integer({ min: 0, max: 20 }),
});
const api = fc.record({
  /** Price of a request over the machines' asymptotic price. */
  times: fc.double({ min: 0, max: 5, noNaN: true }),
  fixed: fc.double({ min: 0, max: 1e5, noNaN: true }),
});
/** From 1 to a thousand million requests a day, evenly over the powers of ten. */
const volume = fc.double({ min: 0, max: 9, noNaN: true }).map((power) => 10 ** power);

test("where a token costs no more than a full machine's, no volume up to 1e9 requests a day breaks even", () => {
  const proof = fc.property(staircase, fc.double({ min: 0, max: 1, noNaN: true }), volume, (stairs, share, r) => {
    const a = asymptoticUsdPerRequest(stairs) * share;
    const found = breakEven(stairs, a);
    return found.kind === "never" && staircaseUsd(stairs, r) >= a * days * r * (1 - 1e-12);
  });
  fc.assert(proof, { numRuns: 20_000 });
});

test("below the first crossing tokens cost less; from where it stays on machines never cost more", () => {
  const ends = fc.property(
    staircase,
    api,
    fc.double({ min: 0, max: 3, noNaN: true }),
    (stairs, { times, fixed }, far) => {
      const a = asymptoticUsdPerRequest(stairs) * times;
      const found = breakEven(stairs, a, fixed);
      if (found.kind !== "reached") return true;
      const gap = (r: number): number => staircaseUsd(stairs, r) - fixed - a * days * r;
      const near = 1e-9 * (stairs.F + fixed + stairs.g * (1 + stairs.N_min) + a * days * found.first);
      const before = found.first * Math.min(0.999, far / 3);
      if (found.first > 0 && before > 0 && gap(before) < -near) return false;
      if (found.first > 0 && gap(found.first) > near) return false;
      return !Number.isFinite(found.stays) || gap(found.stays * (1 + 1e-9) * 10 ** far) <= near * 10 ** far;
    },
  );
  fc.assert(ends, { numRuns: 20_000 });
});

test("it lies between the bounds of the proof", () => {
  const bounds = fc.property(staircase, fc.double({ min: 1.01, max: 5, noNaN: true }), (stairs, times) => {
    const { F, g, N_min } = stairs;
    const v = asymptoticUsdPerRequest(stairs);
    const a = v * times;
    const found = breakEven(stairs, a);
    if (found.kind !== "reached") return false;
    const least = Math.max(F / (days * (a - v)), (F + g * N_min) / (a * days));
    const most = Math.max((F + g) / (days * (a - v)), (F + g * Math.max(1, N_min)) / (a * days));
    return found.first >= least * (1 - 1e-9) && found.stays <= most * (1 + 1e-9) + 1e-9;
  });
  fc.assert(bounds, { numRuns: 10_000 });
});
