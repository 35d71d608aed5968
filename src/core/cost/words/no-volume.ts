/** A workload that was asked for by `cost …`, and whose number of requests can't be read: it is no question for the documents. */
import { countText } from "../sentences.ts";
import { counted, plainAmounts } from "./amounts.ts";

const things = new RegExp(`\\b(?:${counted})\\b`);
const asks =
  /\?|\b(?:why|how|what|which|who|when|where|explain|difference|versus|drivers?|estimate|structure|model of)\b/;
const longest = 16; // words

export function saysWorkload(lower: string): boolean {
  if (asks.test(lower) || lower.split(/\s+/).length > longest || /tokens?\b/.test(lower)) return false;
  return things.test(lower) || /\bcosts? (?:of |: ?)?[\d.,]+ ?(?:k|m|thousand|million)?(?:[,. ]|$)/.test(lower);
}

/** @param lower what `saysWorkload` takes */
export function noVolume(lower: string): string {
  const said = lower.replace(/^(?:\/?weigh )?(?:the )?costs?(?: of|:)? /, "");
  const [, n = "", what = ""] =
    new RegExp(`^(\\d+(?:\\.\\d+)?) ?(?:\\w+ )?(${counted})?`).exec(plainAmounts(said)) ?? [];
  if (n !== "" && Number(n) > 0) {
    const many = `${countText(Number(n))} ${what === "" ? "requests" : what}`;
    return what === ""
      ? `What are the ${countText(Number(n))}, and in what time? Write, for example, “${many} a day” or “${many} a month”.`
      : `In what time are there ${many}? Write, for example, “${many} a day” or “${many} a month”.`;
  }
  return `I find no number of requests in “${said.slice(0, 60)}”. Write, for example, “40k requests a day” or “1 million tickets a month”.`;
}
