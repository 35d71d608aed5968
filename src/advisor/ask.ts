import type { Entry } from "../core/catalog.ts";
import { partsOf } from "../core/follow-up.ts";
import { fuse, FUSED_DEPTH } from "../core/retrieve/fuse.ts";
import type { QueryPart, SearchResult } from "../core/retrieve/types.ts";
import { words } from "../core/words.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { STOP_WORDS } from "../core/retrieve/stop-words.ts";
import { Citations, compose, firstSentences, nextQuestions, plainReply, replyOf, sentencesOf } from "./compose.ts";
import { definedTerm, definingEntry, wantsDefinition } from "./definition.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { namedModels } from "./named-models.ts";

const looked = 8; // entries looked at for each question
const supportShare = 0.45; // of the best score, from which another entry supports the answer
const partShare = 0.8; // of the answer threshold, from which one part of a question counts as known
// A question with a word of the subject is let in more easily, one without any has to fit an entry closely.
const onSubjectFactor = 0.75;
const offSubjectFactor = 1.4;

/** Answers from the entries: the best one, or one for each part of the question, with what stands beside it. */
export const ask: Advisor = {
  name: "ask",
  summary: "Ask anything about open-weight and closed models, in your own words.",
  example: "What does vendor lock-in mean?",
  reply(asked, kb) {
    const found = find(asked, kb);
    const told = tellingWords(asked, kb);
    if (told === 0) return tooLittle(kb);
    if (told === 1 && !definingOf(asked, found, kb)) return unknown(asked, found, kb);
    const { models: named, rest } = namedModels(asked.text, kb);
    const models = [...new Set(named.flatMap(({ id }) => kb.entryOfModel.get(id) ?? []))];
    const aboutModels = models.length > 0 && isOnlyFillers(rest);
    const certainty = aboutModels
      ? "sure"
      : certaintyOf(models.length > 0 ? rest : asked.text, found, models.length > 0, kb);
    if (certainty === "none") return unknown(asked, found, kb);
    const main = aboutModels ? models.slice(0, 3) : mainEntries(asked, found, kb);
    const undefinedTerm =
      !asked.isFollowUp && models.length === 0 && wantsDefinition(asked.text) && !definingOf(asked, found, kb);
    if (undefinedTerm) return undefinedReply(asked, found, kb);
    if (certainty === "unsure") return unsure(asked, found, main, kb);
    const best = found.hits[0]?.score ?? 0;
    const support = [...models, ...entriesOf(found, kb, (score) => score >= best * supportShare)]
      .filter((e) => !main.includes(e))
      .slice(0, 2);
    const composed = compose(main, support, asked.query, kb.index, kb.catalog);
    const notHeld = main[0]?.standing === "not held";
    const reply = replyOf(notHeld ? "abstain" : "answer", main[0]?.title ?? "Answer", composed, kb.catalog);
    return { reply: withPreface(asked, reply), entries: composed.citations.entries, confidence: found.confidence };
  },
};

/** By words, and by meaning where that is known; an entry that says what the sources do not hold is never passed over for it. */
function find({ query, near }: Asked, { index, catalog }: KnowledgeBase): SearchResult {
  if (!near) return index.search(query, looked);
  const found = index.search(query, FUSED_DEPTH);
  const isNotHeld = catalog.entries.get(found.hits[0]?.id ?? "")?.standing === "not held";
  return isNotHeld ? { ...found, hits: found.hits.slice(0, looked) } : fuse(found, near, looked);
}

/** Words that tell what is asked. None: "which way?", "say"; whatever is found would be chance, as for one everyday word alone. */
function tellingWords(asked: Asked, kb: KnowledgeBase): number {
  if (asked.isFollowUp || kb.onSubject(asked.text) !== "no") return Infinity;
  const all = asked.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = all.filter((word) => !STOP_WORDS.has(word) && !idle.has(word)).length;
  return all.length <= 2 || telling === 0 ? telling : Infinity;
}

/** Words that ask for something without telling for what. */
const idle = new Set(
  "answer choose explain go help here info information question recommend say show suggest take tell thing think want way".split(
    " ",
  ),
);

const tooLittle = (kb: KnowledgeBase): Advice => ({
  reply: plainReply("abstain", "About what?", [words.tooLittle], kb.catalog, [
    { kind: "next", label: words.askInstead, questions: starters },
  ]),
  entries: [],
  confidence: 0,
});

type Certainty = "sure" | "unsure" | "none";

/** A model's name alone finds its entry; whether that entry answers shows in the other words of the question. */
function certaintyOf(text: string, found: SearchResult, namesModel: boolean, kb: KnowledgeBase): Certainty {
  const { answer, near } = kb.index.thresholds;
  const confidence = namesModel ? Math.min(found.confidence, kb.index.search(text, 1).confidence) : found.confidence;
  const factor = isOnSubject(text, kb) ? onSubjectFactor : offSubjectFactor;
  if (confidence >= answer * factor) return "sure";
  return confidence >= near * factor || (namesModel && found.answerable) ? "unsure" : "none";
}

/** "Is the canteen open?" has a word of ours, and one that nothing here holds: it is about something else. */
export function isOnSubject(text: string, kb: KnowledgeBase): boolean {
  const about = kb.onSubject(text);
  return about === "yes" || (about === "maybe" && kb.unknownWords(text) === 0);
}

/** The best entry, or one for each part of a question that asks several things. */
function mainEntries(asked: Asked, found: SearchResult, kb: KnowledgeBase): Entry[] {
  const defining = definingOf(asked, found, kb);
  if (defining) return [defining];
  const top = found.hits[0] && kb.catalog.entries.get(found.hits[0].id);
  if (!top) return [];
  const parts = partsOf(asked.text);
  if (parts.length < 2) return [top];
  const chosen = parts.flatMap((part) => {
    const query: QueryPart[] = [
      { text: part, weight: 1 },
      { text: asked.text, weight: 0.3 },
    ];
    const one = kb.index.search(query, 1);
    const entry = one.hits[0] && kb.catalog.entries.get(one.hits[0].id);
    return entry && one.confidence >= partShare * kb.index.thresholds.answer ? [entry] : [];
  });
  const distinct = [...new Set(chosen)];
  return distinct.length >= 2 ? distinct.slice(0, 2) : [top];
}

/** What a question asks the meaning of, when an entry gives it. */
function definingOf(asked: Asked, found: SearchResult, kb: KnowledgeBase): Entry | undefined {
  const term = asked.isFollowUp ? undefined : definedTerm(asked.text);
  return term === undefined
    ? undefined
    : definingEntry(
        term,
        entriesOf(found, kb, () => true),
        kb.index,
      );
}

/** Words that ask about a model without asking for anything in particular. */
const fillers = new Set(
  `a according an and are as about best claimed claims ai be behind belongs between bad build builds built by can compare company create
  created creator develop developed develops difference differences do does for from give good have how i in info is it
  know known like llm llms made maker make makers makes me model models most of off on open or owner owns closed please
  really say says sources special strength strengths strong tell than that the this to versus vs was we weakness weaknesses what which who whom whose
  with you your`.split(/\s+/),
);

/** "Who builds DeepSeek and Llama?" asks about the models; "is Llama safe for patient data?" asks about something else. */
const isOnlyFillers = (rest: string): boolean =>
  rest.split(/[^\p{L}]+/u).every((word) => word.length < 2 || fillers.has(word));

const entriesOf = (found: SearchResult, kb: KnowledgeBase, keep: (score: number) => boolean): Entry[] =>
  found.hits.filter((hit) => keep(hit.score)).flatMap((hit) => kb.catalog.entries.get(hit.id) ?? []);

/** Between the thresholds: says so, and shows the nearest answer as what it is. */
function unsure(asked: Asked, found: SearchResult, main: readonly Entry[], kb: KnowledgeBase): Advice {
  const composed = compose(main.slice(0, 1), [], asked.query, kb.index, kb.catalog);
  const blocks = [{ kind: "text", text: words.notSure, cites: [] } as const, ...composed.blocks];
  const reply = withPreface(
    asked,
    replyOf("abstain", "Not sure", { blocks, citations: composed.citations }, kb.catalog),
  );
  return { reply, entries: composed.citations.entries, confidence: found.confidence };
}

function unknown(asked: Asked, found: SearchResult, kb: KnowledgeBase): Advice {
  return abstain(words.unknown, "I don't know", nearestWorthShowing(found, kb), found, kb, asked);
}

/** A term that nothing here defines: only entries that use it are near. */
function undefinedReply(asked: Asked, found: SearchResult, kb: KnowledgeBase): Advice {
  const term = (definedTerm(asked.text) ?? "").toLowerCase();
  const uses = (text: string): boolean => text.toLowerCase().includes(term);
  const using = entriesOf(found, kb, () => true).filter(({ title, answer, points }) =>
    [title, answer, ...points].some(uses),
  );
  const says = ({ title, answer, points }: Entry): string =>
    sentencesOf(answer).find(uses) ?? points.find(uses) ?? `${title}.`;
  return abstain(words.undefinedTerm(term), "Not defined in my sources", using.slice(0, 2), found, kb, asked, says);
}

const nearestWorthShowing = (found: SearchResult, kb: KnowledgeBase): Entry[] =>
  found.confidence >= kb.index.thresholds.near * 0.6 ? entriesOf(found, kb, () => true).slice(0, 2) : [];

/** Says what is not known, shows the nearest that is, and what could be asked instead. */
export function abstain(
  say: string,
  title: string,
  nearest: readonly Entry[],
  found: SearchResult,
  kb: KnowledgeBase,
  asked: Asked,
  says = ({ answer }: Entry): string => firstSentences(answer, 2),
): Advice {
  const citations = new Citations(kb.catalog);
  const points = nearest.map((entry) => ({ text: says(entry), cites: citations.cite(entry) }));
  const blocks = [
    { kind: "text", text: say, cites: [] } as const,
    ...(points.length > 0
      ? [{ kind: "text", text: words.nearest, cites: [] } as const, { kind: "points", points } as const]
      : [{ kind: "next", label: words.askInstead, questions: starters } as const]),
    ...nextQuestions(nearest, nearest, kb.catalog),
  ];
  const reply = withPreface(asked, replyOf("abstain", title, { blocks, citations }, kb.catalog));
  return { reply, entries: citations.entries, confidence: found.confidence };
}

export const starters: readonly string[] = [
  "What is the difference between an open and a closed model?",
  "Is open-weight really cheaper?",
  "Compare open and closed on privacy and set-up time",
];

function withPreface(asked: Asked, reply: Advice["reply"]): Advice["reply"] {
  if (!asked.preface) return reply;
  return { ...reply, blocks: [...reply.blocks, { kind: "note", text: asked.preface }] };
}
