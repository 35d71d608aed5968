/** The `unanswered` command: what people asked in vain, most asked first. */
import { send, toJson } from "./json-lines.ts";
import { lookOf, type Output, paragraph } from "./layout.ts";

export interface UnansweredCommand {
  readonly list: () => Promise<
    | { readonly ok: true; readonly total: number; readonly groups: readonly Group[] }
    | { readonly ok: false; readonly what: string }
  >;
  readonly json: boolean;
  readonly io: { readonly stdout: Output; readonly stderr: Output };
}

interface Group {
  /** As it was asked last. */
  readonly text: string;
  readonly count: number;
  /** ISO 8601. */
  readonly lastAt: string;
  readonly nearest: string | null;
}

/** Returns the exit code: 0, or 1 when the list cannot be read. */
export async function runUnanswered({ list, json, io }: UnansweredCommand): Promise<number> {
  const listed = await list();
  if (!listed.ok) {
    await send(io.stderr, `${listed.what}\n`);
    return 1;
  }
  const { total, groups } = listed;
  const look = lookOf(io.stdout);
  const heading =
    total === 0
      ? "No unanswered question is on record."
      : `${total} unanswered question${total === 1 ? "" : "s"}, ${groups.length} different. To answer one, add an entry to the knowledge folder or put its words into the entry that is nearest.`;
  const note = groups.some(({ text }) => placeholder.test(text))
    ? [paragraph("Words such as [email] or [key] stand for what is not kept of a question.", look)]
    : [];
  const lines = groups.map(({ text, count, lastAt, nearest }) => {
    const near = nearest === null ? "nothing near" : `nearest: ${nearest}`;
    return paragraph(
      `${text.replaceAll(/\s+/g, " ")} (last ${lastAt.slice(0, 10)}; ${near})`,
      look,
      `${count}× `.padStart(6),
    );
  });
  await send(
    io.stdout,
    `${json ? toJson({ total, questions: groups.map(({ text, count, lastAt, nearest }) => ({ text, count, lastAt, nearest })) }) : [paragraph(heading, look), ...note, ...lines].join("\n")}\n`,
  );
  return 0;
}

/** As `store/redact` puts them. */
const placeholder = /\[(email|phone|number|key|id|url|mention)\]/;
