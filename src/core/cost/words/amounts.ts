/** Reads the numbers of a workload out of plain words. Every pattern stands for one field; what is not said stays open. */
import { countsWithoutStops, digitsOnly } from "../../sums/digits.ts";
import { days } from "../inputs.ts";
import { shareOf, smallModelShare } from "./shares.ts";

export const tokensPerPage = 600;
export const tokensPerWord = 4 / 3;
/** 150 spoken words, as a transcript has them. */
export const tokensPerMinute = 150 * tokensPerWord;
const tokensPerCharacter = 1 / 4;

type Amounts = Record<string, number | string | boolean>;

const n = String.raw`(-?\d+(?:\.\d+)?)`;
export const counted =
  "times(?= (?:a|per|each|every) (?:day|week|month|hour)\\b)|descriptions?|records?|products?|orders?|reviews?|posts?|comments?|pdfs?|forms?|resumes?|cvs?|sessions?|tasks?|texts?|surveys?|contracts?|reports?|articles?|applications?|requests?|reqs?|queries|query|calls?|questions?|prompts?|messages?|msgs?|chats?|conversations?|tickets?|documents?|docs?|e?-?mails?|letters?|cases?|claims?|invoices?|completions?|generations?|summaries|transcripts?|interactions?";
export const perDay: Readonly<Record<string, number>> = {
  second: 86_400,
  sec: 86_400,
  s: 86_400,
  minute: 1_440,
  min: 1_440,
  hour: 24,
  h: 24,
  day: 1,
  d: 1,
  week: 1 / 7,
  fortnight: 1 / 14,
  month: 1 / days,
  mo: 1 / days,
  quarter: 1 / (3 * days),
  year: 1 / (12 * days),
};
const period = "second|sec|minute|min|hour|day|week|fortnight|month|quarter|year|mo|s|h|d";
export const per = String.raw`(?: ?\/ ?| per | a | an | each | every )(?:single )?(${period})\b`;
const adverbs: readonly [RegExp, string][] = [
  [new RegExp(`\\b(${counted}) (?=(?:day|hour|week|month|year)\\b)`, "g"), "$1 per "], // word by word from another language
  [/\bdaily\b/g, " per day "],
  [/\bhourly\b/g, " per hour "],
  [/\bweekly\b/g, " per week "],
  [/\bmonthly\b/g, " per month "],
  [/\b(?:yearly|annually)\b/g, " per year "],
  [/\b(\d+(?:\.\d+)?) ?(?:qps|rps)\b/g, "$1 requests per second"],
];

/** A size as tokens: tokens by themselves, pages and words by what is usual. */
const sized: Readonly<Record<string, number>> = {
  token: 1,
  tok: 1,
  page: tokensPerPage,
  word: tokensPerWord,
  minute: tokensPerMinute,
  character: tokensPerCharacter,
};
const sizes = "page|word|minute|character";
const unit = String.raw`(?: (tok|token|${sizes})s?\b)?`;
const inward = String.raw`(?:in\b(?! (?:usd|eur|gbp|chf|total))|input|prompt|context|incoming|read)`;
const outward = String.raw`(?:out\b|output|outgoing|answer|reply|response|written|generated|completion)`;

/** "In 3 languages", "in 12 months": a number of something else. */
const otherIn = String.raw`(?!in (?:about |around )?\d[\d.]* (?!(?:tok|token|${sizes})s?\b|${outward}|and\b|with\b|plus\b|each\b|per\b|at\b|on\b|for\b)[a-z])`;

/** How many tokens a phrase of either side names; undefined where it names none. */
function sizeOf(text: string, side: string): number | undefined {
  const forms = [
    new RegExp(`${n}${unit} ?(?:of |as )?(?:the )?${side}`), // 1500 tokens in, 2 pages of input
    new RegExp(`${n} ${side}(?: (tok|token|${sizes})s?)\\b`), // 1500 input tokens
    new RegExp(`\\b${otherIn}${side}(?: tokens?)?(?: (?:is|are|of|about|around|with|has))*[ :=]+${n}${unit}`), // input: 1500
  ];
  for (const form of forms) {
    const [, amount, of = "token"] = form.exec(text) ?? [];
    if (amount !== undefined) return Number(amount) * (sized[of] ?? 1);
  }
  return undefined;
}

/** "In 1500 out 400": without a comma the number between them is of the side before it. */
const sidesFirst = new RegExp(
  String.raw`\b(?:in|input)(?: tokens)?[ :=]+${n}(?: tokens?)?[ ,;/]*(?:and )?(?:out|output)(?: tokens)?[ :=]+${n}`,
  "g",
);

/** Amounts in digits, rates as "per day". @param text lower case, without names */
export function plainAmounts(text: string): string {
  let plain = digitsOnly(countsWithoutStops(text));
  for (const [pattern, by] of adverbs) plain = plain.replaceAll(pattern, by);
  return plain
    .replaceAll(/\ba dozen\b/g, "12")
    .replaceAll(/\b(?:chars?|mins?)\b(?! ?(?:and|to|of) )/g, (word) =>
      word.startsWith("c") ? "characters" : "minutes",
    )
    .replaceAll(/\b(?:a|1) (quarter|third|fifth|tenth)(?= (?:of|is|are|can|comes?|cached|batch))/g, (_, of: string) =>
      partText(1, of),
    )
    .replaceAll(/\b(\d) (quarter|third|fifth|tenth)s\b/g, (_, many: string, of: string) => partText(Number(many), of))
    .replaceAll(new RegExp(`(\\d+)[- ](${sizes})s? (${counted})\\b`, "g"), "$3 of $1 $2s") // 6-minute calls
    .replaceAll(sidesFirst, "$1 in, $2 out")
    .replaceAll(/\bhalf an? (?=page|word)/g, "0.5 ")
    .replaceAll(/\ba (?=page\b)/g, "1 ")
    .replaceAll(new RegExp(`\\b(?:per|for each|by each) [a-z]+(?=${per})`, "g"), " ") // per user per day
    .replaceAll(/\s+/g, " ")
    .trim();
}

const partOf: Readonly<Record<string, number>> = { quarter: 4, third: 3, fifth: 5, tenth: 10 };
const partText = (many: number, of: string): string => `${Number(((100 * many) / (partOf[of] ?? 1)).toPrecision(4))}%`;

/** Fields of a workload, as JSON would have them. @param plain what `plainAmounts` made */
export function amountsIn(plain: string): Amounts {
  const amounts: Amounts = {};
  const put = (name: string, value: number | string | boolean | undefined): void => {
    if (value !== undefined) amounts[name] = value;
  };
  const first = (pattern: RegExp): string | undefined => pattern.exec(plain)?.[1];
  const number = (pattern: RegExp): number | undefined => {
    const found = first(pattern);
    return found === undefined ? undefined : Number(found);
  };
  const whole = sizeEach(plain);
  put("requestsPerDay", whole?.requestsPerDay ?? requestsPerDay(plain));
  const tokens = new RegExp(`${n} (?:tok|token)s?${per}`).exec(plain);
  if (tokens && amounts["requestsPerDay"] === undefined)
    put("tokensPerMonth", Number(tokens[1]) * (perDay[tokens[2] ?? ""] ?? 1) * days);
  const left = tokens ? plain.replace(tokens[0], " ") : plain;
  put("inputTokens", sizeOf(left, inward));
  // "5,000 contracts of 20 pages": what is read is as long as what it is.
  if (amounts["inputTokens"] === undefined) put("inputTokens", pagesEach(left));
  put("outputTokens", sizeOf(left, outward));
  put(
    "peakToAverage",
    number(new RegExp(`peaks?(?: (?:load|factor|ratio|of|at|is|to average))*[ :=]+(?:x ?)?${n}(?: ?x| times)?\\b`)) ??
      number(new RegExp(`${n} ?(?:x|times)(?: the)? (?:average |mean )?(?:peak|at peak)`)),
  );
  put("cachedShare", shareOf(plain, "cached?|cache hits?|repeated prefix|the same prefix"));
  put("batchShare", shareOf(plain, "batch(?:ed)?|can wait|offline|overnight"));
  put("smallModelShare", smallModelShare(plain));
  put(
    "reasoningMultiple",
    number(new RegExp(`reasoning(?: (?:tokens?|of|at))*[ :=]+${n} ?(?:x|times)`)) ??
      number(new RegExp(`${n} ?(?:x|times) (?:the )?(?:output )?(?:of )?reasoning`)),
  );
  put("precision", first(/\b(bf16|fp16|fp8|int8|fp4|int4|nvfp4|mxfp4|awq|gptq)\b/));
  if (/\b(?:committed|reserved|1-year|one-year|yearly terms|annual commitment)\b/.test(plain))
    put("terms", "committed");
  else if (/\bspot\b/.test(plain)) put("terms", "spot");
  if (follows.test(plain)) put("autoscaled", true);
  if (/\b(?:3|three) zones\b/.test(plain)) put("zones", 3);
  put(
    "selfHostedPeopleFte",
    number(
      new RegExp(
        `${n} (?:fte|engineers?|people) (?:to |for |on )?(?:run|operate|self-?host|the gpus|machines|operations)`,
      ),
    ),
  );
  return amounts;
}

const follows =
  /\bautoscal(?:e|ed|ing)\b|\bscale (?:down|to zero)\b|\b(?:switch|turn|shut)(?:ed|ing)?(?: \w+){0,2}? (?:off|down)\b|\bfollow(?:s|ing)? the hours\b/;

function pagesEach(plain: string): number | undefined {
  const size = `(?<amount>-?\\d+(?:\\.\\d+)?) (?<of>${sizes})s?`;
  const notSided = "\\b(?! ?(?:in|out)\\b)";
  const forms = [
    new RegExp(`(?:${counted})(?:${per})?,? (?:of|with|at) (?:about |around )?${size}${notSided}`), // contracts a day of 40 pages
    new RegExp(`${size}(?: long)?,? (?:each|apiece|(?:a|per|an|in each) (?:${counted}))${notSided}`),
  ];
  const found = forms.map((form) => form.exec(plain)?.groups).find((groups) => groups !== undefined);
  const { amount, of = "page" } = found ?? {};
  return amount === undefined ? undefined : Number(amount) * (sized[of] ?? 1);
}

/** "40,000 requests of 2,000 tokens": a size of which nobody says how much is read and how much is written. */
export interface SizeEach {
  readonly tokens: number;
  readonly requestsPerDay?: number | undefined;
}
const ofTokens = String.raw`(?:(?:of|with|at|averaging|,) (?:about |around )?)?${n} (?:tok|token)s?(?! ?(?:in|out)\b)`;
export function sizeEach(plain: string): SizeEach | undefined {
  const one = new RegExp(`${n} (?:\\w+ ){0,2}?(?:${counted}) ${ofTokens}(?: each)?${per}`).exec(plain);
  if (one) return { tokens: Number(one[2]), requestsPerDay: Number(one[1]) * (perDay[one[3] ?? ""] ?? 1) };
  const behind = new RegExp(`(?:${counted})${per},? ${ofTokens}(?! ?(?:per|a|\\/))`).exec(plain);
  return behind ? { tokens: Number(behind[2]) } : undefined;
}

/** What stands where an amount is expected and is none: none of it may be passed over. */
export function unreadAmounts(plain: string): string[] {
  const zero = [...plain.matchAll(/(?<![\d.])0 (?:tok|token|page|word)s?\b(?! ?(?:in|out)\b)/g)].map(
    ([found]) => found,
  );
  const otherUnit = [
    ...plain.matchAll(
      /\d+(?:\.\d+)? ?(?:[kmg]i?b|bytes?|seconds?|hours?|sentences?|lines?|paragraphs?|images?|files?|characters? each)(?: of)? (in|out)(?:put)?\b/g,
    ),
  ].map(([found]) => found);
  const noNumber = [...plain.matchAll(/(?:^|,) ?([a-z]+)(?: tokens?)? (in|out)(?= ?(?:,|$))/g)]
    .map(([found]) => found.replace(/^[, ]+/, ""))
    .filter((found) => !/^(?:it|tokens?|pages?|words?|built|opt|log|time|all|cached) /.test(found));
  return [...zero, ...otherUnit, ...noNumber];
}

function requestsPerDay(plain: string): number | undefined {
  const forms = [
    new RegExp(`${n} (?:\\w+ ){0,2}?(?:${counted})${per}`), // 40000 support requests a day
    new RegExp(`${n}${per}(?: (?:${counted}))`), // 40000 a day requests
    new RegExp(`(?:${counted})${per}[ :=]+(?:is |are |of |about )*${n}`), // requests per day: 40000
    new RegExp(`(?<![$€£] ?|\\d)${n}${per}(?! ?(?:token|user|person))`), // 40000/day
    new RegExp(
      `${n} (?:\\w+ ){0,2}?(?:${counted}) (?:of|with|at) (?:about |around )?[\\d.]+ (?:${sizes})s?(?: each)?${per}`,
    ), // 5000 contracts of 20 pages a month
  ];
  for (const [i, form] of forms.entries()) {
    const found = form.exec(plain);
    if (!found) continue;
    const [, a = "", b = ""] = found;
    const [amount, each] = i === 2 ? [b, a] : [a, b];
    if (/\b(?:ms|tokens?)$/.test(found[0].replace(new RegExp(`${per}$`), ""))) continue;
    return Number(amount) * (perDay[each] ?? 1);
  }
  return undefined;
}
