import { type Block, chartAsTable, type Citation, type Cited, draw, type Drawings, type Reply } from "./reply.ts";

const marks = (cites: readonly number[]): string => (cites.length > 0 ? ` [${cites.join(", ")}]` : "");
const cited = (c: Cited): string => c.text + marks(c.cites);

/** One line a source, for every platform: what the entry is called, what it rests on, when it was last read. */
export const sourceLine = (citation: Citation, number: number): string =>
  `[${number}] ${citation.title}. From: ${citation.documents.join("; ")}. Reviewed ${citation.reviewed}.`;

const tableCell = (text: string): string => text.replaceAll("|", "/").replaceAll(/\s+/g, " ");

const markdown: Drawings<string> = {
  text: cited,
  points: (b) => b.points.map((p) => `- ${cited(p)}`).join("\n"),
  steps: (b) => b.steps.map((s, i) => `${i + 1}. ${cited(s)}`).join("\n"),
  note: (b) => `_${b.text.replaceAll("_", " ")}_`,
  table: (b) =>
    [
      `**${b.caption}**`,
      "",
      `| ${b.columns.map(tableCell).join(" | ")} |`,
      `| ${b.columns.map(() => "---").join(" | ")} |`,
      ...b.rows.map((row) => `| ${row.map(tableCell).join(" | ")} |`),
    ].join("\n"),
  chart: (b) => markdown.table(chartAsTable(b)),
  next: (b) => `${b.label}\n${b.questions.map((q) => `- ${q}`).join("\n")}`,
};

const plain: Drawings<string> = {
  ...markdown,
  note: (b) => b.text,
  table: (b) =>
    [
      b.caption,
      ...b.rows.map((row) => row.map((cell, i) => (i === 0 ? cell : `${b.columns[i] ?? ""}: ${cell}`)).join("; ")),
    ].join("\n"),
  chart: (b) => plain.table(chartAsTable(b)),
};

const noBold = (text: string): string => text.replaceAll("**", "");

/** The reply as Markdown, tables and all; readable as it is. */
export function toMarkdown(reply: Reply): string {
  return [...reply.blocks.map((b) => draw(b, markdown)), ...sourcesOf(reply)].join("\n\n");
}

/** The reply as text that nothing has to render: the fallback of every platform. */
export function toPlain(reply: Reply): string {
  return noBold([...reply.blocks.map((b) => draw(b, plain)), ...sourcesOf(reply)].join("\n\n"));
}

const sourcesOf = (reply: Reply): string[] =>
  reply.citations.length === 0 ? [] : [`Sources\n${reply.citations.map((c, i) => sourceLine(c, i + 1)).join("\n")}`];

/** The first sentence of a reply, for notifications. */
export function gist(reply: Reply): string {
  const first = reply.blocks.find((b): b is Extract<Block, { kind: "text" }> => b.kind === "text");
  return noBold(first?.text ?? reply.title);
}
