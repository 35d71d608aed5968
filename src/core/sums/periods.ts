/** Stretches of time that a volume or a bill is named for. */
export type Period = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";

const hours: Readonly<Record<Period, number>> = {
  second: 1 / 3600,
  minute: 1 / 60,
  hour: 1,
  day: 24,
  week: 7 * 24,
  month: 30 * 24,
  year: 365 * 24,
};
/** A month of hours is a twelfth of a year of 8,760; other lengths that are agreed rather than counted stand here too. */
const agreed: Readonly<Record<string, readonly [number, string]>> = {
  "second month": [730 * 3600, "a month has 730 hours"],
  "minute month": [730 * 60, "a month has 730 hours"],
  "hour month": [730, "a month has 730 hours"],
  "week month": [52 / 12, "a month is a twelfth of 52 weeks"],
  "month week": [12 / 52, "a month is a twelfth of 52 weeks"],
  "month year": [12, ""],
  "year month": [1 / 12, ""],
  "week year": [52, "a year has 52 weeks"],
  "year week": [1 / 52, "a year has 52 weeks"],
};

/** How many times as much one period holds as another, and what has to be assumed for that. */
export function timesAsMuch(from: Period, to: Period): { readonly factor: number; readonly assumes: string } {
  const known = agreed[`${from} ${to}`];
  if (known) return { factor: known[0], assumes: known[1] };
  const uneven = [from, to].find((p) => p === "month" || p === "year");
  const assumes = from !== to && uneven ? `a ${uneven} has ${hours[uneven] / 24} days` : "";
  return { factor: hours[to] / hours[from], assumes };
}

const names: Readonly<Record<string, Period>> = {
  s: "second",
  sec: "second",
  second: "second",
  min: "minute",
  minute: "minute",
  h: "hour",
  hr: "hour",
  hour: "hour",
  hourly: "hour",
  d: "day",
  day: "day",
  night: "day",
  daily: "day",
  nightly: "day",
  wk: "week",
  week: "week",
  weekly: "week",
  mo: "month",
  month: "month",
  monthly: "month",
  yr: "year",
  year: "year",
  annum: "year",
  yearly: "year",
  annual: "year",
  annually: "year",
};
export const periodNames = "second|minute|hour|day|week|month|year";

/** Every way to name a period becomes `Pday`, `Pmonth` and so on. "A second model" and "in a minute" name none. */
export const markPeriods = (text: string): string => {
  const mark = (name: string): string => ` P${names[name] ?? name} `;
  return text
    .replaceAll(/\b(?:30|31)[- ]days? month\b/g, "month")
    .replaceAll(/(?<![\d.])24 ?\/ ?7(?![\d.])/g, "")
    .replaceAll(
      /\b(?:per|each|every|pro|por) (second|sec|minute|min|hour|hr|day|night|week|month|year|annum)\b/g,
      (_, name: string) => mark(name),
    )
    .replaceAll(/(?<!(?<!\btok[a-z]{0,4} )\bin )\ban? (minute|hour)\b/g, (_, name: string) => mark(name))
    .replaceAll(/\b(?:one hour|(?:an?|one) (day|night|week|month|year))\b/g, (_, name = "hour") => mark(name))
    .replaceAll(/\/ ?(s|sec|second|min|minute|h|hr|hour|d|day|night|wk|week|mo|month|yr|year)\b/g, (_, name: string) =>
      mark(name),
    )
    .replaceAll(/\b(?:hourly|daily|nightly|weekly|monthly|yearly|annual|annually)\b/g, mark);
};

const asksBefore =
  /\b(?:costs?|bill|pay|paying|spend|much|charges?|invoice|total|budget)(?: (?:us|is|it|that|this|be|we|i|will|would|for))* $/;
const asksAfter = /^ ?(?:bill|costs?|total|spend|invoice|budget|charges?|expenses?|figure)\b/;
const lastsFor = /\bfor $/;

/** What a message says of time: what its volume is named for, what its bill is asked for, and "for a year". */
export interface Periods {
  readonly rates: readonly Period[];
  readonly asked: Period | undefined;
  /** Said with "for" alone: the bill's period beside a rate, and without one perhaps how long it lasts. */
  readonly isAskedByFor: boolean;
}

export function periodsOf(text: string): Periods {
  const rates = new Set<Period>();
  let asked: Period | undefined;
  let isAskedByFor = false;
  for (const match of text.matchAll(/\bP(second|minute|hour|day|week|month|year)\b/g)) {
    const period = match[1] as Period;
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    const isBill = asksBefore.test(before) || asksAfter.test(after) || (/[;,?] $/.test(before) && /^ ?\?/.test(after));
    if (!isBill && !lastsFor.test(before)) {
      rates.add(period);
      continue;
    }
    asked = period;
    isAskedByFor = !isBill;
  }
  return { rates: [...rates], asked, isAskedByFor };
}
