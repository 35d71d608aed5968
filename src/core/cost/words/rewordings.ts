/** Volumes that people count in other things than requests: messages of a conversation, minutes of calls, a job done once. */
import { countText } from "../sentences.ts";
import { counted, per } from "./amounts.ts";

export interface Reworded {
  readonly plain: string;
  /** What was read otherwise than somebody may have meant. */
  readonly remarks: readonly string[];
}

/** A number, or both ends of a span and what stands between. */
type Span = readonly string[];
const minutesOfCall = 5;
const talks = "conversations?|chats?|sessions?|dialogues?|dialogs?|threads?";
const turns = "messages?|turns?|questions?|exchanges?|repl(?:y|ies)|prompts?|requests?";
/** "3 to 5 chats": both ends are multiplied. */
const many = String.raw`(?<!\d)(?:(\d+(?:\.\d+)?)( ?- ?| to | or | and ))?(\d+(?:\.\d+)?)`;
const ofTurns = [
  new RegExp(
    String.raw`${many} (?:\w+ )?(?:${talks})(${per}),? (?:(?:of|with|at|and|each) )*(?:about |around )?(\d+(?:\.\d+)?) (${turns})(?: each| apiece| in each)?`,
  ),
  new RegExp(
    String.raw`${many} (?:\w+ )?(?:${talks}),? (?:of|with|at|each) (?:about |around )?(\d+(?:\.\d+)?) (${turns})(?: each)?,?(${per})`,
  ),
];
const minutes =
  /(\d+(?:\.\d+)?) minutes of (?:\w+ )?(?:calls?|audio|speech|meetings?|recordings?|conversations?|transcripts?|talk|phone calls?)/;
const once = /,? (?:just |only )?(?:once|one[- ]?off|one[- ]time)\b/;
const anyPeriod = new RegExp(per);
const things = new RegExp(String.raw`\d (?:\w+ ){0,2}?(?:${counted})\b`);

/** @param text what `plainAmounts` made */
export function reworded(text: string): Reworded {
  const remarks: string[] = [];
  let plain = text;
  const [first, second] = ofTurns;
  const together = (talksMany: Span, each: string, of: string, period: string): string => {
    const [said, all] = [
      talksMany,
      talksMany.map((end) => (/\d/.test(end) ? String(Number(end) * Number(each)) : end)),
    ];
    const words = (span: Span): string =>
      span.map((end) => (/\d/.test(end) ? countText(Number(end)) : end && " to ")).join("");
    remarks.push(`${words(said)} conversations of ${each} ${of} are ${words(all)} requests${period}.`);
    return `${all.join("")} requests${period}`;
  };
  if (first?.test(plain))
    plain = plain.replace(
      first,
      (_, low = "", to = "", high: string, period: string, _of: string, each: string, of: string) =>
        together([low, to, high], each, of, period),
    );
  else if (second)
    plain = plain.replace(second, (_, low = "", to = "", high: string, each: string, of: string, period: string) =>
      together([low, to, high], each, of, period),
    );
  plain = plain.replace(minutes, (_, many: string) => {
    const calls = Number(many) / minutesOfCall;
    remarks.push(
      `${countText(Number(many))} minutes are taken as ${countText(calls)} calls of ${minutesOfCall} minutes, of 150 words a minute; say how long one is.`,
    );
    return `${calls} calls of ${minutesOfCall} minutes`;
  });
  if (once.test(plain) && !anyPeriod.test(plain) && things.test(plain)) {
    plain = plain.replace(once, " per month");
    remarks.push(
      "You said once: the sums are for a month in which all of it is done; people and machines cost only as long as that takes.",
    );
  }
  return { plain, remarks };
}
