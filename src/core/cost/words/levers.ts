/** "Batch it", "without on-call", "what if volume doubles?": one change of a workload, in words, as the buttons make it. */
import type { LeverName } from "../lever-names.ts";
import { per } from "./amounts.ts";
import { digitsOnly } from "../../sums/digits.ts";

export interface LeverRead {
  readonly lever: LeverName | undefined;
  /** So many times the volume; 2 is the lever `double`. */
  readonly times: number | undefined;
}

const grows = new RegExp(`${per}\\W*$`);
const levers: readonly (readonly [RegExp, LeverName])[] = [
  [
    /\b(?:without|no|drop(?:ping)?|skip(?:ping)?|minus)(?: the| an?| any)? on-? ?call\b|\bno(?:body| one) on-? ?call\b/,
    "no-on-call",
  ],
  [
    /\bbatch(?:ed|ing)? (?:it|them|that|this|half|everything)\b|^(?:and |what if we |if we )?(?:with )?batch(?:ing)?\W*$/,
    "batch",
  ],
  [/\bcach(?:e|ed|ing) (?:it|that|this|the|our|most|prompts?)\b|\b(?:with|prompt) caching\b/, "cache"],
  [/\b(?:smaller|cheaper|lighter) (?:models?|ones?|llms?)\b/, "smaller"],
  [/\bcommit(?:ted|ment)?\b|\breserved?\b/, "committed"],
  [/\bautoscal\w+|\bfollow(?:s|ing)? the hours\b|\b(?:switch|turn|shut)\w*(?: \w+){0,2}? (?:off|down)\b/, "autoscale"],
];
const multiples: readonly (readonly [RegExp, number])[] = [
  [/\bdoubl(?:es?|ed|ing)\b|\btwice (?:the|as)\b/, 2],
  [/\btripl(?:es?|ed|ing)\b/, 3],
  [/\bquadrupl(?:es?|ed|ing)\b/, 4],
  [/\bhalv(?:es?|ed|ing)\b|\bhalf the (?:volume|requests|traffic|load|users)\b/, 0.5],
];
const manyTimes =
  /\b(\d+(?:\.\d+)?) ?(?:x|times)(?: (?:the|as (?:many|much)|more))?(?: (?:volume|requests|traffic|load|users|usage|that|of that))?\W*$/;
const mostTimes = 10_000;

/** @param lower one message */
export function leverIn(lower: string): LeverRead {
  const nothing = { lever: undefined, times: undefined };
  const plain = digitsOnly(lower);
  const many = manyTimes.exec(plain)?.[1];
  const times =
    multiples.find(([pattern]) => pattern.test(plain))?.[1] ?? (many === undefined ? undefined : Number(many));
  if (times !== undefined && times > 0 && times <= mostTimes && !grows.test(plain) && !/\bpeak|reasoning\b/.test(plain))
    return times === 2 ? { lever: "double", times: undefined } : { lever: undefined, times };
  const lever = levers.find(([pattern]) => pattern.test(plain))?.[1];
  return lever ? { lever, times: undefined } : nothing;
}
