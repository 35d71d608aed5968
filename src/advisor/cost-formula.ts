/** "Show the formula": the terms of every line, so that each figure can be worked out again. */
import { usdText } from "../core/cost/sentences.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { reckon } from "../core/cost/reckon.ts";
import type { OptionSummary } from "../core/cost/summary.ts";
import type { Block, Reply } from "../core/reply.ts";
import { shown } from "./cost-reply.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { replyTo } from "./workload-cost.ts";

export function formulaReply(given: Given, kb: KnowledgeBase): Reply {
  const reckoned = kb.costs && reckon(given, kb.costs, kb.today());
  if (!reckoned?.ok) return replyTo(given, { problems: [], remarks: [] }, kb);
  const blocks = reckoned.summary.options.flatMap(tracesOf);
  const title = "The formula behind each figure";
  return { kind: "cost", title, blocks, citations: [], knowledgeVersion: kb.catalog.version };
}

/** A star is a mark of bold text, or is escaped: neither is a product. */
const readable = (formula: string): string => formula.replaceAll("*", "×");

function tracesOf({ title, lines, machines }: OptionSummary): Block[] {
  const points = lines.map(({ item, usd, formula, terms, asOf, source }) => {
    const values = terms.map(({ name, value }) => `${name} ${shown(value)}`).join(", ");
    return {
      text: `${item}: ${usdText(usd)} = ${readable(formula)}, with ${values}. As of ${asOf}: ${source}`,
      cites: [],
    };
  });
  const blocks: Block[] = [
    { kind: "text", text: `**${title}**`, cites: [] },
    { kind: "points", points },
  ];
  if (!machines) return blocks;
  const terms = machines.terms.map(({ name, value, unit }) => `${name} ${shown(value)} ${unit}`).join("; ");
  const rate = `${shown(machines.requestsPerSecond)} requests a second, ${machines.replicasAtPeak} replicas at the peak`;
  return [...blocks, { kind: "note", text: `One replica (${machines.title}) serves ${rate}. ${terms}.` }];
}
