/** "Compare open and closed on privacy and cost, for 40k requests a day": the table of these factors, and what the case costs. */
import { reckon } from "../core/cost/reckon.ts";
import { endpointId } from "../core/cost/book.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { countText } from "../core/cost/sentences.ts";
import type { Workload } from "../core/cost/workload.ts";
import type { Block } from "../core/reply.ts";
import type { Advice, Asked } from "./asked.ts";
import { compare } from "./compare.ts";
import { leadOf } from "./cost-lead.ts";
import { datesOf } from "./cost-reply.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const compares = /\b(?:compare[sd]?|comparing|comparison|contrast|side[- ]by[- ]side)\b/;
/** Factors that a cost summary says all of. */
const ofMoney = /cost|price/;

/** The table with a line of the case's cost below its first words; undefined where only money is compared, or no table is. */
export function comparedWithCost(
  asked: Asked,
  given: Given,
  remarks: readonly string[],
  kb: KnowledgeBase,
): Advice | undefined {
  if (!kb.costs || !compares.test(asked.lower) || !namesOtherFactor(asked.lower, kb)) return undefined;
  const table = compare.reply(asked, kb);
  if (!table) return undefined;
  const reckoned = reckon(given, kb.costs, kb.today());
  if (!reckoned.ok) return undefined;
  const { summary, workload } = reckoned;
  const lead = `**What your case costs:** ${leadOf(summary, workload)} List prices, read ${datesOf(summary)}. For the whole sums say “${asWords(workload)}”.`;
  const [first, ...rest] = table.reply.blocks;
  const texts = [lead, ...remarks].map((text): Block => ({ kind: "text", text, cites: [] }));
  return { ...table, reply: { ...table.reply, blocks: [...(first ? [first] : []), ...texts, ...rest] } };
}

function namesOtherFactor(lower: string, { catalog }: KnowledgeBase): boolean {
  const others = [...catalog.factors.values()].filter(({ id }) => !ofMoney.test(id));
  const spoken = ` ${lower.replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `;
  return others.some(({ title, names }) =>
    [title, ...names].some((name) => spoken.includes(` ${name.toLowerCase()} `)),
  );
}

function asWords({ inputs, endpoints, endpointsAreNamed, model, modelIsNamed }: Workload): string {
  const { requestsPerDay, inputTokens, outputTokens } = inputs;
  const named = [
    ...(endpointsAreNamed ? endpoints.map((one) => endpointId(one)) : []),
    ...(modelIsNamed ? [model.name] : []),
  ].map((name) => name.replace(/^.*\//, ""));
  return [
    `cost ${countText(requestsPerDay.expected)} requests a day`,
    ...(inputTokens.origin === "measured" ? [`${countText(inputTokens.expected)} in`] : []),
    ...(outputTokens.origin === "measured" ? [`${countText(outputTokens.expected)} out`] : []),
    ...(named.length > 0 ? [named.join(" vs ")] : []),
  ].join(", ");
}
