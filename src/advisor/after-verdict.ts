/** What people ask of a verdict without telling anything more: what it costs, why not the other, whether it is sure. */
import { type Assessment, assess } from "../core/decide/assess.ts";
import type { FactSheet } from "../core/decide/facts.ts";
import type { Alternative } from "../core/decide/model.ts";
import type { DecisionModel } from "../core/decide/prepare.ts";
import { labelOfValue, ofHundred, textOf, titleOfFact, within } from "../core/decide/words.ts";
import type { Block } from "../core/reply.ts";
import type { Advice, Asked } from "./asked.ts";
import { citing, leftOut, why } from "./assessment-reply.ts";
import { Citations, replyOf } from "./compose.ts";
import { caseCost } from "./cost-case.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const asksCost = /\b(costs?|price[ds]?|pric(?:e)?y|expensive|cheap\w*|bill|budget|how much|pay|afford\w*|spend)\b/;
const asksAgain =
  /^\W*(?:(?:but|and|so|ok(?:ay)?|hm+)\W+)*(?:why|how so|how come|really|which(?: one)?(?: then)?)\W*$|\b(?:sure|certain|verdict|recommend\w*|change your mind|what would change|which way|which one|what should we|so what)\b/;
const asksInstead =
  /\b(?:why not|why no|what about|how about|what speaks against|what'?s wrong with|could(?:n'?t)? we|can(?:'?t| not)? we|instead|rather|over)\b/;
/** Words for the alternatives; the more special first. */
const named: readonly (readonly [RegExp, readonly Alternative[]])[] = [
  [/\b(?:hybrid|both|mix\w*|router|split)\b/, ["hybrid"]],
  [/\b(?:edge|slm|small(?:er)? (?:language )?models?|on (?:the |a )?(?:device|phone|laptop|tablet)s?)\b/, ["edge_slm"]],
  [/\b(?:private cloud|azure|bedrock|vertex|negotiated|contract|enterprise)\b/, ["closed_private_cloud"]],
  [/\b(?:self[- ]?host\w*|on[- ]prem\w*|in[- ]house|ourselves)\b/, ["open_self_hosted"]],
  [/\b(?:host(?:er|ed|ing)?|third part(?:y|ies))\b/, ["open_hosted"]],
  [
    /\b(?:closed|proprietary|apis?|chatgpt|gpt|openai|claude|anthropic|gemini)\b/,
    ["closed_api", "closed_private_cloud"],
  ],
  [/\bopen\b/, ["open_self_hosted", "open_hosted"]],
];

const longestQuestion = 14; // words: whoever says more says what they mean

/** Whether a question is about the verdict that was just given, though no word of it points back. */
export function asksOfVerdict({ lower, context }: Asked): boolean {
  const said = context.findLast((turn) => turn.role === "bot")?.text ?? "";
  const isShort = lower.split(/\s+/).length <= longestQuestion;
  return isShort && /\bhow sure:/i.test(said) && (asksInstead.test(lower) || asksAgain.test(lower));
}

/**
 * @param facts of the case, told before
 * @param again gives the verdict once more
 * @returns undefined for a question about something else
 */
export function afterVerdict(
  asked: Asked,
  facts: FactSheet,
  model: DecisionModel,
  kb: KnowledgeBase,
  again: () => Advice,
): Advice | undefined {
  if (asksCost.test(asked.lower)) return { reply: caseCost(facts, kb), entries: [], confidence: 1 };
  const others = asksInstead.test(asked.lower) ? named.find(([words]) => words.test(asked.lower))?.[1] : undefined;
  if (others) return whyNot(others, facts, model, kb, again);
  return asksAgain.test(asked.lower) ? again() : undefined;
}

function whyNot(
  others: readonly Alternative[],
  facts: FactSheet,
  model: DecisionModel,
  kb: KnowledgeBase,
  again: () => Advice,
): Advice {
  const { recommended, ranking } = assess(model, facts, { flips: false, asks: false });
  const place = (one: Alternative): number => ranking.findIndex(({ alternative }) => alternative === one);
  const [other] = others.toSorted((a, b) => place(a) - place(b));
  if (recommended === undefined || other === undefined || others.includes(recommended)) return again();
  const assessment = assess(model, facts, { against: [other], asks: false });
  const citations = new Citations(kb.catalog);
  const isOut = assessment.ranking.some((each) => each.alternative === other && each.excluded.length > 0);
  const blocks = isOut
    ? excludedBlocks(others, assessment, model, kb, citations)
    : lesserBlocks(other, recommended, assessment, model, kb, citations);
  const reply = replyOf("answer", `Why not ${within(textOf(model, other).short)}`, { blocks, citations }, kb.catalog);
  return { reply, entries: citations.entries, confidence: 1 };
}

/** What a hard constraint keeps out, and what would have to give. */
function excludedBlocks(
  others: readonly Alternative[],
  assessment: Assessment,
  model: DecisionModel,
  kb: KnowledgeBase,
  citations: Citations,
): Block[] {
  const ranking = assessment.ranking.filter(({ alternative }) => others.includes(alternative));
  const ids = new Set(ranking.flatMap(({ excluded }) => excluded.map(({ constraint }) => constraint)));
  const relax = model.constraints.flatMap(({ data }) => (ids.has(data.id) ? [data.relax] : []));
  return [
    ...leftOut({ ...assessment, ranking }, model, citing(citations, kb), true).flatMap((block): Block[] =>
      block.kind === "points" ? block.points.map((point) => ({ kind: "text", ...point })) : [block],
    ),
    { kind: "text", text: `**For it to come back:** ${relax.join("; and ")}.`, cites: [] },
  ];
}

/** What would do, but less well. */
function lesserBlocks(
  other: Alternative,
  recommended: Alternative,
  assessment: Assessment,
  model: DecisionModel,
  kb: KnowledgeBase,
  citations: Citations,
): Block[] {
  const { acceptability, flips } = assessment;
  const [theirs, ours] = [textOf(model, other).short, textOf(model, recommended).short];
  const share = `“${theirs}” would do: it comes first in ${ofHundred(acceptability[other])} draws of weights and open facts, “${ours}” in ${ofHundred(acceptability[recommended])}.`;
  const turns = flips
    .filter(({ becomes }) => becomes === other)
    .map(({ fact, to }) => `“${within(titleOfFact(model, fact))}” were “${within(labelOfValue(model, fact, to))}”`);
  const turn =
    turns.length > 0 ? `**It would win** if ${turns.join(", or if ")}.` : "No single fact would make it win.";
  return [
    { kind: "text", text: share, cites: [] },
    { kind: "points", points: why(assessment, model, citing(citations, kb)) },
    { kind: "text", text: turn, cites: [] },
  ];
}
