import { describe, expect, test } from "vitest";
import { markPeriods, periodsOf, timesAsMuch } from "../../../src/core/sums/periods.ts";

const marked = (text: string): string => markPeriods(text).replaceAll(/\s+/g, " ").trim();

describe("a period is marked", () => {
  test.for([
    ["100 tokens per second", "100 tokens Psecond"],
    ["100 tok/s", "100 tok Psecond"],
    ["2 a minute", "2 Pminute"],
    ["every hour", "Phour"],
    ["5m/day", "5m Pday"],
    ["a nightly job", "a Pday job"],
    ["monthly", "Pmonth"],
    ["per annum", "Pyear"],
    ["one month", "Pmonth"],
    ["tokens in an hour", "tokens in Phour"],
  ] as const)("in “%s”", ([text, want]) => {
    expect(marked(text)).toBe(want);
  });

  test.for([
    "a second question",
    "a meeting in an hour",
    "back in a minute",
    "24/7",
    "57.24 / 7.04",
    "the 30 day month",
  ])("and none in “%s”", (text) => {
    expect(marked(text)).not.toMatch(/P[a-z]/);
  });
});

describe("a period is", () => {
  test.for([
    ["V Pday", { rates: ["day"], asked: undefined, isAskedByFor: false }],
    ["V Pday , Pmonth bill", { rates: ["day"], asked: "month", isAskedByFor: false }],
    ["how much Pyear is V Pmonth", { rates: ["month"], asked: "year", isAskedByFor: false }],
    ["V Pmonth for Pyear", { rates: ["month"], asked: "year", isAskedByFor: true }],
    ["V Pmonth at ; ; Pyear ?", { rates: ["month"], asked: "year", isAskedByFor: false }],
    ["V Pday or V Pweek", { rates: ["day", "week"], asked: undefined, isAskedByFor: false }],
  ] as const)("that of a volume or of the bill: %s", ([text, want]) => {
    expect(periodsOf(` ${text} `)).toEqual(want);
  });

  test.for([
    ["day", "month", 30, "a month has 30 days"],
    ["hour", "month", 730, "a month has 730 hours"],
    ["second", "month", 730 * 3600, "a month has 730 hours"],
    ["second", "day", 86_400, ""],
    ["month", "year", 12, ""],
    ["month", "week", 12 / 52, "a month is a twelfth of 52 weeks"],
    ["month", "day", 1 / 30, "a month has 30 days"],
    ["day", "year", 365, "a year has 365 days"],
    ["week", "week", 1, ""],
  ] as const)("turned into another: %s to %s", ([from, to, factor, assumes]) => {
    const times = timesAsMuch(from, to);
    expect(times.factor).toBeCloseTo(factor, 12);
    expect(times.assumes).toBe(assumes);
  });
});
