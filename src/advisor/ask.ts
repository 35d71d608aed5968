import type { Entry } from "../core/catalog.ts";
import { partsOf } from "../core/follow-up.ts";
import type { QueryPart, SearchResult } from "../core/retrieve/types.ts";
import { words } from "../core/words.ts";
import type { Advice, Advisor, Asked } from "./asked.ts";
import { Citations, compose, firstSentences, nextQuestions, replyOf } from "./compose.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";

const looked = 8; // entries looked at for each question
const supportShare = 0.45; // of the best score, from which another entry supports the answer
const partShare = 0.8; // of the answer threshold, from which one part of a question counts as known

/** Answers from the entries: the best one, or one for each part of the question, with what stands beside it. */
export const ask: Advisor = {
  name: "ask",
  summary: "Ask anything about open-weight and closed models, in your own words.",
  example: "What does vendor lock-in mean?",
  reply(asked, kb) {
    const found = kb.index.search(asked.query, looked);
    const named = namedModels(asked, kb);
    const main = mainEntries(asked, found, named, kb);
    if (main.length === 0) return unknown(asked, found, kb);
    const best = found.hits[0]?.score ?? 0;
    const support = entriesOf(found, kb, (score) => score >= best * supportShare)
      .filter((e) => !main.includes(e))
      .slice(0, 2);
    const composed = compose(main, support, asked.query, kb.index, kb.catalog);
    if (named.length === 0 && !found.answerable) return unsure(asked, found, main, kb);
    const title = main[0]?.title ?? "Answer";
    return {
      reply: withPreface(
        asked,
        replyOf(main[0]?.standing === "not held" ? "abstain" : "answer", title, composed, kb.catalog),
      ),
      entries: composed.citations.entries,
      confidence: found.confidence,
    };
  },
};

/** One entry for each part of a question that asks several things; models that are named come in by name. */
function mainEntries(asked: Asked, found: SearchResult, named: readonly Entry[], kb: KnowledgeBase): Entry[] {
  if (named.length > 0 && onlyAboutModels(asked, kb)) return named.slice(0, 3);
  const top = found.hits[0] && kb.catalog.entries.get(found.hits[0].id);
  if (!top || !(found.answerable || found.near)) return [];
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

function namedModels(asked: Asked, kb: KnowledgeBase): Entry[] {
  let rest = ` ${asked.lower.replaceAll(/[^\p{L}\p{N}.-]+/gu, " ")} `;
  const found: Entry[] = [];
  for (const { name, model } of kb.modelNames) {
    if (!rest.includes(` ${name} `) && !rest.includes(` ${name}'`)) continue;
    rest = rest.replaceAll(` ${name} `, " ");
    const entry = kb.entryOfModel.get(model.id);
    if (entry && !found.includes(entry)) found.push(entry);
  }
  return found;
}

const fillers = new Set(
  "a an and are about be by can compare difference do does for from give good have how i in info is it know like made maker make makes me model models most of on or please say tell than the this to versus vs was we what which who whom whose with you your llm llms builds built build develops developed company behind belongs owns creator created really any good bad strong strengths known special".split(
    " ",
  ),
);

/** "Who builds DeepSeek and Llama?" asks about the models; "is Llama safe for patient data?" asks about something else. */
function onlyAboutModels(asked: Asked, kb: KnowledgeBase): boolean {
  let rest = asked.lower;
  for (const { name } of kb.modelNames) rest = rest.replaceAll(name, " ");
  const others = rest.split(/[^\p{L}]+/u).filter((word) => word.length > 1 && !fillers.has(word));
  return others.length === 0 || (others.length === 1 && asked.lower.split(/\s+/).length <= 6);
}

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
): Advice {
  const citations = new Citations(kb.catalog);
  const points = nearest.map((entry) => ({ text: firstSentences(entry.answer, 2), cites: citations.cite(entry) }));
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
