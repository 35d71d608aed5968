/** A reply as lines of text for a terminal: wrapped, coloured where the terminal shows colours, and harmless. */
import { chartAsTable, type Cited, draw, type Drawings, type Reply } from "../core/reply.ts";
import { flow, type Look, rich, type Run, run } from "./layout.ts";
import { table } from "./table.ts";

/** The reply without a line break at its end. No line is wider than the look's width; longer words are broken. */
export function render(reply: Reply, look: Look): string {
  const by = drawings(look);
  const parts = [...reply.blocks.map((block) => draw(block, by)), sources(reply, look)];
  return parts
    .map((lines) => lines.join("\n"))
    .filter((part) => part.trim() !== "")
    .join("\n\n");
}

/** What the reply offers to ask next, in the order of the numbers that `render` shows. */
export const nextQuestions = (reply: Reply): string[] =>
  reply.blocks.flatMap((block) => (block.kind === "next" ? block.questions : []));

/** Everything that is known of the reply's sources: entries, documents with their files, dates. */
export function sourcesInFull(reply: Reply, look: Look): string {
  const parts = reply.citations.map((citation, i) => {
    const lead = `[${i + 1}] `;
    const inner = " ".repeat(lead.length);
    const documents = citation.documents.map(
      (title, d) => `${title}${citation.sources[d] ? ` (${citation.sources[d]})` : ""}`,
    );
    return [
      ...flow(run(citation.title, "bold"), look, lead),
      ...documents.flatMap((document) => flow(run(document), look, `${inner}• `)),
      ...flow(run(`Entry ${citation.entry}, reviewed ${citation.reviewed}`, "dim"), look, inner),
    ].join("\n");
  });
  return parts.join("\n\n");
}

function drawings(look: Look): Drawings<string[]> {
  let asked = 0; // numbers go on over all blocks, so that each names one question
  const captioned: Drawings<string[]>["table"] = (b) => [...flow(run(b.caption, "bold"), look), ...table(b, look)];
  return {
    text: (b) => flow(cited(b), look),
    points: (b) => b.points.flatMap((point) => flow(cited(point), look, "• ")),
    steps: (b) => b.steps.flatMap((step, i) => flow(cited(step), look, `${i + 1}. `)),
    note: (b) => flow(run(b.text.replaceAll("**", ""), "dim"), look, "  "),
    table: captioned,
    chart: (b) => captioned(chartAsTable(b)),
    next: (b) => [
      ...flow(run(b.label, "bold"), look),
      ...b.questions.flatMap((question) => flow(run(question), look, `  ${++asked}. `)),
    ],
  };
}

function sources(reply: Reply, look: Look): string[] {
  if (reply.citations.length === 0) return [];
  const each = reply.citations.flatMap((citation, i) => {
    const lead = `[${i + 1}] `;
    const from = `From: ${citation.documents.join("; ")}. Reviewed\u00a0${citation.reviewed}.`;
    return [...flow(run(citation.title), look, lead), ...flow(run(from, "dim"), look, " ".repeat(lead.length))];
  });
  return [...flow(run("Sources", "bold"), look), ...each];
}

/** The space before the numbers does not break: they never stand alone on a line. */
const cited = ({ text, cites }: Cited): Run[] =>
  cites.length === 0
    ? rich(text)
    : [...rich(text.trimEnd()), { text: `\u00a0[${cites.join(",\u00a0")}]`, style: "dim" }];
