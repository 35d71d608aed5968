import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenSum } from "../../../src/core/sums/token-sum.ts";

/** A number and one of the ways in which people write it. */
interface Written {
  readonly value: number;
  readonly text: string;
}
const written = (value: number, ...texts: string[]): fc.Arbitrary<Written> =>
  fc.constantFrom(...texts).map((text) => ({ value, text }));

const volume: fc.Arbitrary<Written> = fc.oneof(
  fc
    .integer({ min: 1, max: 900 })
    .chain((n) => written(n * 1e6, `${n}M`, `${n} M`, `${n}m`, `${n} million`, `${n} millions`)),
  fc
    .integer({ min: 11, max: 99 })
    .chain((n) => written(n * 1e5, `${n / 10}M`, `${n / 10} million`, `${n / 10} milion`)),
  fc.integer({ min: 10, max: 9000 }).chain((n) => written(n * 1e3, `${n}k`, `${n}K`, `${n} thousand`)),
  fc.integer({ min: 1, max: 20 }).chain((n) => written(n * 1e9, `${n}B`, `${n}bn`, `${n} billion`)),
  fc.integer({ min: 1000, max: 1e8 }).chain((n) => written(n, String(n), n.toLocaleString("en-US"))),
  written(1e6, "a million", "one million"),
  written(25e6, "twenty-five million"),
  written(5e5, "half a million"),
);

interface Price {
  readonly perMTok: number;
  readonly bareMTok: number;
  readonly text: string;
  readonly bare: string;
}
const units = {
  "/M": 1e6,
  " per million": 1e6,
  " per 1M tokens": 1e6,
  " a million": 1e6,
  "/MTok": 1e6,
  " per 1k": 1e3,
  " per thousand tokens": 1e3,
  " per billion": 1e9,
};
const price: fc.Arbitrary<Price> = fc
  .tuple(
    fc.integer({ min: 11, max: 6000 }),
    fc.constantFrom(...Object.entries(units)),
    fc.constantFrom("$#", "#$", "# dollars", "USD #", "# usd"),
  )
  .map(([cents, [unit, per], form]) => {
    const bare = form.replace("#", (cents / 100).toFixed(2));
    return { perMTok: (cents * 1e4) / per, bareMTok: cents / 100, text: bare + unit, bare };
  });

const times = {
  "": 1,
  " a day": 30,
  "/day": 30,
  " daily": 30,
  " a month": 1,
  " monthly": 1,
  " per week": 52 / 12,
  " per hour": 730,
  " a year": 1 / 12,
};
const rate = fc.constantFrom(...Object.entries(times));
const sides = fc.constantFrom(
  [" input", " output"],
  [" in", " out"],
  [" input tokens", " output tokens"],
  [" tokens in", " tokens out"],
  [" prompt tokens", " completion tokens"],
);
const and = fc.constantFrom(" and ", ", ", "; ", " plus ", " + ");

/** The message gets exactly this sum. */
function sums(text: string, amount: number): void {
  const sum = tokenSum(text);
  expect(sum, text).toBeDefined();
  expect(Math.abs((sum?.amount ?? Number.NaN) / amount - 1), text).toBeLessThan(1e-9);
}
const runs = { numRuns: 300 };

describe("however a bill is written, its sum is", () => {
  test("one volume times one price", () => {
    const form = fc.constantFrom(
      "V tokensT at P",
      "V tokT, P",
      "P for V tokensT",
      "cost of V tokensT at P?",
      "V toknsT × P",
    );
    const right = fc.property(form, volume, price, rate, (text, v, p, [period, factor]) => {
      const message = text.replace("V", v.text).replace("T", period).replace("P", p.text);
      sums(message, (v.value / 1e6) * p.perMTok * factor);
    });
    fc.assert(right, runs);
  });

  test("that of input and output, each at its own price", () => {
    const form = fc.constantFrom(
      "VI at PAWO at QT",
      "VIAWOT, P in, Q out",
      "VIAWOT at P input / Q output",
      "input is P, output is Q; VIAWOT",
      "P input and Q output, VIAWOT",
    );
    const right = fc.property(
      form,
      fc.tuple(volume, volume),
      fc.tuple(price, price),
      rate,
      sides,
      and,
      (text, [v, w], [p, q], [period, factor], [input, output], joint) => {
        const parts: Record<string, string> = {
          V: v.text,
          W: w.text,
          P: p.text,
          Q: q.text,
          T: period && `,${period}`,
          I: input ?? "",
          O: output ?? "",
          A: joint,
        };
        sums(
          text.replaceAll(/[VWPQTIOA]/g, (part) => parts[part] ?? ""),
          ((v.value * p.perMTok + w.value * q.perMTok) / 1e6) * factor,
        );
      },
    );
    fc.assert(right, runs);
  });

  test("that of prices per million, where none says so and the volumes are large", () => {
    const form = fc.constantFrom("VIT at PAWOT at Q", "VIAWOT, P / Q", "VIAWOT at P and Q", "P in, Q out, VIAWOT");
    const large = volume.filter(({ value }) => value >= 1e6);
    const right = fc.property(
      form,
      fc.tuple(large, volume),
      fc.tuple(price, price),
      rate,
      sides,
      and,
      (text, [v, w], [p, q], [period, factor], [input, output], joint) => {
        const parts: Record<string, string> = {
          V: v.text,
          W: w.text,
          P: p.bare,
          Q: q.bare,
          T: period,
          I: input ?? "",
          O: output ?? "",
          A: joint,
        };
        const message = text.replaceAll(/[VWPQTIOA]/g, (part) => parts[part] ?? "");
        sums(message, ((v.value * p.bareMTok + w.value * q.bareMTok) / 1e6) * factor);
        expect(tokenSum(message)?.assumptions).toContain("prices read as per million tokens");
      },
    );
    fc.assert(right, runs);
  });

  test("so many requests times what each takes", () => {
    const form = fc.constantFrom(
      "N requestsT, M tokens each at P",
      "N requestsT of M tokens at P",
      "M tokens per request, N requestsT, P",
      "M tokens/request, N requestsT, P",
      "N requestsT × M tokens × P",
    );
    const count = fc.integer({ min: 1, max: 50_000 });
    const right = fc.property(form, count, count, price, rate, (text, n, m, p, [period, factor]) => {
      const parts: Record<string, string> = { N: n.toLocaleString("en-US"), M: String(m), P: p.text, T: period };
      sums(
        text.replaceAll(/[NMPT](?![a-z])/g, (part) => parts[part] ?? ""),
        ((n * m) / 1e6) * p.perMTok * factor,
      );
    });
    fc.assert(right, runs);
  });
});

describe("a sum is never wrong:", () => {
  const remarks = [
    " plus a $500 base fee",
    " with 20% off",
    " for 12 people",
    ", and 3 GPUs at $2 an hour",
    ", half of it cached",
    ", but the first 5M are free",
    ", minimum $100",
    ", 22 days a month for 7 teams",
    " on weekdays",
    ", up to 5M, then $2",
    ", or $2 per million",
    " versus 7M tokens at $2 per million",
    ", 1.3 tokens per word",
    ", and 5M tokens less in May",
    ", output is extra",
  ];
  test("a remark that changes it leaves none", () => {
    const none = fc.property(volume, price, fc.constantFrom(...remarks), (v, p, remark) => {
      expect(tokenSum(`${v.text} tokens at ${p.text}${remark}`), remark).toBeUndefined();
    });
    fc.assert(none, runs);
  });

  const things = fc.constantFrom("requests", "characters", "API calls", "words", "images", "queries", "pages of text");
  test("a price of other things is no price of tokens", () => {
    const none = fc.property(volume, price, things, (v, p, thing) => {
      expect(tokenSum(`${v.text} tokens at ${p.bare} per million ${thing}`)).toBeUndefined();
      expect(tokenSum(`${p.bare} per 1000 ${thing}, ${v.text} tokens`)).toBeUndefined();
    });
    fc.assert(none, runs);
  });

  test("a follow-up about one price gives what the whole would give", () => {
    const same = fc.property(volume, volume, price, price, price, (v, w, p, q, other) => {
      const before = `${v.text} input at ${p.text} and ${w.text} output at ${q.text}`;
      const whole = `${v.text} input at ${p.text} and ${w.text} output at ${other.text}`;
      expect(tokenSum(`what if output is ${other.text}?`, before)?.amount).toBe(tokenSum(whole)?.amount);
    });
    fc.assert(same, runs);
  });
});
