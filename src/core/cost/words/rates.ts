/** Reads what a workload costs or gains by the hour, the year or the currency: power, salaries, growth, waiting, exchange. */
import type { Currency } from "../constants.ts";
import { literally } from "../../pattern.ts";
import type { Given } from "../read-inputs.ts";
import { per, perDay } from "./amounts.ts";
import { share, someShare } from "./shares.ts";
import { days } from "../inputs.ts";

export interface RatesRead {
  readonly given: Given;
  /** What was read otherwise than somebody may have meant. */
  readonly remarks: readonly string[];
  /** The text without them, for their numbers are no other amounts. */
  readonly rest: string;
}

const sign = String.raw`(?:us)?[$€£]? ?`;
const n = String.raw`(-?\d+(?:\.\d+)?)`;
const cents = String.raw`( ?(?:usd|eur|dollars?|euros?|cents?|ct|¢))?`;
const power = [
  new RegExp(
    String.raw`(?:\b(?:power|electricity|energy)(?: (?:price[sd]?|costs?|is|at|of|for|us))*[ :=]+)?${sign}${n}${cents} ?(?:\/|per|a|for a) ?kwh`,
  ),
  new RegExp(
    String.raw`\b(?:power|electricity)(?: (?:price[sd]?|costs?|is|at|of))*[ :=]+${sign}${n}${cents}(?! ?(?:k?w|%|h100|it)\b)(?![\d.])`,
  ),
  new RegExp(String.raw`[$€£] ?${n}()(?: for)? (?:power|electricity)\b`),
];
const freePower = /\b(?:free (?:power|electricity)|(?:power|electricity) is free|no (?:power|electricity) costs?)\b/;
const people = String.raw`(?:engineers?|people|staff|ftes?|salary|salaries|employees?|an fte)`;
const salary = [
  new RegExp(
    String.raw`\b${people}(?: (?:costs?|at|is|are|of|earns?|paid|makes?|us|with|a|an|about))*[ :=]+${sign}${n}(?: ?(?:usd|dollars?))? ?(?:\/|per|a|an) ?(?:year|yr|annum)`,
  ),
  new RegExp(
    String.raw`\b(?:salary|salaries)(?: (?:is|of|at|are))*[ :=]+${sign}${n}(?! ?(?:\/|per|a) ?(?:month|hour|day))`,
  ),
];

const months = String.raw`(?:${per}| (monthly|yearly|weekly|daily)|(?: ?(mom|yoy))\b)?`;
const up = "grow(?:s|ing|th)?|ris(?:es|ing)|increas(?:es|ing)";
const down = "shrink(?:s|ing)?|fall(?:s|ing)?|declin(?:es|ing)|decreas(?:es|ing)|drop(?:s|ping)?";
const growths = [
  new RegExp(String.raw`\b(?:(${down})|${up})(?: (?:by|of|at|about|rate))*[ :=]+${someShare}${months}`),
  new RegExp(String.raw`()${someShare}(?: (?:monthly|yearly))? growth${months}`),
];
const multiples: Readonly<Record<string, number>> = { doubl: 2, tripl: 3, quadrupl: 4, halv: 0.5 };
const multiplies = new RegExp(String.raw`\b(doubl|tripl|quadrupl|halv)(?:es?|ing)(?: in volume)?${per}`);
const adverbs: Readonly<Record<string, string>> = {
  monthly: "month",
  mom: "month",
  yearly: "year",
  yoy: "year",
  weekly: "week",
  daily: "day",
};

const time = String.raw`(ms|milliseconds?|s|secs?|seconds?)\b`;
const perToken = [
  new RegExp(String.raw`${n} ?(ms|milliseconds?)(?: ?\/ ?| per | a | each | for each | for every )token`),
  new RegExp(String.raw`\btpot[ :=]+${n} ?(ms)`),
];
const firstToken = new RegExp(
  String.raw`\b(?:first token|ttft)(?: (?:within|in|after|under|of|at|below))*[ :=]*${n} ?${time}`,
);
const waits = [
  new RegExp(
    String.raw`\b(?:latency|response times?|reply times?)(?: (?:of|is|at|under|below|within|in|less|than|max|maximum|up|to|about|must|be))*[ :=<]+${n}(?: ?${time})?(?! per)`,
  ),
  new RegExp(
    String.raw`\b(?:answers?|answered|respond\w*|repl(?:y|ies)|start\w*)(?: (?:must|should|come|comes|be|back))* (?:within|in under|in less than|under|in at most) ${n} ?${time}(?! per)`,
  ),
];

/** @param plain what `plainAmounts` made */
export function ratesIn(plain: string, currencies: readonly Currency[]): RatesRead {
  const given: Record<string, unknown> = {};
  const remarks: string[] = [];
  let rest = plain;
  /** The first of the patterns that is found, which is then taken out. */
  const take = (patterns: readonly RegExp[]): RegExpExecArray | undefined => {
    for (const pattern of patterns) {
      const found = pattern.exec(rest);
      if (!found) continue;
      rest = `${rest.slice(0, found.index)} , ${rest.slice(found.index + found[0].length)}`;
      return found;
    }
    return undefined;
  };
  const kwh = take(power);
  if (kwh) given["usdPerKwh"] = Number(kwh[1]) / (/cent|ct|¢/.test(kwh[2] ?? "") ? 100 : 1);
  else if (take([freePower])) given["usdPerKwh"] = 0;
  const pay = take(salary);
  if (pay) given["usdPerFteYear"] = Number(pay[1]);
  if (/[€£]/.test(`${kwh?.[0] ?? ""}${pay?.[0] ?? ""}`))
    remarks.push("What you gave for power and people is taken as US dollars, as all prices are.");
  const grown = take(growths);
  const times = grown ? undefined : take([multiplies]);
  if (grown) given["growthPerMonth"] = growthOf(grown);
  else if (times) given["growthPerMonth"] = monthly((multiples[times[1] ?? ""] ?? 1) - 1, times[2]);
  const token = take(perToken);
  if (token) given["tpotLimitS"] = Number(token[1]) / 1_000;
  const first = take([firstToken]);
  const wait = first ?? take(waits);
  if (wait) {
    const [, amount, of] = wait;
    const isMs = of === undefined ? Number(amount) >= 20 : of.startsWith("m");
    given["ttftLimitS"] = Number(amount) / (isMs ? 1_000 : 1);
    if (!first && Number(amount) > 0)
      remarks.push(
        `“${wait[0].trim()}” is read as the time until an answer begins; for how fast it goes on, say for example “50 ms per token”.`,
      );
  }
  const money = currencyIn(rest, currencies);
  return { given: { ...given, ...money.given }, remarks: [...remarks, ...money.remarks], rest: money.rest };
}

function growthOf([, isDown, said = "", period, adverb, short]: RegExpExecArray): number | undefined {
  const value = share(said);
  if (value === undefined) return undefined;
  return monthly(isDown ? -value : value, period ?? adverbs[adverb ?? short ?? ""]);
}

/** A month's growth; one of another period compounds. */
function monthly(value: number, period = "month"): number {
  const perMonth = period.startsWith("mo") ? 1 : (perDay[period] ?? 1 / days) * days;
  return perMonth === 1 ? value : Math.max(-1, 1 + value) ** perMonth - 1;
}

const far = 1.6; // times: no rate moves so much in a year or two

/** "in EUR at 1.08": prices are dollars, so another currency needs its rate; which way round it is meant, its size tells. */
function currencyIn(text: string, currencies: readonly Currency[]): RatesRead {
  const nothing = { given: {}, remarks: [], rest: text };
  const names = new Map(currencies.flatMap((one) => [one.code.toLowerCase(), ...one.names].map((name) => [name, one])));
  const any = [...names.keys()]
    .sort((a, b) => b.length - a.length)
    .map(literally)
    .join("|");
  const found = new RegExp(
    String.raw`\b(?:in|as|to|into) (${any})(?![\p{L}\d])(?:[ ,:]*(?:at|rate(?: of)?|with|=|@)?(?: a| the)?(?: rate)?(?: of)? ?([$]?)(-?\d+(?:\.\d+)?)(?! ?(?:k|%|requests|in|out|tokens|per|a day)\b)(?: (?:usd|dollars?))?)?`,
    "u",
  ).exec(text);
  const [match, name = "", dollars, said] = found ?? [];
  const of = names.get(name);
  if (!found || match === undefined || !of) return nothing;
  const { code, usualUsd } = of;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + match.length)}`;
  if (said === undefined) return { given: { currency: code }, remarks: [], rest };
  const rate = Number(said);
  if (!(rate > 0)) return { given: { currency: code, usdPerUnit: rate }, remarks: [], rest };
  const off = (usd: number): number => Math.abs(Math.log(usd / usualUsd));
  const isOfDollar = dollars !== "$" && off(1 / rate) < off(rate);
  const usdPerUnit = isOfDollar ? Number((1 / rate).toPrecision(6)) : rate;
  const remarks = [
    ...(isOfDollar
      ? [
          `${said} is read as what one dollar buys in ${code}, so one ${code} is $${Number(usdPerUnit.toPrecision(4))}${off(rate) < Math.log(5) ? `; if you meant $${said} for one ${code}, say “in ${code} at $${said}”` : ""}.`,
        ]
      : []),
    ...(off(usdPerUnit) > Math.log(far) ? [`One ${code} usually buys about $${usualUsd}: please check the rate.`] : []),
  ];
  return { given: { currency: code, usdPerUnit }, remarks, rest };
}
