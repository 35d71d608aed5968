/** When the requests come, as people say it: "office hours only", "three quarters of the traffic between 9 and 17". */
import { type BusyHours, busyHoursField, type LoadProfile } from "../profile.ts";

export interface LoadRead {
  /** As the field `profile` has it: the id of a profile, or hours. */
  readonly profile: string | undefined;
  /** What was read otherwise than somebody may have meant. */
  readonly remarks: readonly string[];
  readonly problems: readonly string[];
  /** The text without it, for its numbers are no amounts. */
  readonly rest: string;
}

const weekdays =
  /\b(?:(?:on |only )*(?:weekdays?|work(?:ing)? ?days?|business days?)(?: only)?|mon(?:day)?s?(?: ?- ?| to | through | till )fri(?:day)?s?|(?:not|never|nothing|nobody|except)(?: at| on)?(?: the)? weekends?|no weekends?)\b/;
const clock = String.raw`(\d{1,2})(?:[:.](?:00|15|30|45))?( ?(?:am|pm|a\.m\.?|p\.m\.?|h|o'?clock|hours|hrs|uhr))?`;
const behind = String.raw`(?= ?(?:$|[,.;:!?)]|on\b|every\b|each\b|of the\b|weekdays?\b|mon|only\b|[a-z]{2,4} time\b|cet\b|utc\b|est\b|local\b|daily\b|per day\b|and\b|but\b|with\b|the\b|then\b|what\b|how\b|in (?:the|our|local)\b|at\b|we\b|is\b|are\b|comes?\b|a day\b))`;
const hoursOf = new RegExp(
  String.raw`(?<![\d.,/-])\b(?:only )?(?:between |from )?${clock} ?(?:-|and|to|until|till) ?${clock}${behind}`,
);
/** Two numbers alone are no hours: something must say so. */
const timely =
  /\b(?:only|traffic|load|usage|requests come|come in|comes? in|arriv\w+|open|busy|weekdays?|work(?:ing)? ?days?|monday|daytime|during the day|peak hours|office|business|o'?clock|shift|everything|all of (?:it|them)|(?:half|percent|\d+ ?%) of (?:it|them|all)|most|mainly|used|run|runs|online|awake)\b/;

const part = String.raw`(?:(\d+(?:\.\d+)?) ?(?:%|percent|per cent)|(half|most|mostly|mainly|nearly all|almost all))`;
const roughly: Readonly<Record<string, number>> = {
  half: 0.5,
  most: 0.8,
  mostly: 0.8,
  mainly: 0.8,
  "nearly all": 0.95,
  "almost all": 0.95,
};
const ofLoad = String.raw`(?: of)?(?: the| our| all| my| this)?(?: \w+)??(?: (?:traffic|load|requests?|queries|questions|usage|volume|calls|tickets|messages|chats|them|it|users|everything|day'?s|demand|use))?`;
const coming = String.raw`(?:,? (?:\w+ ){0,3}?)?`;
const shareBefore = new RegExp(`${part}${ofLoad}${coming} ?$`);
const shareBehind = new RegExp(
  `^(?: on weekdays?)?,?(?: (?:comes?|is|are|there|we|have|get|see|for|with|about|the|some))* ${part}${ofLoad}`,
);

/** @param plain what `plainAmounts` made */
export function loadIn(plain: string, profiles: readonly LoadProfile[]): LoadRead {
  const text = plain.replaceAll(/\bnoon\b|\bmidday\b/g, "12:00").replaceAll(/\bmidnight\b/g, "24:00");
  const found = hoursOf.exec(text);
  const marked = found !== null && /[a-z]/.test(`${found[2] ?? ""}${found[4] ?? ""}`);
  if (found && (marked || /\d[:.]\d\d/.test(found[0]) || timely.test(text))) return ofHours(text, found);
  const phrase = namedIn(text, profiles);
  const noWeekend = weekdays.exec(text);
  const isOnly = noWeekend !== null && /only|no|never|except|just/.test(around(text, noWeekend));
  if (phrase === undefined && isOnly) return { ...nothing, profile: "0-24 weekdays", rest: text };
  return { ...nothing, profile: phrase, rest: text.replaceAll(/\b24(?:\/|x)7\b/g, " ") };
}

const nothing = { profile: undefined, remarks: [], problems: [] } as const;
const around = (text: string, { index, 0: match }: RegExpExecArray): string =>
  text.slice(Math.max(0, index - 8), index + match.length + 8);

function ofHours(text: string, found: RegExpExecArray): LoadRead {
  const [match, a = "", half = "", b = "", otherHalf = ""] = found;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + match.length);
  const share = shareBefore.exec(before) ?? shareBehind.exec(after);
  const said = share ? shareIn(share) : 1;
  const [from, to] = hoursBetween(Number(a), half.trim(), Number(b), otherHalf.trim());
  const cut = `${share && before.endsWith(share[0]) ? before.slice(0, -share[0].length) : before} ${share && after.startsWith(share[0]) ? after.slice(share[0].length) : after}`;
  const rest = cut.replace(weekdays, " ").replaceAll(/\s+/g, " ").trim();
  if (from > 23 || to > 24 || from === to || !(said > 0 && said <= 1))
    return {
      ...nothing,
      problems: [`I can't read “${match.trim()}” as hours of a day: write, for example, between 8 and 18 on weekdays`],
      rest,
    };
  const busy: BusyHours = { from, to, share: said, weekdays: weekdays.test(text) };
  const vague = share?.[2];
  const remarks =
    vague !== undefined && vague !== "half"
      ? [
          `“${vague}” between ${from} and ${to} o'clock is taken as ${100 * said}% of the requests; say how many, if you know.`,
        ]
      : !share && !/\bonly\b/.test(text)
        ? [
            `All requests are taken to come between ${from} and ${to} o'clock; if some come at other times, say for example “75% of the traffic between ${from} and ${to}”.`,
          ]
        : [];
  return { profile: busyHoursField(busy), remarks, problems: [], rest };
}

const shareIn = ([, percent, rough = ""]: RegExpExecArray): number =>
  percent === undefined ? (roughly[rough] ?? 1) : Number(percent) / 100;

/** "9 to 5" is 9 to 17, "22 to 6" a night, "8 to 8" a day of twelve hours. */
function hoursBetween(a: number, half: string, b: number, otherHalf: string): readonly [number, number] {
  const isPm = (text: string): boolean => text.startsWith("p");
  const isAm = (text: string): boolean => text.startsWith("a");
  const from = isPm(half) && a < 12 ? a + 12 : isAm(half) && a === 12 ? 0 : a;
  if (isPm(otherHalf)) return [from, b < 12 ? b + 12 : b];
  if (isAm(otherHalf)) return [from, b === 12 ? 24 : b];
  return [from, b <= from && from <= 12 && b < 12 && half === "" ? b + 12 : b];
}

/** Little words say nothing; "business hours" are "office hours". */
const plainLoad = (text: string): string =>
  ` ${text
    .replaceAll(/\b(?:business|working|work|opening|store|shop|office-) ?hours\b/g, "office hours")
    .replaceAll(/[^a-z0-9/]+/g, " ")
    .replaceAll(/\b(?:the|our|in|during|within|at|on|is|are|it|there|very|come|comes|to)\b/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim()} `;

/** The longest way of saying it that the text holds. */
function namedIn(text: string, profiles: readonly LoadProfile[]): string | undefined {
  const plain = plainLoad(text);
  const said = profiles.flatMap(({ id, says }) => says.map((one) => ({ id, phrase: plainLoad(one) })));
  const held = said.filter(({ phrase }) => plain.includes(phrase));
  return held.sort((a, b) => b.phrase.length - a.phrase.length)[0]?.id;
}
