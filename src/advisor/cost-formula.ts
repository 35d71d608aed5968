/** "Show the formula": the terms of every figure, so that each can be worked out again; what several share stands once. */
import { bounds, inputNames, type InputName } from "../core/cost/inputs.ts";
import type { Term } from "../core/cost/figure.ts";
import type { Given } from "../core/cost/read-inputs.ts";
import { reckon } from "../core/cost/reckon.ts";
import { countText, usdText } from "../core/cost/sentences.ts";
import type { CostSummary, OptionSummary } from "../core/cost/summary.ts";
import type { Workload } from "../core/cost/workload.ts";
import type { Block, Reply } from "../core/reply.ts";
import { hardwareThatLost, shown } from "./cost-reply.ts";
import type { KnowledgeBase } from "./knowledge-base.ts";
import { replyTo } from "./cost-answer.ts";

export function formulaReply(given: Given, kb: KnowledgeBase): Reply {
  const reckoned = kb.costs && reckon(given, kb.costs, kb.today());
  if (!reckoned?.ok) return replyTo(given, { problems: [], remarks: [] }, kb);
  const { summary, workload } = reckoned;
  const said = new Said();
  const blocks = [
    text(
      "A month has 30.44 days, or 730.5 hours. What stands in several formulas is listed once, below them. A sum is that of its lines; per 1,000 requests it is divided by the requests of a month. Low and high are the 10th and 90th percentile when everything with a range is drawn within it 1,000 times.",
    ),
    ...(workload.currency
      ? [
          text(
            `Everything here is in US dollars, as prices are; the summary divides by ${workload.currency.usdPerUnit}, the dollars that you said one ${workload.currency.code} buys.`,
          ),
        ]
      : []),
    ...summary.options.flatMap((option) => tracesOf(option, said)),
    ...sharedOf(summary, workload), // before what carries no dates: a chat with little room cuts the end
    ...breakEvens(summary),
    ...otherHardware(summary),
  ];
  const title = "The formula behind each figure";
  return { kind: "cost", title, blocks, citations: [], knowledgeVersion: kb.catalog.version };
}

const text = (words: string): Block => ({ kind: "text", text: words, cites: [] });
const points = (all: readonly string[]): Block => ({
  kind: "points",
  points: all.map((one) => ({ text: one, cites: [] })),
});
/** An asterisk is a mark of chats. */
const readable = (formula: string): string => formula.replaceAll(" * ", " × ").replaceAll(" / ", " ÷ ");
const isShared = ({ name }: Term): boolean => inputNames.some((one) => one === name) || Object.hasOwn(spans, name);
/** Said in the first paragraph. */
const spans = { days: true, hours: true };

/** A message has little room: what was said of a figure, or where it was read, is not said again. */
class Said {
  readonly #said = new Set<string>();
  isNew(words: string): boolean {
    const isNew = !this.#said.has(words);
    this.#said.add(words);
    return isNew;
  }
}

function tracesOf({ title, lines, machines }: OptionSummary, said: Said): Block[] {
  const ofOption = new Said();
  const traces = lines.map(({ item, usd, formula, terms, ...line }) => {
    const values = terms.flatMap((term) => {
      const { name, value, unit, asOf = line.asOf, source = line.source } = term;
      const words = `${name} ${shown(value)} ${unit}`;
      if (isShared(term) || !ofOption.isNew(words)) return [];
      const isCounted = term.source === undefined && lines.some((one) => one.formula.startsWith(`${name} *`));
      return isCounted || !ofOption.isNew(`${asOf}: ${source}`) ? [words] : [`${words}, as of ${asOf}: ${source}`];
    });
    return [`${item}: ${usdText(usd)} = ${readable(formula)}`, ...values].join("; ");
  });
  const blocks: Block[] = [text(`**${title}**`), points(traces)];
  if (!machines || !said.isNew(machines.title)) return blocks;
  const ofMachines = new Said();
  const terms = machines.terms.filter((term) => !isShared(term));
  const values = terms.map(({ name, value, unit, asOf, source }) => {
    const words = `${name} ${shown(value)} ${unit}`;
    const read = asOf !== undefined && source !== undefined && ofMachines.isNew(`${asOf}: ${source}`);
    return read ? `${words}, as of ${asOf}: ${source}` : words;
  });
  const rate = `${shown(machines.requestsPerSecond)} requests a second, ${machines.replicasAtPeak} replicas at the peak`;
  return [...blocks, { kind: "note", text: `One replica (${machines.title}) serves ${rate}. ${values.join("; ")}.` }];
}

/** Machines cost no more from the volume on at which their month is that of the tokens and of the people for these. */
function breakEvens({ breakEven, options }: CostSummary): Block[] {
  const titles = new Map(options.map(({ id, title }) => [id, title]));
  const name = (id: string): string => titles.get(id) ?? id;
  const all = [...new Set(breakEven.map(({ machines }) => machines))].map((id) => {
    const pairs = breakEven.filter(({ machines }) => machines === id);
    const against = pairs.map(({ against, tokensUsdPerThousand, requestsPerDay }) => {
      const from = requestsPerDay === undefined ? "never" : `from ${countText(requestsPerDay)} requests a day`;
      return `against ${name(against)} (${usdText(tokensUsdPerThousand)}) ${from}`;
    });
    return `${name(id)}, ${usdText(pairs[0]?.machinesUsdPerThousand ?? 0)} when full: ${against.join("; ")}`;
  });
  if (all.length === 0) return [];
  return [
    text(
      "**Break-even**: the lowest requestsPerDay at which the lines of the machines sum to no more than those of the tokens, replicas being whole. Where a thousand requests cost more on full machines than in tokens, people aside, there is none.",
    ),
    points(all),
  ];
}

const otherHardware = (summary: CostSummary): Block[] => {
  const lost = hardwareThatLost(summary);
  return lost.length === 0 ? [] : [text("**Other hardware**"), points(lost)];
};

/** Every number of the workload and every constant that a line above looks at, with its range, unit, date and source. */
function sharedOf(summary: CostSummary, { inputs }: Workload): Block[] {
  const options = summary.options;
  const used = new Set(options.flatMap(({ lines }) => lines.flatMap(({ terms }) => terms.map(({ name }) => name))));
  for (const name of machineInputs) if (options.some(({ machines }) => machines)) used.add(name);
  const lines = inputNames.flatMap((name) => {
    if (!used.has(name)) return [];
    const { low, expected, high, origin, asOf, source } = inputs[name];
    const range = low === high ? "" : ` (${shown(low)} to ${shown(high)})`;
    const from = origin === "measured" ? "you said so" : `${asOf}, ${source}`;
    return [`${name} ${shown(expected)}${range} ${bounds[name].unit}: ${from}`];
  });
  return [
    text("**What stands in them**"),
    points(lines),
    text(
      "For admins: what is assumed is kept in `knowledge/costs.yaml`, prices and sizes in `knowledge/endpoints/`, `knowledge/gpus/` and `knowledge/models/`; a change counts from the next question on.",
    ),
  ];
}

/** What the number of replicas rests on, which lines show as "gpus". */
const machineInputs: readonly InputName[] = [
  "peakToAverage",
  "u_max",
  "floorReplicas",
  "stackFactor",
  "prefixHitShare",
];
