import type { ContextBlock, HeaderBlock, SectionBlock, TableBlock } from "@slack/types";
import { sourceLine, toPlain } from "../core/plain.ts";
import { type Block, type Cited, draw, type Drawings, type Reply } from "../core/reply.ts";
import { lengthOf, limits, shorten, split } from "./limits.ts";
import { bold, mrkdwn, safe } from "./safe.ts";

/** What `chat.postMessage` takes: blocks, and the same as text for notifications, screen readers and old clients. */
export interface Message {
  readonly text: string;
  readonly blocks: SlackBlock[];
}

export type SlackBlock = HeaderBlock | SectionBlock | ContextBlock | TableBlock;
type Table = Extract<Block, { kind: "table" }>;

const noText = "I have nothing to say to this.";
const shortened = "This reply is longer than a Slack message may be; its end is left out. Ask about one part of it.";

// `verbatim`: Slack must not turn names or addresses in our text into mentions and links.
const section = (text: string): SectionBlock => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } });
const context = (text: string): ContextBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text, verbatim: true }],
});
const sections = (text: string): SectionBlock[] => split(text, limits.sectionText).map(section);
const contexts = (text: string): ContextBlock[] => split(text, limits.sectionText).map(context);

const cited = (c: Cited): string => mrkdwn(c.text) + (c.cites.length > 0 ? ` [${c.cites.join(", ")}]` : "");

const drawings: Drawings<readonly SlackBlock[]> = {
  text: (b) => sections(cited(b)),
  points: (b) => sections(b.points.map((point) => `• ${cited(point)}`).join("\n")),
  steps: (b) => sections(b.steps.map((step, i) => `${i + 1}. ${cited(step)}`).join("\n")),
  note: (b) => contexts(mrkdwn(b.text)),
  table: (b) => nativeTable(b) ?? tableAsText(b),
  next: (b) => sections([bold(b.label), ...b.questions.map((question) => `• ${safe(question)}`)].join("\n")),
};

// Slack refuses a cell without text.
const cellText = (text: string | undefined): string => safe(text ?? "").trim() || "–";

/** A table block under its caption; undefined if it is too wide, or too long even with one row. */
function nativeTable(table: Table): SlackBlock[] | undefined {
  const width = table.columns.length;
  if (width === 0 || width > limits.tableColumns) return undefined;
  const rows: TableBlock["rows"] = [];
  let size = 0;
  for (const cells of [table.columns, ...table.rows]) {
    const row = table.columns.map((_, i) => cellText(cells[i]));
    size += row.reduce((sum, text) => sum + lengthOf(text), 0);
    if (size > limits.tableText || rows.length === limits.tableRows) break;
    rows.push(row.map((text) => ({ type: "raw_text" as const, text })));
  }
  if (rows.length < Math.min(2, table.rows.length + 1)) return undefined;
  const hidden = table.rows.length + 1 - rows.length;
  return [
    ...sections(bold(table.caption)),
    { type: "table", rows, column_settings: table.columns.map(() => ({ is_wrapped: true })) },
    ...(hidden > 0 ? [context(`${hidden} more ${hidden === 1 ? "row is" : "rows are"} not shown here.`)] : []),
  ];
}

const tableAsText = (table: Table): SlackBlock[] => [
  ...sections(bold(table.caption)),
  ...sections(safe(plainOf({ ...table, caption: "" }))),
];

const plainOf = (block: Block): string =>
  toPlain({ kind: "table", title: "", blocks: [block], citations: [], knowledgeVersion: "" });

function sourcesOf(reply: Reply): SlackBlock[] {
  if (reply.citations.length === 0) return [];
  const lines = reply.citations.map((citation, i) => safe(sourceLine(citation, i + 1)));
  return [context(shorten(["*Sources*", ...lines].join("\n"), limits.sourcesText))];
}

function textsOf(block: SlackBlock): string[] {
  if (block.type === "table") return block.rows.flat().map((cell) => ("text" in cell ? (cell.text ?? "") : ""));
  if (block.type === "context") return block.elements.map((element) => ("text" in element ? element.text : ""));
  return [block.text?.text ?? ""];
}

const sizeOf = (block: SlackBlock): number => textsOf(block).reduce((sum, text) => sum + lengthOf(text), 0);

/** As much of `body` as fits into one message before `tail`, which always fits; what is left out is said. */
function fit(body: readonly SlackBlock[], tail: readonly SlackBlock[]): SlackBlock[] {
  const kept: SlackBlock[] = [];
  const most = limits.blocks - tail.length - 1;
  let room = limits.allText - lengthOf(shortened) - tail.reduce((sum, block) => sum + sizeOf(block), 0);
  for (const block of body) {
    if (kept.length === most) return [...kept, context(shortened), ...tail];
    if (sizeOf(block) > room) {
      const part = block.type === "section" && room >= 200 ? [section(shorten(block.text?.text ?? "", room))] : [];
      return [...kept, ...part, context(shortened), ...tail];
    }
    kept.push(block);
    room -= sizeOf(block);
  }
  return [...kept, ...tail];
}

function headerOf(reply: Reply): SlackBlock[] {
  const title = shorten(safe(reply.title).replaceAll(/\s+/g, " ").trim(), limits.headerText);
  return title === "" || reply.kind === "smalltalk"
    ? []
    : [{ type: "header", text: { type: "plain_text", text: title, emoji: false } }];
}

/** The reply as one Slack message that Slack takes: whatever it holds, it is within every limit. */
export function render(reply: Reply): Message {
  const body: SlackBlock[] = headerOf(reply);
  for (const block of reply.blocks) {
    const second = block.kind === "table" && body.some((drawn) => drawn.type === "table");
    body.push(...(second ? tableAsText(block) : draw(block, drawings)));
  }
  const blocks = fit(body, sourcesOf(reply));
  const text = safe(toPlain(reply)).trim() || safe(reply.title).trim() || noText;
  return { text: shorten(text, limits.fallbackText), blocks: blocks.length > 0 ? blocks : [section(noText)] };
}
