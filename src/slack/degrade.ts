/**
 * A message with its pictures: of charts that Slack draws otherwise or not at all, and where it does not take the message, of
 * the others, too; then their tables, then all of it words.
 */
import type { ImageBlock } from "@slack/types";
import { chartAsTable } from "../core/reply.ts";
import { codeOf } from "./api.ts";
import { limits } from "./limits.ts";
import type { Chart } from "./pictures.ts";
import type { Message } from "./render.ts";
import { sizeOf, type SlackBlock } from "./render-blocks.ts";
import { tableAsText } from "./render-tables.ts";
import { within } from "./within.ts";

/** As it goes out. */
export interface Wire {
  readonly text: string;
  readonly blocks?: Message["blocks"];
}
/** A chart as a picture that may be shown here; undefined where that can't be done. */
export type Picture = (chart: Chart, longestAlt: number) => Promise<ImageBlock | undefined>;

const leastAlt = 100; // characters
const longestDrawMs = 10_000;
/** An answer waits no longer for a picture that it can do without; once uploaded, the next one shows it. */
const longestWaitMs = 1_500;
/** Slack takes a file a moment before it can show it. */
const waitsMs = [300, 1_000, 2_500];
/** For a picture that the message can do without; the next one shows it. */
const shortWaitsMs = [300, 700];

/**
 * Sends a message; a limit that we do not know of must not cost anybody the answer.
 * @param isRefused whether Slack refused what the message is, not where it goes
 */
export async function degrade<T>(
  message: Message,
  send: (wire: Wire) => Promise<T>,
  picture: Picture | undefined,
  isRefused: (error: unknown) => boolean = refusedForContent,
): Promise<T> {
  const { text, charts = [] } = message;
  if (message.blocks.length === 0) return send({ text });
  const better = charts.filter(({ as }) => as !== "itself");
  const tries = [
    ...(better.length > 0 && picture
      ? [{ draw: () => redrawn(message, better, picture, "as it is"), waits: shortWaitsMs }]
      : []),
    { draw: async () => message.blocks },
    ...(charts.length > 0 && picture
      ? [{ draw: () => redrawn(message, charts, picture, "rows"), waits: waitsMs }]
      : []),
    ...(charts.length > 0 ? [{ draw: () => redrawn(message, charts, undefined, "rows") }] : []),
  ];
  const tried = new Set<string>();
  for (const { draw, waits = [] } of tries) {
    const blocks = await draw();
    const now = JSON.stringify(blocks);
    if (tried.has(now)) continue; // no picture came of it
    tried.add(now);
    try {
      return await patiently(() => send({ text, blocks }), waits);
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
  }
  return send({ text, blocks: [] });
}

/** Whether Slack's code, or its answer, is about what a message holds. */
export const isOfContent = (code: string): boolean => /block|table|too_long/.test(code);
const refusedForContent = (error: unknown): boolean => isOfContent(codeOf(error));

/**
 * The blocks with pictures: in place of Slack's own charts, above the tables of those that it can't hold.
 * @param otherwise what stays of Slack's own chart where no picture comes of it
 */
async function redrawn(
  { blocks }: Message,
  charts: NonNullable<Message["charts"]>,
  picture: Picture | undefined,
  otherwise: "as it is" | "rows",
): Promise<SlackBlock[]> {
  const others = blocks.filter((block) => !charts.some(({ as, block: of }) => as !== "rows" && of === block));
  const room = limits.allText - others.reduce((sum, block) => sum + sizeOf(block), 0);
  const longestAlt = Math.max(leastAlt, Math.floor(room / charts.length));
  let count = blocks.length;
  const shown: SlackBlock[] = [];
  for (const block of blocks) {
    const one = charts.find((each) => each.block === block);
    const isOwn = one !== undefined && one.as !== "rows";
    const hasRoom = one !== undefined && (isOwn || count < limits.blocks);
    const image =
      hasRoom && picture
        ? await within(
            canDoWithout(one, otherwise) ? longestWaitMs : longestDrawMs,
            picture(one.chart, longestAlt),
          ).catch(() => undefined)
        : undefined;
    if (image !== undefined) shown.push(image);
    if (isOwn) {
      if (image === undefined && otherwise === "as it is") shown.push(block);
      else if (image === undefined)
        shown.push(...tableAsText(chartAsTable(one.chart)).slice(0, 1 + limits.blocks - count));
    } else {
      shown.push(block);
      count += image === undefined ? 0 : 1;
    }
  }
  return shown;
}

const canDoWithout = ({ as }: NonNullable<Message["charts"]>[number], otherwise: "as it is" | "rows"): boolean =>
  as === "otherwise" && otherwise === "as it is";

/** Sends what shows a file, again after a moment where Slack has not looked at the file yet. */
export async function patiently<T>(send: () => Promise<T>, waits: readonly number[] = waitsMs): Promise<T> {
  for (const waitMs of waits)
    try {
      return await send();
    } catch (error) {
      if (!isNotReady(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  return send();
}

/** "invalid slack file": what Slack says of a file that it has not looked at yet, too. */
function isNotReady(error: unknown): boolean {
  const { data } = error as { data?: { response_metadata?: { messages?: unknown } } };
  const messages = data?.response_metadata?.messages;
  return Array.isArray(messages) && messages.some((line) => /invalid slack file/i.test(String(line)));
}
