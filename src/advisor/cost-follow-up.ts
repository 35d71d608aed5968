/** What a message says of a workload that was reckoned before it: other numbers, or a change as the buttons make it. */
import type { CostDesk } from "../core/cost/desk.ts";
import { multiplied, pull } from "../core/cost/levers.ts";
import { plainDialect } from "../core/cost/plain-dialect.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { readWorkload } from "../core/cost/read-workload.ts";
import { countText } from "../core/cost/sentences.ts";
import type { LeverName } from "../core/cost/lever-names.ts";
import { leverIn } from "../core/cost/words/levers.ts";
import { namesIn } from "../core/cost/words/names.ts";
import { readCostWords, type WordsRead } from "../core/cost/words/read.ts";
import { countsWithoutStops, digitsOnly } from "../core/sums/digits.ts";
import type { Asked } from "./asked.ts";
import { timesOf, pulled } from "./cost-change.ts";
import { unitIn } from "./cost-per.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import type { Reply } from "../core/reply.ts";

const turnsRead = 4;

/** A number with nothing behind it is how many requests a day: what else a workload has goes by its name. */
export function changed(lower: string, read: WordsRead): WordsRead {
  const [, n = "", scale = ""] = bareVolume.exec(lower) ?? [];
  if (n === "" || Object.keys(read.given).length > 0 || read.problems.length > 0) return read;
  const requestsPerDay = Number(digitsOnly(countsWithoutStops(`${n}${scale}`)));
  if (!(requestsPerDay > 0)) return read;
  const remark = `I took ${countText(requestsPerDay)} as requests a day; say what it is, if it is something else.`;
  return { ...read, given: { requestsPerDay }, remarks: [...read.remarks, remark] };
}

/** A volume said anew takes the place of the one before, however either was said. */
export function over(before: Given, now: Given): Given {
  const volumes = ["requestsPerDay", "tokensPerMonth"];
  const kept = hasVolume(now)
    ? Object.fromEntries(Object.entries(before).filter(([name]) => !volumes.includes(name)))
    : before;
  return { ...kept, ...now };
}

export const counts = ({ given }: WordsRead): boolean => given["requestsPerDay"] !== undefined;
export const hasVolume = (given: Given): boolean =>
  ["requestsPerDay", "tokensPerMonth"].some((name) => given[name] !== undefined);

/** What was said of the same workload before, the latest word counting. */
export function earlier(
  { context }: Asked,
  { costs, today }: KnowledgeBase,
  isCost: (lower: string) => boolean,
): Given {
  if (!costs) return {};
  const turns = context.filter(({ role }) => role === "user").slice(-turnsRead);
  const said = turns.map(({ text }) => text.toLowerCase());
  if (!said.some(isCost)) return {};
  return said.reduce((before: Given, lower) => {
    const now = over(before, readFollowUp(lower, costs));
    const { lever, times } = leverIn(lower);
    if (!hasVolume(now) || (lever === undefined && times === undefined)) return now;
    const read = readWorkload(now, costs, today(), plainDialect);
    if (!read.ok) return now;
    if (times !== undefined) return multiplied(now, read.workload, times);
    return (lever && pull(lever, now, read.workload, costs)) ?? now;
  }, {});
}

/** "Make it 100k a day", "what if 10k": said of the workload before, though no word points back. */
export const supposes =
  /^(?:and |ok |okay )?(?:make (?:it|that)|what if|how about|what about|try|now|with|at|suppose|assume|instead)\b/;
const bareVolume = /(?<![\d.,$€£])(\d[\d.,]*) ?(k|m|thousand|million)?(?: instead)?[?.! ]*$/;

const readFollowUp = (lower: string, costs: CostDesk): Given => {
  const read = readCostWords(lower, costs);
  return (supposes.test(lower) ? changed(lower, read) : read).given;
};

/** They ask what something is, not what another workload costs. */
const explains =
  /^(?:and |so |but )?(?:what(?:'s| is| are| does)(?: an?| the)? (?!it\b|that\b|if\b|about\b)|why|how (?:does|do|is|can)|explain|tell me|who|where|is |are |does |do |can )/;
const paysOff = /\b(?:pay(?:s)? off|break-? ?even|worth it)\b/;
const longestRefinement = 12; // words

/** A short message that says something of a workload, and asks nothing else: "batch it", "per ticket", "only office hours". */
export function refines({ lower }: Asked, read: WordsRead, costs: CostDesk): boolean {
  if (lower.split(/\s+/).length > longestRefinement) return false;
  if (paysOff.test(lower) && !/\?.+\?/.test(lower)) return true;
  if (unitIn(lower) !== undefined) return true;
  if (explains.test(lower)) return false;
  const { lever, times } = leverIn(lower);
  if (lever !== undefined || times !== undefined) return true;
  return saysOfWorkload(lower, read, costs);
}

/** Whether a message changes a workload, by what it says or by naming models and nothing else. */
export function saysOfWorkload(lower: string, read: WordsRead, costs: CostDesk): boolean {
  if (Object.keys(read.given).some((field) => !fieldsOfNames.has(field))) return true;
  const { unknown, rest } = namesIn(lower, costs);
  const isNamed = read.names || unknown.length > 0;
  return isNamed ? saysNothingElse(rest) : read.problems.length > 0;
}

/** What a name alone makes of a message: "which licence does Llama 3.3 70B have?" asks of the model, not of its cost. */
const fieldsOfNames: ReadonlySet<string> = new Set(["api", "model", "gpu", "gpusAtHand", "owned"]);
const small = new Set(
  `and or but so ok okay now then on with at by using use used take try an a the of for to in via through it its that this one
  ones instead rather than vs versus our own my we have us i what about how if please only just also again same would be is
  costs cost price cheaper cheapest x two three four eight gpu gpus cards`.split(/\s+/),
);
const saysNothingElse = (rest: string): boolean => (rest.match(/\p{L}+/gu) ?? []).every((word) => small.has(word));

/** These are read as fields, too: what they change shows beside what was before. */
const fieldOf: Partial<Record<LeverName, string>> = { committed: "terms", autoscale: "autoscaled" };

/** What a change in words makes of a workload, as its button would; undefined where it names none, or changes nothing. */
export function pulledIn(lower: string, given: Given, before: Given, kb: KnowledgeBase): Reply | undefined {
  const { lever, times } = leverIn(lower);
  if (times !== undefined) return timesOf(times, given, kb);
  if (lever === undefined) return undefined;
  const field = fieldOf[lever];
  const rest = Object.entries(given).filter(([name]) => name !== field || Object.hasOwn(before, name));
  return pulled(lever, Object.fromEntries(rest), kb);
}
