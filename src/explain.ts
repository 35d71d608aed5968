/** How an answer came about, for the playground's drawer: asked for afterwards, of answers that are remembered for a while. */
import { asked as askedOf } from "./advisor/asked.ts";
import type { KnowledgeBase } from "./advisor/knowledge-base.ts";
import { assess } from "./core/decide/assess.ts";
import { readSignals } from "./core/decide/signals.ts";
import type { Answered } from "./core/ports.ts";
import { plainWords, type Question } from "./core/question.ts";
import type { Reply } from "./core/reply.ts";
import type { Explained } from "./playground/protocol.ts";
import { render } from "./slack/render.ts";
import { render as renderForTeams } from "./teams/render.ts";

const mostRemembered = 200;
const mostPassages = 8;

export interface Explainer {
  readonly heard: (question: Question, answered: Answered) => void;
  /** A reply that answers no question, as what a form reckons. */
  readonly told: (reply: Reply) => void;
  /** Of the latest answer that was posted with this text. */
  readonly explain: (text: string) => Explained | undefined;
  /** Of the latest answer that Teams was sent with this summary. */
  readonly explainInTeams: (summary: string) => Explained | undefined;
  /** The reply that was posted with this text, before Slack had a say in it. */
  readonly replyOf: (text: string) => Reply | undefined;
}

interface Remembered {
  readonly reply: Reply;
  readonly cause?: { readonly question: Question; readonly answered: Answered };
}

/** @param current the knowledge that is served now; what is explained is looked up in it anew */
export function createExplainer(current: () => KnowledgeBase): Explainer {
  const remembered: Remembered[] = [];
  /** A note may have been added at its end, as to help and to a drawing. */
  const find = (text: string): Remembered | undefined => {
    const said = remembered.map((one) => [one, render(one.reply).text] as const);
    return (said.findLast(([, words]) => words === text) ??
      said.findLast(([, words]) => text.startsWith(`${words}\n`)))?.[0];
  };
  const remember = (one: Remembered): void => {
    remembered.push(one);
    if (remembered.length > mostRemembered) remembered.shift();
  };
  const explainOf = (one: Remembered | undefined): Explained | undefined =>
    one?.cause && explained(one.cause.question, one.cause.answered, current());
  return {
    heard: (question, answered) => remember({ reply: answered.reply, cause: { question, answered } }),
    told: (reply) => remember({ reply }),
    explain: (text) => explainOf(find(text)),
    explainInTeams: (summary) =>
      explainOf(remembered.findLast(({ reply, cause }) => cause && renderForTeams(reply).summary === summary)),
    replyOf: (text) => find(text)?.reply,
  };
}

function explained(question: Question, { reply, trace }: Answered, kb: KnowledgeBase): Explained {
  const asked = askedOf(plainWords(question.text), question.context);
  const found = kb.index.search(asked.query, mostPassages);
  const reading = kb.signals && readSignals(asked.text, kb.signals);
  return {
    question: asked.said,
    earlierTurns: question.context.length,
    tookIt: trace.advisor,
    kind: reply.kind,
    confidence: trace.confidence,
    thresholds: { answer: kb.index.thresholds.answer, near: kb.index.thresholds.near },
    passages: found.hits.map(({ id, score, ratio }) => {
      const entry = kb.catalog.entries.get(id);
      const used = trace.entries.includes(id);
      return { id, title: entry?.title ?? id, score, ratio, used, text: entry?.answer ?? "" };
    }),
    respelled: found.repairs.map(([typed, read]) => `${typed} → ${read}`),
    facts: Object.entries(reading?.facts ?? {}).map(([name, { value, origin, words }]) => ({
      name,
      value: String(value),
      origin,
      words,
    })),
    rules: rulesOf(asked.lower, asked.text, trace.advisor, kb),
    ms: trace.ms,
    searchMs: trace.searchMs ?? 0,
    knowledgeVersion: reply.knowledgeVersion,
  };
}

/** What decided: which file of the advisor took it, what is known not to be held, which constraints bound. */
function rulesOf(lower: string, text: string, advisor: string, kb: KnowledgeBase): Explained["rules"] {
  const { decision: model, signals } = kb;
  const gaps = kb.gaps
    .filter((gap) => gap.matches(lower))
    .map(({ data }) => ({ what: `gap ${data.id}`, why: data.title }));
  const rules = [
    { what: `advisor/${advisor}.ts took it`, why: "the first in advisor/index.ts that had a reply" },
    { what: `on the subject: ${kb.onSubject(text)}`, why: "a word of the subject lowers what confidence is needed" },
    ...gaps,
  ];
  if (advisor !== "decide" || !model || !signals) return rules;
  const { facts } = readSignals(text, signals);
  const verdict = assess(model, facts, { flips: false, asks: false });
  const out = verdict.ranking.flatMap(({ alternative, excluded }) =>
    excluded.map(({ constraint, reason }) => ({ what: `${alternative} is out: ${constraint}`, why: reason })),
  );
  const drivers = verdict.drivers.map(({ title, effect, of }) => ({
    what: `${title}: ${effect >= 0 ? "+" : ""}${effect.toFixed(3)}`,
    why: `the strength of ${of}`,
  }));
  return [...rules, ...out, ...drivers];
}
