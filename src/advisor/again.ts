import type { Block, Reply } from "../core/reply.ts";

const asksShorter =
  /^(please |pls |can you |could you |and |ok |now |give me |in |the |that |make it |say it |just )*(much )?(shorter|briefer|brief(ly)?|short(er)? (version|answer|form)|tl;?dr|summary|summari[sz]e( it| that| this)?|(one|a single|two) (sentence|line)s?|in short|short|simpler|simple words|plain (english|words)|eli5|too long( didn'?t read)?|bottom line|nutshell)\b( please| pls| then| version| english)*\W*$/;

/** Whether a message wants the answer before it again, in fewer words. */
export const wantsItShorter = (lower: string): boolean => asksShorter.test(lower.trim());

/** The first thing that a reply says, with its sources; a table stays, since it is what was asked for. */
export function shorter(reply: Reply): Reply {
  const first = reply.blocks.find((block) => block.kind === "text");
  const kept = reply.blocks.filter((block) => block === first || block.kind === "table");
  if (kept.some((block) => block.kind === "table")) return { ...reply, blocks: kept };
  // Sources are numbered in the order of their mention, so those of the first text are the first.
  return { ...reply, blocks: kept, citations: reply.citations.slice(0, Math.max(0, ...kept.flatMap(citesOf))) };
}

const citesOf = (block: Block): readonly number[] => (block.kind === "text" ? block.cites : []);
