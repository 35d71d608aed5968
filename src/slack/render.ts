import { gist, toPlain } from "../core/plain.ts";
import { type Block, type Cited, chartAsTable, draw, type Drawings, type Reply } from "../core/reply.ts";
import { checkAnswerId } from "./actions.ts";
import { limits, shorten } from "./limits.ts";
import { costButtons, feedbackOf, nextAsButtons, nextAsText, type Offer, offersOf } from "./render-actions.ts";
import {
  type AskedBy,
  askedOf,
  contexts,
  headerOf,
  section,
  sections,
  type SlackBlock,
  sourcesOf,
} from "./render-blocks.ts";
import { fit, fitsWhole, type Part } from "./render-fit.ts";
import { nativeChart, nativeTable, tableAsText } from "./render-tables.ts";
import { mrkdwn, safe } from "./safe.ts";
import type { Chart } from "./pictures.ts";

/** What `chat.postMessage` takes: blocks, and the same as text for notifications, screen readers and old clients. */
export interface Message {
  readonly text: string;
  readonly blocks: SlackBlock[];
  /** Which of the blocks draw a chart: for where Slack does not take it. */
  readonly charts?: readonly ChartShown[];
}

/** A chart, and the first block that shows it. */
export interface ChartShown {
  readonly block: SlackBlock;
  readonly chart: Chart;
  /** Whether Slack draws it, or another kind of chart of the same, or it is the table of one that Slack can't hold. */
  readonly as: "itself" | "otherwise" | "rows";
}

export interface RenderOptions {
  /** Opaque, 1 to 64 letters, digits, `_` or `-`: buttons carry it and nothing else. Without it there are none. */
  readonly answerId?: string;
  /** One person alone sees the answer, and may share it. */
  readonly private?: boolean;
  /** Whose question it answers, shown above it: for answers that are shared. */
  readonly askedBy?: AskedBy;
  /** Between the title and what the reply says. */
  readonly above?: readonly SlackBlock[];
  /** Buttons of the caller's own, before the sources. */
  readonly below?: readonly SlackBlock[];
  /** The buttons below; what fits the kind of reply when left out. */
  readonly actions?: readonly Offer[];
}

export type { AskedBy, SlackBlock } from "./render-blocks.ts";
export type { Offer } from "./render-actions.ts";

const noText = "I have nothing to say to this.";

const cited = (c: Cited): string => mrkdwn(c.text) + (c.cites.length > 0 ? ` [${c.cites.join(", ")}]` : "");

/** Drawings of one message: it takes one table and two charts, and its questions are numbered throughout. */
function drawings(answerId: string | undefined, shown: ChartShown[]): Drawings<readonly SlackBlock[]> {
  let tables = 0;
  let charts = 0;
  let questions = 0;
  const table: Drawings<readonly SlackBlock[]>["table"] = (b) => {
    const native = tables === 0 ? nativeTable(b) : undefined;
    tables += native === undefined ? 0 : 1;
    return native ?? tableAsText(b);
  };
  return {
    text: (b) => sections(cited(b)),
    points: (b) => sections(b.points.map((point) => `• ${cited(point)}`).join("\n")),
    steps: (b) => sections(b.steps.map((step, i) => `${i + 1}. ${cited(step)}`).join("\n")),
    note: (b) => contexts(mrkdwn(b.text)),
    table,
    chart: (b) => {
      const native = charts < limits.chartsAMessage ? nativeChart(b) : undefined;
      charts += native === undefined ? 0 : 1;
      const drawn = native ?? table(chartAsTable(b));
      const block = native?.find(({ type }) => type === "data_visualization") ?? drawn[0];
      const as = native === undefined ? "rows" : b.shape === "stack" ? "otherwise" : "itself";
      if (block) shown.push({ block, chart: b, as });
      return drawn;
    },
    next: (b) => {
      if (answerId === undefined) return nextAsText(b);
      const drawn = nextAsButtons(b, answerId, questions);
      questions += b.questions.length;
      return drawn;
    },
  };
}

/** The questions that `next` buttons ask, in the order of their numbers. */
export const questionsOf = (reply: Reply): string[] =>
  reply.blocks.flatMap((block) => (block.kind === "next" ? block.questions : []));

/** A table or chart as text, for when there is no room for it. */
function asText(of: Block, block: SlackBlock): string | undefined {
  if (block.type !== "table" && block.type !== "data_visualization") return undefined;
  const rows = of.kind === "chart" ? chartAsTable(of) : of;
  return rows.kind === "table" ? safe(toPlain({ ...empty, blocks: [{ ...rows, caption: "" }] })).trim() : undefined;
}
const empty = { kind: "table", title: "", blocks: [], citations: [], knowledgeVersion: "" } as const;

/** The parts with the first sentence of the reply right below the title. */
function answerFirst(parts: readonly Part[]): Part[] {
  const lead = parts.find((part) => part.of?.kind === "text");
  const above = parts.filter((part) => part.of === undefined);
  const rest = parts.filter((part) => part.of !== undefined && part !== lead);
  return lead === undefined ? [...parts] : [...above, lead, ...rest];
}

function textOf(reply: Reply): string {
  const whole = safe(toPlain(reply)).trim() || safe(reply.title).trim() || noText;
  const short = shorten(whole, limits.fallbackText);
  if (short === whole || reply.blocks[0]?.kind === "text") return short;
  return shorten(`${safe(gist(reply)).trim()}\n\n${whole}`.trim(), limits.fallbackText);
}

function drawn(reply: Reply, options: RenderOptions) {
  const { private: isPrivate = false, askedBy, actions } = options;
  const answerId = options.answerId === undefined ? undefined : checkAnswerId(options.answerId);
  const charts: ChartShown[] = [];
  const by = drawings(answerId, charts);
  const above = [...headerOf(reply), ...(options.above ?? []), ...(askedBy === undefined ? [] : askedOf(askedBy))];
  const parts: Part[] = above.map((block) => ({ block, of: undefined }));
  for (const of of reply.blocks)
    for (const block of draw(of, by)) {
      const text = asText(of, block);
      parts.push(text === undefined ? { block, of } : { block, of, asText: text });
    }
  const offers = answerId === undefined ? [] : offersOf(reply, answerId, isPrivate, actions);
  const feedback = answerId === undefined ? [] : feedbackOf(reply, answerId);
  const levers = answerId === undefined ? [] : costButtons(reply, answerId);
  const tail = [...levers, ...offers, ...(options.below ?? []), ...sourcesOf(reply)];
  return { parts, tail, full: [...tail, ...feedback], charts };
}

/** Whether nothing of the reply is left out when it is one message. */
export function isWhole(reply: Reply): boolean {
  const { parts, tail } = drawn(reply, {});
  return fitsWhole(parts, tail);
}

/** The reply as one Slack message that Slack takes: whatever it holds, it is within every limit. */
export function render(reply: Reply, options: RenderOptions = {}): Message {
  const { parts, tail, full, charts } = drawn(reply, options);
  const whole = fitsWhole(parts, full);
  const blocks = whole ? fit(parts, full) : fitsWhole(parts, tail) ? fit(parts, tail) : fit(answerFirst(parts), tail);
  const shown = charts.filter(({ block }) => blocks.includes(block));
  return {
    text: textOf(reply),
    blocks: blocks.length > 0 ? blocks : [section(noText)],
    ...(shown.length > 0 ? { charts: shown } : {}),
  };
}
