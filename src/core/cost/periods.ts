/** Stretches of time that a volume or a bill is named for. */
export type Period = "hour" | "day" | "week" | "month" | "year";

const days: Readonly<Record<Period, number>> = { hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 };
const agreed: Readonly<Record<string, readonly [number, string]>> = {
  "hour month": [730, "a month has 730 hours"],
  "day month": [30, "a month has 30 days"],
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
  const assumes = from !== to && uneven ? `a ${uneven} has ${days[uneven]} days` : "";
  return { factor: days[to] / days[from], assumes };
}

const unit = "hour|day|week|month|year";
const adverbs: Readonly<Record<string, Period>> = {
  hourly: "hour",
  daily: "day",
  weekly: "week",
  monthly: "month",
  yearly: "year",
  annual: "year",
  annually: "year",
  "/h": "hour",
  "/mo": "month",
};
/** Every way to name a period becomes `Pday`, `Pmonth` and so on. */
export const markPeriods = (text: string): string =>
  text
    .replaceAll(/\b(?:30|31)[- ]days? month\b/g, "month")
    .replaceAll(/\b24 ?\/ ?7\b/g, "")
    .replaceAll(new RegExp(String.raw`(?:\b(?:an?|per|each|every|one|por|pro) |\/ ?)(${unit})\b`, "g"), " P$1 ")
    .replaceAll(
      /\b(hourly|daily|weekly|monthly|yearly|annual|annually)\b|\/(?:h|mo)\b/g,
      (w) => ` P${adverbs[w] ?? "month"} `,
    );

const asksBefore =
  /\b(?:costs?|bill|pay|paying|spend|much|charges?|invoice|for|total|budget)(?: (?:us|is|it|that|this|be|we|i|will|would))* $/;
const asksAfter = /^ ?(?:bill|costs?|total|spend|invoice|budget|charges?|expenses?|figure)\b/;

/** The period of the volume and the period that the bill is asked for; two periods of volumes are one too many. */
export function periodsOf(text: string): { readonly rates: readonly Period[]; readonly asked: Period | undefined } {
  const rates = new Set<Period>();
  let asked: Period | undefined;
  for (const match of text.matchAll(/\bP(hour|day|week|month|year)\b/g)) {
    const period = match[1] as Period;
    const isAsked =
      asksBefore.test(text.slice(0, match.index)) || asksAfter.test(text.slice(match.index + match[0].length));
    if (isAsked) asked = period;
    else rates.add(period);
  }
  return { rates: [...rates], asked };
}
