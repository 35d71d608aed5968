/** "What would 40k requests a day cost on GPT-5.5?": a workload in words, reckoned by the cost engine. */
import { keepsInside } from "../core/cost/case.ts";
import { leverIn } from "../core/cost/words/levers.ts";
import { noVolume, saysWorkload } from "../core/cost/words/no-volume.ts";
import { readCostWords, withoutRates } from "../core/cost/words/read.ts";
import { readSignals } from "../core/decide/signals.ts";
import type { Reply } from "../core/reply.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { comparedWithCost } from "./compare-cost.ts";
import { replyTo } from "./cost-answer.ts";
import { needIn } from "./cost-cheapest.ts";
import {
  changed,
  counts,
  earlier,
  hasVolume,
  over,
  pulledIn,
  refines,
  saysOfWorkload,
  supposes,
} from "./cost-follow-up.ts";
import { unitIn } from "./cost-per.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const asksCost =
  /\b(?:costs?|costing|price[sd]?|pay(?:s|ing)?|bills?|spend|cheap(?:er|est)?|budget|expensive|worth it|worth while|worthwhile|enough|estimate|save|savings?|pay(?:s)? off|break-? ?even|how much)\b/;
/** "5 million tokens a day on DeepSeek": a volume, and what is to serve it. */
const bareWorkload =
  /^(?:about |around |~ ?)?[\d.,]+ ?(?:k|m|bn?|thousand|million|billion)?(?: \w+){1,3} (?:a|per|each|every|\/) ?\w+,? (?:on|with|at|by|using|through) /;
/** `/weigh cost …` hands its words over like this. */
const costCommand = /^(?:weigh )?(?:the )?cost(?:s)?(?: of|:)? (?=\S)/;
/** Prices of the asker's own: the sums of a message, not ours. */
const ownPrice = /[$€£] ?\d|\d ?(?:[$€£]|dollars?\b|euros?\b|cents?\b|usd\b)/;
/** "Which one is cheaper?": the same workload, put side by side again. */
const asksAgain = /^(?:and |so )?(?:which|what|who)\b.{0,24}\b(?:cheaper|cheapest|costs? (?:less|least))\b.{0,12}$/;
const longestFollowUp = 12; // words

export const workloadCost: Advisor = {
  name: "workload cost",
  summary: "Give me a workload and I work out what it costs: at an API, at a host, on machines of your own.",
  example: "What would 40k requests a day cost on GPT-5.5 or Llama 3.3 70B?",
  reply(asked, kb) {
    if (!kb.costs || ownPrice.test(withoutRates(asked.lower, kb.costs))) return undefined;
    const isCommand = costCommand.test(asked.lower);
    // Most questions are about something else: they are not searched for every name that there is.
    const asks = isCost(asked.lower);
    const isShort = asked.lower.split(/\s+/).length <= longestFollowUp;
    const isOfBefore =
      isShort && asked.context.length > 0 && (supposes.test(asked.lower) || asksAgain.test(asked.lower));
    const mayGoBack = isShort && asked.context.length > 0;
    if (!isCommand && !asks && !asked.isFollowUp && !mayGoBack && !changes(asked.lower)) return undefined;
    const read = readCostWords(asked.lower, kb.costs);
    const refined = mayGoBack && wasCost(asked, kb) && refines(asked, read, kb.costs);
    const goesBack = asked.isFollowUp || isOfBefore || refined;
    const before = goesBack ? earlier(asked, kb, isCost) : {};
    const change = isOfBefore && hasVolume(before) ? changed(asked.lower, read) : read;
    const isAbout =
      hasVolume(read.given) &&
      !/^why\b/.test(asked.lower) &&
      (isCommand || ((asks || changes(asked.lower)) && (counts(read) || read.names)));
    const goesOn =
      hasVolume(before) &&
      (refined ||
        ((Object.keys(change.given).length > 0 || change.problems.length > 0) &&
          (isOfBefore || saysOfWorkload(asked.lower, change, kb.costs))) ||
        (isShort && asksAgain.test(asked.lower)));
    const advice = (reply: Reply): Advice => ({ reply, entries: [], confidence: 1 });
    if (isCommand && !hasVolume(read.given) && !goesOn && saysWorkload(asked.lower))
      return advice(replyTo({}, { problems: [...read.problems, noVolume(asked.lower)], remarks: [] }, kb));
    const said = over(before, change.given);
    // The whole conversation is read next: only where there is something to reckon.
    if (!isAbout && !goesOn && !hasVolume(said)) return undefined;
    const stays = staysInside(asked, kb);
    const given = { ...said, ...(stays === undefined ? {} : { staysInside: true }) };
    const remarks = stays === undefined ? change.remarks : [...change.remarks, stays];
    const compared = hasVolume(given) ? comparedWithCost(asked, given, remarks, kb) : undefined;
    if (compared) return compared;
    if (!isAbout && !goesOn) return undefined;
    const after =
      change.problems.length === 0 && (refined || changes(asked.lower))
        ? pulledIn(asked.lower, given, before, kb)
        : undefined;
    if (after) return advice(after);
    return advice(replyTo(given, { ...change, remarks, need: needIn(asked.lower), unit: unitIn(asked.lower) }, kb));
  },
};

/** "6000 in, 800 out": nobody says that of anything else. */
const bothSizes = /\d[\d.,]*k? ?(?:tokens? )?in\b.{0,20}?\d[\d.,]*k? ?(?:tokens? )?out\b/;
const isCost = (lower: string): boolean => asksCost.test(lower) || bareWorkload.test(lower) || bothSizes.test(lower);
/** "What if volume doubles? We're at 40k requests a day." */
const changes = (lower: string): boolean =>
  /\b(?:if|when|suppose|assume)\b[^.?!]{0,40}\b(?:doubl|tripl|quadrupl|halv)/.test(lower);

/** What was said last is of a workload: a message in between that asks something else ends that. */
function wasCost({ context }: Asked, { costs }: KnowledgeBase): boolean {
  const last = context.findLast(({ role }) => role === "user")?.text.toLowerCase();
  if (last === undefined || !costs || ownPrice.test(withoutRates(last, costs))) return false;
  const { lever, times } = leverIn(last);
  return (
    isCost(last) ||
    lever !== undefined ||
    times !== undefined ||
    Object.keys(readCostWords(last, costs).given).length > 0
  );
}

/** What was said of the data in this conversation rules hosts and vendors out of a sum, as it does out of a verdict. */
function staysInside({ context, text }: Asked, { signals }: KnowledgeBase): string | undefined {
  if (!signals) return undefined;
  const told = [...context.filter(({ role }) => role === "user").map((turn) => turn.text), text];
  const keeps = keepsInside(readSignals(told.join("\n"), signals).facts);
  if (!keeps || keeps.hedged === true) return undefined;
  return `“${keeps.words ?? ""}”: so vendors and hosts are only there to compare with.`;
}
