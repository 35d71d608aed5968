/** "What does Claude Opus cost per million tokens?", "how much does an H100 cost?": what the catalogue holds of what is named. */
import { type Endpoint, type OpenModel } from "../core/cost/book.ts";
import type { CostDesk } from "../core/cost/desk.ts";
import { closedSheet, type Fact, type ModelSheet, openSheet, type SheetRow } from "../core/cost/model-sheet.ts";
import { countText } from "../core/cost/sentences.ts";
import { type Named, namesIn } from "../core/cost/words/names.ts";
import { tokensPerPage, tokensPerWord } from "../core/cost/words/amounts.ts";
import { readAs } from "../core/cost/words/read.ts";
import { type Card, cardIn } from "../core/cost/words/nameless.ts";
import { nearestTo, unknownGpus, unknownName } from "../core/cost/words/unknown-name.ts";
import type { Block } from "../core/reply.ts";
import type { Advisor } from "./asked.ts";
import { asksWhetherItFits, cardFact, fitFact } from "./catalogue-fit.ts";
import { withTypical } from "./catalogue-nameless.ts";
import { gpuPriceFact } from "./catalogue-gpu.ts";
import { breakEvenFact, gpusFact, memoryFact } from "./catalogue-reckoned.ts";
import { plainReply } from "./compose.ts";

/** A sentence or more, each ending in its date and source. */
export interface Told {
  readonly title: string;
  readonly texts: readonly string[];
  /** What the figures rest on, where they were worked out. */
  readonly basis?: readonly string[];
  readonly more: readonly string[];
}
export interface Named1 {
  readonly desk: CostDesk;
  readonly today: string;
  readonly lower: string;
  readonly named: Named;
  readonly sheets: readonly ModelSheet[];
}

export const notHeld = "I don't have";
const longest = 24; // words: more are a case, or a question about more than a fact

const asksPrice = /\b(?:costs?|prices?|how much|rent|buy)\b/;
const memoryWords = /\bv?ram\b|\bmemory\b|\bgigabytes?\b/;

/** What is asked of a model, and the rows of its sheet that answer. */
const rows: readonly (readonly [RegExp, readonly SheetRow[]])[] = [
  [/\bcontext\b/, ["Context"]],
  [/\bwho (?:makes?|made|built|develop(?:s|ed)|is behind|owns?)\b|\bwhich company\b|\bmaker of\b/, []],
  [
    /\b(?:what|which)(?:'s| is| are)?\b.*\blicen[cs]e\b|\blicen[cs]e (?:of|for)\b/,
    ["Licence", "What it forbids or asks"],
  ],
  [memoryWords, ["Memory of the weights", "Memory of 10,000 tokens of context"]],
  [
    /\bcheap(?:est|er)?\b.*(?:\bself-? ?host|\bown (?:machines|gpus?|servers?|hardware)\b)/,
    ["Smallest GPUs that serve it"],
  ],
  [/\bcheap(?:est|er)?\b.*\b(?:run|host|serve|use)\b/, ["Price per million tokens", "Smallest GPUs that serve it"]],
  [/\b(?:costs?|prices?|priced|pricing|how much|charges?)\b/, ["Price per million tokens"]],
  [/\bhow many (?:parameters|params)\b|\bparameter count\b/, ["Parameters"]],
  [/\bwhen was\b.*\breleased\b|\brelease date\b/, ["Released"]],
];
/** These ask for what nobody holds here, or for advice. */
const isElse =
  /\b(?:subscription|seats?|plan|tier|train(?:ing)?|fine-?tun\w*|clauses?|allow\w*|permit\w*|forbid\w*|users|will|going to|better|should|why|trend|raise\w*|increase\w*|last year|used to|in 20\d\d|openrouter|quanti\w+|electric\w*|co2|carbon|emi(?:t|ssion)\w*|kwh|power|rack|own)\b/;

export const catalogueFacts: Advisor = {
  name: "catalogue facts",
  summary: "Ask for a price, a licence, a context window, memory or hardware of a model, or for a GPU's price.",
  example: "How much VRAM does Llama 3.3 70B need?",
  reply(asked, { costs, catalog, today }) {
    const { lower } = asked;
    if (!costs || lower.split(/\s+/).length > longest) return undefined;
    const named = namesIn(lower, costs);
    const plain = { desk: costs, today: today(), lower, named, sheets: sheetsOf(named, costs, today()) };
    const assumed = withTypical(plain);
    const from = assumed?.from ?? plain;
    const card = asksWhetherItFits(lower) ? cardIn(lower, named) : undefined;
    const strangers = named.gpus.length > 0 || card ? [] : unknownGpus(named.unknown);
    if (strangers.length > 0 && (asksWhetherItFits(lower) || asksPrice.test(lower)))
      return {
        reply: plainReply(
          "abstain",
          "Not in my catalogue",
          strangers.map(
            (name) =>
              `${unknownName(name, costs)} ${notHeld} the memory or the price of others: say how much memory it has, for example “a 24 GB card”, and I work out what fits.`,
          ),
          catalog,
        ),
        entries: [],
        confidence: 1,
      };
    const told =
      (assumed ? undefined : breakEvenFact(from)) ??
      (isElse.test(canItRun(from) ? lower.replaceAll(/\b(?:will|own)\b/g, "") : lower) ||
      (named.gpus.length === 0 && isSubscription(lower))
        ? undefined
        : (page(lower) ?? (assumed && !canItRun(from) ? undefined : ofNames(from, card))));
    if (!told) return undefined;
    const gpus = unknownGpus(named.unknown);
    const notOurs = named.unknown.filter((name) => !gpus.includes(name));
    const unknown = notOurs.filter((name) => nearestTo(name, costs));
    const before = [
      ...(assumed ? [assumed.says] : []),
      ...notOurs.map((name) => unknownName(name, costs, notHeld)),
      ...readAs(named.short),
    ];
    const next: Block[] =
      told.more.length > 0
        ? [{ kind: "next", label: "Ask next", questions: assumed ? told.more.map(assumed.asked) : told.more }]
        : [];
    // A neighbour's figure would be taken for that of what was named: it is there for the asking.
    if (unknown.length > 0) {
      const questions = unknown.map((name) => lower.replace(name, nearestTo(name, costs)?.of.name ?? name));
      const ask: Block = { kind: "next", label: "Ask next", questions: questions.map(asSentence) };
      return {
        reply: plainReply("abstain", "Not in my catalogue", before, catalog, [ask]),
        entries: [],
        confidence: 1,
      };
    }
    return {
      reply: plainReply("answer", asSentence(told.title), [...told.texts.map(asSentence), ...before], catalog, [
        ...basisOf(told),
        ...next,
      ]),
      entries: [],
      confidence: 1,
    };
  },
};

/** "Will it run on our own two A100s?" asks for no forecast; and of a size alone nothing else is told. */
const canItRun = ({ lower, named }: Named1): boolean =>
  named.models.length > 0 && asksWhetherItFits(lower) && (named.gpus.length > 0 || cardIn(lower, named) !== undefined);
const asksMany =
  /\bhow many (?:\w+ )?(?:gpus?|it|graphics cards?)(?: for| to| do| does| would| are|$)|\b(?:which|what)(?: kind of)? (?:gpus?|hardware)\b|\b(?:minimum|smallest|least) (?:gpus?|hardware|it)\b|\bneed \d+ (?:gpus?|graphics cards?|it)\b/;

const basisOf = ({ basis = [] }: Told): Block[] =>
  basis.length === 0
    ? []
    : [
        { kind: "text", text: "**What these figures rest on**", cites: [] },
        { kind: "points", points: basis.map((text) => ({ text, cites: [] })) },
      ];

/** "none: reached through its vendor" answers a table's row and no question. */
const isMissing = ({ value }: Fact): boolean => /^(?:none|not known|not published)\b/.test(value);
/** Nobody pays for a model by the month alone: that is a subscription. */
const isSubscription = (lower: string): boolean =>
  /\b(?:a|per) (?:month|year)\b/.test(lower) && !/tokens?|gpu/.test(lower);
const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Prices and hardware of the usual one are of use to whoever names a family alone. */
const isOfFamilies = (wanted: readonly SheetRow[]): boolean =>
  wanted.some((row) => /^(?:Price|Memory|Smallest)/.test(row));

/** Of what is named, and of the nearest to what is not. */
export function sheetsOf(named: Named, desk: CostDesk, today: string): ModelSheet[] {
  const near = named.unknown.flatMap((name) => nearestTo(name, desk) ?? []);
  const closed = [...named.endpoints, ...near.flatMap((one) => (one.kind === "endpoint" ? one.of : []))];
  const open = [...named.models, ...near.flatMap((one) => (one.kind === "model" ? one.of : []))];
  return [
    ...[...new Set<Endpoint>(closed)].map((one) => closedSheet(one, desk, today)),
    ...[...new Set<OpenModel>(open)].map((one) => openSheet(one, desk, today)),
  ];
}

function ofNames(from: Named1, card: Card | undefined): Told | undefined {
  const { lower, named, sheets, desk, today } = from;
  const [gpu] = named.gpus;
  const spoken = named.rest.replaceAll(/\s+/g, " ");
  if (sheets.length > 0 && asksMany.test(spoken) && !/tokens|parameters|params/.test(spoken)) return gpusFact(from);
  if (gpu && named.models[0] && asksWhetherItFits(lower)) return fitFact(from, named.models[0], gpu);
  if (card && named.models[0]) return cardFact(from, named.models[0], card);
  const asksGpuPrice = asksPrice.test(lower) && !memoryWords.test(lower);
  if (gpu && sheets.length === 0) return asksGpuPrice ? gpuPriceFact(gpu, today, named.gpuCount) : undefined;
  if (gpu && asksGpuPrice && /\b(?:run|host|serve)(?:s|ning|ting|ing)?\b|\bself-?host/.test(lower))
    return gpuPriceFact(gpu, today, named.gpuCount);
  const memory = memoryWords.test(lower) ? memoryFact(from) : undefined;
  if (memory) return memory;
  const [, wanted] = rows.find(([pattern]) => pattern.test(lower)) ?? [];
  if (!wanted || sheets.length === 0) return undefined;
  const isFamily = named.short.some(({ isOnly }) => !isOnly);
  if (wanted.length === 0) return isFamily ? undefined : makerFact(from);
  if (!isOfFamilies(wanted) && isFamily) return undefined; // of a family the entries say it
  const told = sheets.flatMap(({ name, facts }) =>
    wanted.flatMap((row) =>
      facts[row].source === "" || isMissing(facts[row])
        ? []
        : [`${name}: ${titleOf(row)} **${facts[row].value}**${sourced(facts[row])}`],
    ),
  );
  if (told.length === 0) return undefined;
  const first = sheets[0]?.name ?? "";
  const other = desk.book.models.find(({ name }) => name !== first)?.name ?? "";
  return {
    title: `${first}: ${wanted[0] ?? ""}`,
    texts: told,
    more: [`Compare ${first} and ${sheets[1]?.name ?? other}`, `What would 10k requests a day cost on ${first}?`],
  };
}

const titleOf = (row: SheetRow): string => row.charAt(0).toLowerCase() + row.slice(1);
export const sourced = ({ asOf, source, also = [] }: Pick<Fact, "asOf" | "source" | "also">): string =>
  `, ${[{ asOf, source }, ...also].map((read) => `as of ${read.asOf} (${read.source})`).join(", and ")}.`;

function makerFact({ sheets, desk }: Named1): Told | undefined {
  const [sheet] = sheets;
  if (!sheet) return undefined;
  const model = desk.book.models.find(({ id }) => id === sheet.id);
  const [maker = ""] = (model?.huggingFaceId ?? "").split("/");
  const provider = desk.book.providers.find(({ id }) => sheet.id.startsWith(`${id}/`));
  const text = model
    ? `${model.name} is published by **${maker}** on Hugging Face (${model.huggingFaceId})${sourced({ asOf: model.released, source: model.source })}`
    : `${sheet.name} is sold by **${provider?.name ?? ""}**${sourced(sheet.facts.Kind)}`;
  return { title: `Who makes ${sheet.name}`, texts: [text], more: [`What is the licence of ${sheet.name}?`] };
}

/** Our own measure of sizes, which every cost in words rests on. */
const page = (lower: string): Told | undefined =>
  /\bhow many tokens\b.*\b(?:page|word)s?\b|\btokens (?:per|in a|on a) (?:page|word)\b/.test(lower)
    ? {
        title: "Tokens of a page",
        texts: [
          `I take a page as about **${countText(tokensPerPage)} tokens** and a word as ${tokensPerWord.toFixed(2)}: an assumption of ours, for English (src/core/cost/words/amounts.ts). Count your own texts before you rely on it.`,
        ],
        more: ["What would 10k requests a day cost, 2 pages in, half a page out?"],
      }
    : undefined;
