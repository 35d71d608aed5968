import { assessmentReply } from "./advisor/assessment-reply.ts";
import { comparisonReply, portfolioReply, scoreTable } from "./advisor/assessments-reply.ts";
import type { KnowledgeBase } from "./advisor/knowledge-base.ts";
import { assess } from "./core/decide/assess.ts";
import { describedInEnglish } from "./advisor/language.ts";
import { readSignals } from "./core/decide/signals.ts";
import type { Assessing } from "./core/ports.ts";

/** The decision flow over the knowledge that is served now. */
export const assessingOn =
  (current: () => KnowledgeBase): Assessing =>
  () => {
    const kb = current();
    const { decision: model, signals, catalog } = kb;
    if (!model || !signals) return undefined;
    const documentsOf = (id: string): string[] => {
      const entry = kb.entryOfCoverage.get(id);
      const documents = Object.entries(entry?.sources ?? {}).filter(([, ids]) => ids.includes(id));
      return documents.flatMap(([document]) => catalog.sources.get(document)?.file ?? []);
    };
    return {
      knowledgeVersion: catalog.version,
      model,
      read: (text) => readSignals(describedInEnglish(text, kb), signals),
      assess: (facts, options) => assess(model, facts, options),
      reply: (assessment, options) => assessmentReply(assessment, model, kb, options),
      table: (assessment) => scoreTable(assessment, model),
      compare: (all) => comparisonReply(all, model, kb),
      portfolio: (all) => portfolioReply(all, model, kb),
      documents: (basis) => (typeof basis === "string" ? [] : [...new Set(basis.flatMap(documentsOf))]),
    };
  };
