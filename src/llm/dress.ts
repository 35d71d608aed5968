/** A reply in other words: its claims are said by the verified sentences, and everything else of it stays as it was composed. */
import type { Block, Reply } from "../core/reply.ts";
import type { BackendName } from "../core/route/policy.ts";
import type { Sentence } from "./write.ts";

export interface Worded {
  readonly backend: BackendName;
  readonly model: string;
  /** The host, where it is not the organisation's own. */
  readonly outside?: string | undefined;
}

/** Which blocks a model may put into other words. A verdict, a sum, a table, a doubt and what to ask next are never among them. */
export type Wordable = "text and points" | "points";

const isReplaced = (block: Block, wordable: Wordable): boolean =>
  block.kind === "points" || (wordable === "text and points" && block.kind === "text");

export function dress(reply: Reply, sentences: readonly Sentence[], wordable: Wordable, by?: Worded): Reply {
  const [first, ...rest] = sentences;
  if (!first) return reply;
  const said: Block[] =
    wordable === "points"
      ? [{ kind: "points", points: sentences }]
      : [{ kind: "text", ...first }, ...(rest.length > 0 ? [{ kind: "points", points: rest } as const] : [])];
  const at = reply.blocks.findIndex((block) => isReplaced(block, wordable));
  if (at < 0) return reply;
  const kept = (blocks: readonly Block[]): Block[] => blocks.filter((block) => !isReplaced(block, wordable));
  const after = kept(reply.blocks.slice(at));
  const footer: Block[] = by ? [{ kind: "note", text: wordedBy(by) }] : [];
  const next = after.findIndex((block) => block.kind === "next");
  const [before, behind] = next < 0 ? [after, []] : [after.slice(0, next), after.slice(next)];
  const blocks = [...kept(reply.blocks.slice(0, at)), ...said, ...before, ...footer, ...behind];
  return { ...reply, blocks, ...(by ? { byModel: true } : {}) };
}

const places: Readonly<Record<BackendName, string>> = { open: "on your own servers", closed: "at its vendor" };
/** Names of models and hosts come from whoever runs us, and still go out as plain words. */
const plainName = (name: string): string => name.replaceAll(/[^\p{L}\p{N}._:/-]/gu, "");
/** The model, and where it runs. */
export const placed = ({ backend, model, outside }: Worded): string =>
  `${plainName(model)} ${outside === undefined ? places[backend] : `at ${plainName(outside)}`}`;
export const wordedBy = (by: Worded): string =>
  `Worded by ${placed(by)}; every sentence was checked against the sources.`;
export const askedInVain = (by: Worded): string =>
  `${placed(by)} was asked to word this, too; its words are not used, and this answer is composed without them.`;
