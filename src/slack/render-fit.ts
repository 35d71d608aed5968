import { leftOutSays } from "../core/left-out.ts";
import type { Block } from "../core/reply.ts";
import { limits, shorten } from "./limits.ts";
import { context, section, sizeOf, type SlackBlock } from "./render-blocks.ts";

/** A block to be shown, and which block of the reply it draws. */
export interface Part {
  readonly block: SlackBlock;
  /** Undefined for what is no block of the reply: title and question. */
  readonly of: Block | undefined;
  /** The same as text, for when there is no room for the whole of it. */
  readonly asText?: string;
}

const longestNote = 400;

const leftOut = (blocks: readonly Block[]): SlackBlock => context(leftOutSays(blocks, "a Slack message may be"));

const sum = (blocks: readonly SlackBlock[]): number => blocks.reduce((total, block) => total + sizeOf(block), 0);

/** Whether all of it is one message. */
export const fitsWhole = (parts: readonly Part[], tail: readonly SlackBlock[]): boolean =>
  parts.length + tail.length <= limits.blocks && sum(parts.map((part) => part.block)) + sum(tail) <= limits.allText;

/** As much of the parts as fits into one message before `tail`, which always fits; then what is left out. */
export function fit(parts: readonly Part[], tail: readonly SlackBlock[]): SlackBlock[] {
  if (fitsWhole(parts, tail)) return [...parts.map((part) => part.block), ...tail];
  const most = limits.blocks - tail.length - 1;
  let room = limits.allText - longestNote - sum(tail);
  const kept: SlackBlock[] = [];
  for (const [i, { block, asText }] of parts.entries()) {
    const size = sizeOf(block);
    if (kept.length < most && size <= room) {
      kept.push(block);
      room -= size;
      continue;
    }
    const text = block.type === "section" ? (block.text?.text ?? "") : (asText ?? "");
    if (kept.length < most && room >= 200 && text !== "")
      kept.push(section(shorten(text, Math.min(room, limits.sectionText))));
    return [...kept, leftOut(parts.slice(i).flatMap((part) => part.of ?? [])), ...tail];
  }
  return [...kept, ...tail];
}
