import type { RuleOfThumb, Side } from "../core/catalog.ts";
import type { Cited } from "../core/reply.ts";
import { words } from "../core/words.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { Citations, firstSentences, nextQuestions, replyOf } from "./compose.ts";
import type { KnowledgeBase, PreparedRule } from "./knowledge-base.ts";

const subject =
  /\b(we|we're|we've|we'll|our|us|i|i'm|my|me)\b|\b(a|an|the|some|small|large|big) ([\w-]+ ){0,3}(bank|hospital|clinic|company|start-?up|firm|agency|shop|school|university|insurer|archive|charity|ministry|government|retailer|manufacturer|studio|office|team|startup|business|factory|city|council|museum|lab|publisher|newspaper|airline|ship|practice)\b/;
const asksWhich =
  /\b(lean|leaning|recommend\w*|suggest\w*|advi[sc]e|open or closed|closed or open|(open|closed)(,)? (or|vs\.?|versus) |which (way|side|one|model|kind|type|option|approach|camp|is right|fits|suits|would|should (we|i))|what should (we|i|they) (use|do|pick|take|run|get|go for)|what would you|what do you (think|say|suggest)|what'?s your (take|call|view|verdict)|pick|choose|go (with|for|open|closed)|verdict|best (fit|choice|option|bet)|right (choice|fit|call)|your (take|call))\b|(=>|->|→|[:.;\n]) ?\?+\s*$/;
const asksShould =
  /\b(should|shall|could we|can we|would|better (off|for)|makes? sense|ok|okay|fine|what now|which|what|thoughts)\b|\?\s*$/;
const generalQuestion =
  /^(what (is|are|does|do)|what's|why|how (do|does|is|are|can)|explain|define|who|when|name|list|tell me)\b/;
const asksAnything = /\?|^(is|are|do|does|did|can|could|will|would|should|must|may|where|which|whose|does)\b/;
const leastWords = 8;
const leastWordsOfNotes = 5;
const turnsKept = 4;

const sideNames: Readonly<Record<Side, string>> = {
  open: "open-weight",
  closed: "closed",
  hybrid: "hybrid",
  both: "both",
};
const calls: Readonly<Record<Side, string>> = {
  open: "open-weight, on hardware that you control",
  closed: "a closed model through its vendor's API",
  hybrid: "hybrid: both, with a rule for which task goes where",
  both: "neither side yet",
};

/** A described case gets the rule of thumb that its own words support, with its condition, and the full assessment offered. */
export const decide: Advisor = {
  name: "decide",
  summary: "Describe your case in a sentence or two and I say which way it leans, and why.",
  example: "We're a clinic, patient letters must stay in house, two ML engineers. Which way?",
  reply(asked, kb) {
    const text = wholeCase(asked).toLowerCase();
    if (!asksWhich.test(text) && (generalQuestion.test(text) || kb.gaps.some((gap) => gap.matches(text))))
      return undefined;
    const takenBack = (rule: PreparedRule): boolean => asked.isFollowUp && rule.takenBack(asked.lower);
    const rules = kb.rulesOfThumb.filter((rule) => rule.matches(text) && !takenBack(rule)).map((rule) => rule.data);
    return isCase(text, rules.length) ? leaning(asked, rules, kb) : undefined;
  },
};

/** A case is told by somebody about themselves, asks for a side, or is a list of notes: "Bank, no cloud, 3 engineers". */
function isCase(text: string, rules: number): boolean {
  const length = text.split(/\s+/).length;
  if (asksWhich.test(text) && rules >= (subject.test(text) ? 1 : 2)) return true;
  if (rules >= 2 && length >= leastWordsOfNotes && !asksAnything.test(text)) return true;
  const aboutThem = asksShould.test(text) ? subject : /\b(we|we're|our|i'm)\b/;
  return rules >= 2 && length >= leastWords && aboutThem.test(text);
}

/** A case told over several turns keeps every fact that was told: dropping one could turn the leaning round. */
function wholeCase(asked: Asked): string {
  if (!asked.isFollowUp) return asked.text;
  const told = asked.context.filter((turn) => turn.role === "user").slice(-turnsKept);
  return [...told.map((turn) => turn.text), asked.said].join(". ");
}

interface Verdict {
  readonly lean: Side;
  readonly lead: RuleOfThumb;
  /** Set when two sides weigh nearly the same: what speaks against the lead. */
  readonly against?: RuleOfThumb | undefined;
}

/**
 * The strongest rule sets the lean. Mixed work is hybrid; so are two sides whose strongest rules are nearly as strong,
 * unless all that speaks for the lead outweighs all that speaks against it.
 */
export function verdictOf(rules: readonly RuleOfThumb[]): Verdict | undefined {
  const ranked = rules.toSorted((a, b) => b.strength - a.strength);
  const mixed = ranked.find((rule) => rule.lean === "hybrid");
  const lead = mixed ?? ranked[0];
  if (!lead) return undefined;
  const against = ranked.find((rule) => rule.lean !== lead.lean && rule.lean !== "hybrid");
  if (mixed || !against || lead.strength - against.strength > 1) return { lean: lead.lean, lead };
  const weight = (side: Side): number => rules.reduce((sum, rule) => sum + (rule.lean === side ? rule.strength : 0), 0);
  if (weight(lead.lean) - weight(against.lean) > 1) return { lean: lead.lean, lead };
  return { lean: "hybrid", lead, against };
}

function leaning(asked: Asked, rules: readonly RuleOfThumb[], kb: KnowledgeBase): Advice | undefined {
  const verdict = verdictOf(rules);
  if (!verdict) return undefined;
  const { lead, lean, against } = verdict;
  const citations = new Citations(kb.catalog);
  const entry = (id: string) => kb.catalog.entries.get(id);
  const cites = (rule: RuleOfThumb): number[] =>
    rule.entries
      .slice(0, 1)
      .flatMap((id) => entry(id) ?? [])
      .flatMap((e) => citations.cite(e));
  const call = lean === lead.lean ? (lead.call ?? calls[lean]) : calls[lean];
  const others = rules.filter((rule) => rule !== lead && rule !== against).toSorted((a, b) => b.strength - a.strength);
  const first = against
    ? `Your case pulls both ways, so lean **${call}**. For ${sideNames[lead.lean]}: ${lead.because}. For ${sideNames[against.lean]}: ${against.because}.`
    : `Lean **${call}**: ${lead.because}.`;
  const points: Cited[] = [
    { text: `**Condition.** ${upperFirst(lead.condition)}.`, cites: cites(lead) },
    ...(against
      ? [{ text: `**Condition on the other side.** ${upperFirst(against.condition)}.`, cites: cites(against) }]
      : []),
    ...others.slice(0, 3).map((rule) => ({
      text: `**${rule.lean === lead.lean || lead.lean === "hybrid" ? "Also" : "On the other side"}.** ${upperFirst(rule.because)}. Condition: ${rule.condition}.`,
      cites: cites(rule),
    })),
  ];
  const found = kb.index.search(asked.query, 1);
  const nearest = found.answerable && found.hits[0] ? entry(found.hits[0].id) : undefined;
  if (nearest && !citations.entries.includes(nearest.id))
    points.push({ text: firstSentences(nearest.answer, 2), cites: citations.cite(nearest) });
  const shown = citations.entries.flatMap((id) => entry(id) ?? []);
  const blocks = [
    { kind: "text", text: first, cites: [...new Set([...cites(lead), ...(against ? cites(against) : [])])] } as const,
    { kind: "points", points } as const,
    { kind: "note", text: words.assessOffer } as const,
    ...nextQuestions(shown, shown, kb.catalog),
  ];
  return {
    reply: replyOf("answer", "Rule of thumb", { blocks, citations }, kb.catalog),
    entries: citations.entries,
    confidence: found.confidence,
  };
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
