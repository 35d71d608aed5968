/** The `unanswered` command: what people asked in vain, most asked first. */
import { send, toJson } from "./ask.ts";
import { clean, lookOf, type Output, paragraph } from "./layout.ts";

interface Question {
  readonly text: string;
  /** ISO 8601. */
  readonly at: string;
  readonly nearest: string | null;
}

export interface UnansweredCommand {
  readonly list: () =>
    | { readonly ok: true; readonly questions: readonly Question[] }
    | { readonly ok: false; readonly what: string };
  readonly json: boolean;
  readonly io: { readonly stdout: Output; readonly stderr: Output };
}

interface Group {
  /** As it was asked last. */
  readonly text: string;
  readonly count: number;
  readonly lastAt: string;
  readonly nearest: string | null;
}

/** Returns the exit code: 0, or 1 when the list cannot be read. */
export async function runUnanswered({ list, json, io }: UnansweredCommand): Promise<number> {
  const listed = list();
  if (!listed.ok) {
    await send(io.stderr, `${listed.what}\n`);
    return 1;
  }
  const groups = grouped(listed.questions);
  const look = lookOf(io.stdout);
  const total = listed.questions.length;
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
    `${json ? toJson({ total, questions: groups }) : [paragraph(heading, look), ...note, ...lines].join("\n")}\n`,
  );
  return 0;
}

/** As `store/redact` puts them. */
const placeholder = /\[(email|phone|number|key|id|url|mention)\]/;

function grouped(questions: readonly Question[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { text, at, nearest } of questions.toSorted((a, b) => a.at.localeCompare(b.at))) {
    const key = normalised(text);
    const before = groups.get(key);
    groups.set(key, { text, count: (before?.count ?? 0) + 1, lastAt: at, nearest: nearest ?? before?.nearest ?? null });
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count || b.lastAt.localeCompare(a.lastAt));
}

/** Case, punctuation and spacing make no difference, unless there is nothing else. */
function normalised(text: string): string {
  const plain = clean(text).normalize("NFKC").toLowerCase();
  return (
    plain
      .replaceAll(/[^\p{L}\p{M}\p{N}$€£%+.]+/gu, " ")
      .replaceAll(/\.(?!\d)/g, "")
      .trim() || plain
  );
}
