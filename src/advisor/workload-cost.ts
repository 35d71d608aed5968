/** "What would 40k requests a day cost on GPT-5.5?": a workload in words, reckoned by the cost engine. */
import { keepsInside } from "../core/cost/case.ts";
import type { CostDesk } from "../core/cost/desk.ts";
import { countText } from "../core/cost/sentences.ts";
import { countsWithoutStops, digitsOnly } from "../core/sums/digits.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { noVolume, saysWorkload } from "../core/cost/words/no-volume.ts";
import { readCostWords, withoutRates, type WordsRead } from "../core/cost/words/read.ts";
import { readSignals } from "../core/decide/signals.ts";
import type { Reply } from "../core/reply.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { replyTo } from "./cost-answer.ts";
import { needIn } from "./cost-cheapest.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const asksCost =
  /\b(?:costs?|costing|price[sd]?|pay(?:s|ing)?|bills?|spend|cheap(?:er|est)?|budget|expensive|break-? ?even|how much)\b/;
/** "5 million tokens a day on DeepSeek": a volume, and what is to serve it. */
const bareWorkload =
  /^(?:about |around |~ ?)?[\d.,]+ ?(?:k|m|bn?|thousand|million|billion)?(?: \w+){1,3} (?:a|per|each|every|\/) ?\w+,? (?:on|with|at|by|using|through) /;
/** `/weigh cost …` hands its words over like this. */
const costCommand = /^(?:weigh )?(?:the )?cost(?:s)?(?: of|:)? (?=\S)/;
/** Prices of the asker's own: the sums of a message, not ours. */
const ownPrice = /[$€£] ?\d|\d ?(?:[$€£]|dollars?\b|euros?\b|cents?\b|usd\b)/;
const turnsRead = 4;
/** "Make it 100k a day", "what if 10k": said of the workload before, though no word points back. */
const supposes =
  /^(?:and |ok |okay )?(?:make (?:it|that)|what if|how about|what about|try|now|with|at|suppose|assume|instead)\b/;
/** "Which one is cheaper?": the same workload, put side by side again. */
const asksAgain = /^(?:and |so )?(?:which|what|who)\b.{0,24}\b(?:cheaper|cheapest|costs? (?:less|least))\b.{0,12}$/;
const bareVolume = /(?<![\d.,$€£])(\d[\d.,]*) ?(k|m|thousand|million)?(?: instead)?[?.! ]*$/;
const longestFollowUp = 12; // words

export const workloadCost: Advisor = {
  name: "workload cost",
  summary: "Give me a workload and I work out what it costs: at an API, at a host, on machines of your own.",
  example: "What would 40k requests a day cost on GPT-5.5 or Llama 3.3 70B?",
  reply(asked, kb) {
    if (!kb.costs || ownPrice.test(withoutRates(asked.lower, kb.costs))) return undefined;
    const isCommand = costCommand.test(asked.lower);
    // Most questions are about something else: they are not searched for every name that there is.
    const asks = asksCost.test(asked.lower) || bareWorkload.test(asked.lower);
    const isShort = asked.lower.split(/\s+/).length <= longestFollowUp;
    const isOfBefore =
      isShort && asked.context.length > 0 && (supposes.test(asked.lower) || asksAgain.test(asked.lower));
    const goesBack = asked.isFollowUp || isOfBefore;
    if (!isCommand && !asks && !goesBack) return undefined;
    const read = readCostWords(asked.lower, kb.costs);
    const before = goesBack ? earlier(asked, kb) : {};
    const change = isOfBefore && hasVolume(before) ? changed(asked.lower, read) : read;
    const isAbout = hasVolume(read.given) && (isCommand || (asks && (counts(read) || read.names)));
    const goesOn =
      hasVolume(before) &&
      (Object.keys(change.given).length > 0 || change.problems.length > 0 || (isShort && asksAgain.test(asked.lower)));
    const advice = (reply: Reply): Advice => ({ reply, entries: [], confidence: 1 });
    if (isCommand && !hasVolume(read.given) && !goesOn && saysWorkload(asked.lower))
      return advice(replyTo({}, { problems: [...read.problems, noVolume(asked.lower)], remarks: [] }, kb));
    if (!isAbout && !goesOn) return undefined;
    const stays = staysInside(asked, kb);
    const given = { ...over(before, change.given), ...(stays === undefined ? {} : { staysInside: true }) };
    const remarks = stays === undefined ? change.remarks : [...change.remarks, stays];
    return advice(replyTo(given, { ...change, remarks, need: needIn(asked.lower) }, kb));
  },
};

/** What was said of the data in this conversation rules hosts and vendors out of a sum, as it does out of a verdict. */
function staysInside({ context, text }: Asked, { signals }: KnowledgeBase): string | undefined {
  if (!signals) return undefined;
  const told = [...context.filter(({ role }) => role === "user").map((turn) => turn.text), text];
  const keeps = keepsInside(readSignals(told.join("\n"), signals).facts);
  if (!keeps || keeps.hedged === true) return undefined;
  return `“${keeps.words ?? ""}”: so vendors and hosts are only there to compare with.`;
}

/** A number with nothing behind it is how many requests a day: what else a workload has goes by its name. */
function changed(lower: string, read: WordsRead): WordsRead {
  const [, n = "", scale = ""] = bareVolume.exec(lower) ?? [];
  if (n === "" || Object.keys(read.given).length > 0 || read.problems.length > 0) return read;
  const requestsPerDay = Number(digitsOnly(countsWithoutStops(`${n}${scale}`)));
  if (!(requestsPerDay > 0)) return read;
  const remark = `I took ${countText(requestsPerDay)} as requests a day; say what it is, if it is something else.`;
  return { ...read, given: { requestsPerDay }, remarks: [...read.remarks, remark] };
}

/** A volume said anew takes the place of the one before, however either was said. */
function over(before: Given, now: Given): Given {
  const volumes = ["requestsPerDay", "tokensPerMonth"];
  const kept = hasVolume(now)
    ? Object.fromEntries(Object.entries(before).filter(([name]) => !volumes.includes(name)))
    : before;
  return { ...kept, ...now };
}

const counts = ({ given }: WordsRead): boolean => given["requestsPerDay"] !== undefined;
const hasVolume = (given: Given): boolean =>
  ["requestsPerDay", "tokensPerMonth"].some((name) => given[name] !== undefined);

/** What was said of the same workload before, the latest word counting. */
function earlier({ context }: Asked, { costs }: KnowledgeBase): Given {
  if (!costs) return {};
  const turns = context.filter(({ role }) => role === "user").slice(-turnsRead);
  if (!turns.some(({ text }) => asksCost.test(text.toLowerCase()) || bareWorkload.test(text.toLowerCase()))) return {};
  return turns.map(({ text }) => readFollowUp(text.toLowerCase(), costs)).reduce(over, {});
}

const readFollowUp = (lower: string, costs: CostDesk): Given => {
  const read = readCostWords(lower, costs);
  return (supposes.test(lower) ? changed(lower, read) : read).given;
};
