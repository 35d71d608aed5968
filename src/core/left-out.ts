/** What a message had no room for, in words. */
import type { Block } from "./reply.ts";

const names: Readonly<Record<Block["kind"], readonly [one: string, many: string]>> = {
  text: ["paragraph", "paragraphs"],
  points: ["list", "lists"],
  steps: ["list of steps", "lists of steps"],
  note: ["note", "notes"],
  table: ["table", "tables"],
  chart: ["chart", "charts"],
  next: ["list of questions", "lists of questions"],
};

/** @param longest what the reply is longer than, as in "a Slack message may be" */
export function leftOutSays(blocks: readonly Block[], longest: string): string {
  const counts = new Map<Block["kind"], number>();
  for (const { kind } of new Set(blocks)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const what = [...counts].map(([kind, count]) => `${count} ${names[kind][count === 1 ? 0 : 1]}`).join(", ");
  return `This reply is longer than ${longest}. Left out, or cut short: ${what}. Ask about one part of it.`;
}
