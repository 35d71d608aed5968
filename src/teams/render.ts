import { gist, sourceLine, toPlain } from "../core/plain.ts";
import {
  type Block,
  chartAsTable,
  type Cited,
  draw,
  type Drawings,
  type Reply,
  claims,
  type ReplyKind,
} from "../core/reply.ts";
import { askNext, checkAnswerId, type Offer, offer } from "./actions.ts";
import {
  box,
  buttons,
  card,
  type Card,
  fold,
  heading,
  markdown,
  type Piece,
  type Press,
  pressable,
  says,
  small,
  verbatim,
} from "./cards.ts";
import { costButtons } from "./cost-card.ts";
import { line, limits, shorten } from "./limits.ts";
import { fit, type Part } from "./render-fit.ts";
import { nativeChart, nativeTable, tableAsText } from "./render-tables.ts";
import { bold, literal, marked, safe } from "./safe.ts";
import { namedIn, type Trust } from "./trust.ts";

/** What is posted: words, and below them a card for what words cannot do. */
export interface Message {
  /** Markdown; empty where the card says it all. */
  readonly text: string;
  /** For notifications and lists of chats. */
  readonly summary: string;
  readonly card?: Card | undefined;
  readonly trust: Trust;
  /** People may say whether it was useful. */
  readonly canVote: boolean;
}

export interface RenderOptions {
  /** Opaque: buttons carry it and nothing else. Without it there are none. */
  readonly answerId?: string;
  /** One person alone sees the answer, and may share it where they asked. */
  readonly canShare?: boolean;
  /** The question, shown above the answer where it does not stand above it already. */
  readonly asked?: string;
  /** Said first, on a summary that a button was pressed on. */
  readonly note?: string | undefined;
  /** The buttons below; what fits the kind of reply when left out. */
  readonly offers?: readonly Offer[];
}

/** What fits a reply of this kind, unless the caller says otherwise. */
const usual: Readonly<Record<ReplyKind, readonly Offer[]>> = {
  answer: ["compare", "assess"],
  table: ["assess"],
  assessment: ["compare"],
  cost: ["compare", "assess"],
  start_flow: ["assess"],
  abstain: [],
  refuse: [],
  help: ["compare", "assess"],
  smalltalk: [],
};
const noText = "I have nothing to say to this.";

/** Teams makes a chip of `[1]`, and of nothing else: several stand one by one. */
const cited = (c: Cited): string => marked(c.text) + c.cites.map((n) => ` [${n}]`).join("");
/** Lines of one text are paragraphs of Markdown. */
const paragraphs = (text: string): string => text.replaceAll(/\n+/g, "\n\n");

/** A file to copy: as words, its lines would be paragraphs, without what they begin with. */
const fenced = /^```\w*\n([^]*?)^```$/m;

/** Words as Markdown; undefined for what needs a card. */
const asWords: Drawings<string | undefined> = {
  text: (b) => (fenced.test(b.text) ? undefined : paragraphs(cited(b))),
  points: (b) => b.points.map((point) => `- ${cited(point).replaceAll(/\s*\n\s*/g, " ")}`).join("\n"),
  steps: (b) => b.steps.map((step, i) => `${i + 1}. ${cited(step).replaceAll(/\s*\n\s*/g, " ")}`).join("\n"),
  note: (b) =>
    `_${marked(b.text)
      .replaceAll(/\s*\n\s*/g, " ")
      .trim()}_`,
  table: () => undefined,
  chart: () => undefined,
  next: () => undefined,
};

/** Pieces of one card: it takes two charts, and its questions are numbered throughout. */
function pieces(answerId: string | undefined): Drawings<readonly Piece[]> {
  let charts = 0;
  let questions = 0;
  const table: Drawings<readonly Piece[]>["table"] = (b) => nativeTable(b) ?? tableAsText(b);
  return {
    text: (b) =>
      b.text.split(fenced).flatMap((text, i): Piece[] => {
        if (i % 2 === 0) return text.trim() === "" ? [] : [markdown(paragraphs(cited({ ...b, text: text.trim() })))];
        return [verbatim(text, limits.text)[0]];
      }),
    points: (b) => [markdown(asWords.points(b) ?? "")],
    steps: (b) => [markdown(asWords.steps(b) ?? "")],
    note: (b) => [small(b.text)],
    table,
    chart: (b) => {
      const native = charts < limits.chartsAMessage ? nativeChart(b) : undefined;
      charts += native === undefined ? 0 : 1;
      return native ?? table(chartAsTable(b));
    },
    next: (b) => {
      const first = questions;
      questions += b.questions.length;
      return nextPieces(b, answerId, first);
    },
  };
}

/** Questions to ask next: lines to press, for buttons would cut them off; or a list where nothing can be pressed. */
function nextPieces(next: Extract<Block, { kind: "next" }>, answerId: string | undefined, first: number): Piece[] {
  const asked = next.questions.flatMap((question, i) => {
    const text = line(literal(question), limits.askedText);
    return text === "" ? [] : [{ text, number: first + i }];
  });
  const lines =
    answerId === undefined
      ? [markdown(asked.map(({ text }) => `- ${safe(text)}`).join("\n"))]
      : asked.map(({ text, number }) => pressable(askNext(text, answerId, number), text));
  return [markdown(bold(next.label)), ...lines];
}

/** The questions that `next` buttons ask, in the order of their numbers. */
export const questionsOf = (reply: Reply): string[] =>
  reply.blocks.flatMap((block) => (block.kind === "next" ? block.questions : []));

const sourcesId = "sources";
const roomAbove = 1_000; // characters, for a title and a note

/** The reply as one message that Teams takes: whatever it holds, it is within every limit. */
export function render(reply: Reply, options: RenderOptions = {}): Message {
  const { canShare = false, asked, offers, note } = options;
  const answerId = options.answerId === undefined ? undefined : checkAnswerId(options.answerId);
  // A summary that its buttons change is one card: they can't change words above it.
  const summary = answerId === undefined ? undefined : reply.workload;
  const firstInCard = summary ? 0 : reply.blocks.findIndex((block) => draw(block, asWords) === undefined);
  const at = firstInCard === -1 ? reply.blocks.length : firstInCard;
  const words = reply.blocks.slice(0, at).flatMap((block) => draw(block, asWords) ?? []);
  const title = reply.kind === "smalltalk" || summary ? "" : bold(line(reply.title, limits.title));
  const quoted =
    asked === undefined || asked.trim() === "" ? "" : `${bold("Asked:")} ${safe(line(asked, limits.askedText))}`;
  const text = cutAtParagraph([quoted, title, ...words].filter((each) => each !== "").join("\n\n"), limits.text);

  const by = pieces(answerId);
  const parts: Part[] = reply.blocks.slice(at).flatMap((of) =>
    draw(of, by)
      .filter(isSaid)
      .map((piece) => ({ piece, of })),
  );
  const hasSources = reply.citations.length > 0;
  const lines = reply.citations.map((each, i) => sourceLine(each, i + 1));
  const sources = hasSources ? [hidden(lines)] : [];
  const share = canShare && claims[reply.kind] && reply.kind !== "abstain" ? (["share"] as const) : [];
  const kinds = answerId === undefined ? [] : [...new Set([...(offers ?? usual[reply.kind]), ...share])];
  const presses: Press[] = kinds.map((kind) => offer(kind, answerId ?? ""));
  const levers = summary && answerId !== undefined ? costButtons(summary, answerId) : [];
  const tail = [...levers, ...buttons(...presses, ...(hasSources ? [fold("Sources", sourcesId)] : [])), ...sources];
  const above = [...(note === undefined ? [] : [says(note)]), ...(summary ? [heading(reply.title)] : [])];
  const body = [...above, ...fit(parts, tail, limits.body - text.length - limits.summary - roomAbove)];
  const isWide = body.some(({ type }) => type === "Table" || type.startsWith("Chart."));
  const hasCard = body.length > 0;
  return {
    text: text === "" && !hasCard ? noText : text,
    summary: line(literal(gist(reply) || reply.title || toPlain(reply)).replaceAll("`", ""), limits.summary) || noText,
    ...(hasCard ? { card: card(body, isWide ? { msteams: { width: "full" } } : {}) } : {}),
    trust: { citations: namedIn(text, reply.citations), byModel: reply.byModel === true },
    canVote: answerId !== undefined && claims[reply.kind],
  };
}

/** The whole of a reply as pieces of a card, within so much room: for cards that are more than an answer. */
export function replyPieces(reply: Reply, most: number): Piece[] {
  const by = pieces(undefined);
  const parts: Part[] = reply.blocks.flatMap((of) =>
    draw(of, by)
      .filter(isSaid)
      .map((piece) => ({ piece, of })),
  );
  const lines = reply.citations.map((each, i) => sourceLine(each, i + 1));
  const sources = lines.length === 0 ? [] : [...buttons(fold("Sources", sourcesId)), hidden(lines)];
  return [...(reply.title.trim() === "" ? [] : [heading(reply.title)]), ...fit(parts, sources, most)];
}

const hidden = (lines: readonly string[]): Piece => box(sourceLines(lines), { id: sourcesId, isVisible: false });
const sourceLines = (lines: readonly string[]): Piece[] =>
  [shorten(lines.join("\n"), limits.sourcesText)]
    .flatMap((text) => text.split("\n").map((each) => says(each, { size: "Small" })))
    .filter(isSaid);
/** Clients draw nothing, or an error, for a text of nothing. */
const isSaid = (piece: Piece): boolean => piece.type !== "TextBlock" || piece.text.trim() !== "";

/** Markdown is cut between paragraphs: nowhere else are its marks whole. */
function cutAtParagraph(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept: string[] = [];
  let size = 0;
  for (const paragraph of text.split("\n\n")) {
    size += paragraph.length + 2;
    if (size > most - cutNote.length) break;
    kept.push(paragraph);
  }
  return [...kept, cutNote].join("\n\n");
}
const cutNote = "_This is longer than a message here may be, so the rest is left out. Ask about one part of it._";
