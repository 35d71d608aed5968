import { caseCost, costCase } from "./advisor/cost-case.ts";
import { pulled } from "./advisor/cost-change.ts";
import { formulaReply } from "./advisor/cost-formula.ts";
import { flowReply } from "./advisor/flow-reply.ts";
import type { KnowledgeBase } from "./advisor/knowledge-base.ts";
import { problemsOf, replyTo } from "./advisor/cost-answer.ts";
import { endpointId } from "./core/cost/book.ts";
import { summaryCsv } from "./core/cost/export-csv.ts";
import { reckon } from "./core/cost/reckon.ts";
import type { Costing } from "./core/ports.ts";
import type { Reply } from "./core/reply.ts";

const drawn: Costing["chart"] = async (chart) => {
  const { chartPng } = await import("./drawing/pictures.ts"); // only for those who draw
  return chartPng(chart);
};

/** Cost summaries over the knowledge that is served now. */
export const costingOn = (current: () => KnowledgeBase): Costing => ({
  reply: (given) => replyTo(given, { problems: [], remarks: [] }, current()),
  ofCase: (facts) => caseCost(facts, current()),
  asCase: (given, asked) => costCase(given, asked, current()),
  pull: (lever, given) => pulled(lever, given, current()),
  formula: (given) => formulaReply(given, current()),
  csv: (given) => {
    const kb = current();
    const reckoned = kb.costs && reckon(given, kb.costs, kb.today());
    return reckoned?.ok ? summaryCsv(reckoned.summary, reckoned.workload.currency) : undefined;
  },
  picture: async (given) => {
    const chart = replyTo(given, { problems: [], remarks: [] }, current()).blocks.find(({ kind }) => kind === "chart");
    return chart?.kind === "chart" ? drawn(chart) : undefined;
  },
  chart: drawn,
  flow: async (name, isSmall) => {
    const { reply, picture } = flowReply(name, current());
    if (!picture) return { reply };
    const { flowPng } = await import("./drawing/pictures.ts");
    return { reply, picture: await flowPng(picture, isSmall) };
  },
  choices: () => {
    const { costs, catalog } = current();
    const rows = [...catalog.factors.values()].map(({ title, names }) => [title, names[0] ?? title] as const);
    const built = [...catalog.architectures.values()].map(({ title, names }) => [title, names[0] ?? title] as const);
    const ways = [["Open-weight", "open"], ["Closed", "closed"], ...built] as const;
    const tables = [...catalog.tables.values()].map(({ id, title }) => [title, id] as const);
    if (!costs) return { closed: [], open: [], loads: [], ways, rows, tables };
    const { book } = costs;
    const { compare, profiles } = book.constants;
    const closed = book.providers.flatMap(({ endpoints }) => endpoints).filter(({ kind }) => kind === "closed");
    const first = <T>(all: readonly T[], isFirst: (one: T) => boolean): T[] => [
      ...all.filter(isFirst),
      ...all.filter((one) => !isFirst(one)),
    ];
    const names = (all: readonly { readonly name: string }[]): string[] => [...new Set(all.map(({ name }) => name))];
    return {
      ways,
      rows,
      tables,
      loads: profiles.map(({ name, says }) => [name, says[0] ?? name] as const),
      closed: names(first(closed, (one) => compare.closed.includes(endpointId(one)))),
      open: names(first(book.models, ({ id }) => id === compare.openModel).filter(({ architecture }) => architecture)),
    };
  },
  problemsIn: (text) => problemsOf(text, current()),
});

/** The same, and somebody is told of every reply before a platform draws it. */
export function tellingOf(costing: Costing, tell: (reply: Reply) => void): Costing {
  const told = <R extends Reply | undefined>(reply: R): R => {
    if (reply) tell(reply);
    return reply;
  };
  return {
    ...costing,
    reply: (given) => told(costing.reply(given)),
    pull: (lever, given) => told(costing.pull(lever, given)),
    formula: (given) => told(costing.formula(given)),
    flow: async (name) => {
      const drawn = await costing.flow(name);
      told(drawn.reply);
      return drawn;
    },
  };
}
