/** A reply that is longer than one message, as several: for what must be whole, such as where figures were read. */
import type { Block, Reply } from "../core/reply.ts";
import { isWhole, type Message, render } from "./render.ts";

/** @param most how many messages there may be; the last one says what even these had no room for */
export function renderPages(reply: Reply, most: number): Message[] {
  if (isWhole(reply)) return [render(reply)];
  const pages = pagesOf(reply);
  const kept = pages.length <= most ? pages : [...pages.slice(0, most - 1), pages.slice(most - 1).flat()];
  return kept.map((blocks, i) => render({ ...reply, title: numbered(reply.title, i + 1, kept.length), blocks }));
}

const numbered = (title: string, page: number, of: number): string => `${title} (${page} of ${of})`;

function pagesOf(reply: Reply): Block[][] {
  // With room for the number in the title.
  const fits = (blocks: readonly Block[]): boolean =>
    isWhole({ ...reply, title: numbered(reply.title, 99, 99), blocks });
  const pages: Block[][] = [];
  let page: Block[] = [];
  for (const block of reply.blocks.flatMap((one) => parted(one, fits))) {
    if (page.length === 0 || fits([...page, block])) {
      page.push(block);
      continue;
    }
    const heading = block.kind === "points" && page.length > 1 && page.at(-1)?.kind === "text" ? page.slice(-1) : [];
    const opens = fits([...heading, block]) ? heading : [];
    pages.push(page.slice(0, page.length - opens.length));
    page = [...opens, block];
  }
  return [...pages, page];
}

/** A list that fills more than a message is cut between its points. */
function parted(block: Block, fits: (blocks: readonly Block[]) => boolean): Block[] {
  if (block.kind !== "points" || block.points.length < 2 || fits([block])) return [block];
  const half = Math.ceil(block.points.length / 2);
  const halves = [block.points.slice(0, half), block.points.slice(half)];
  return halves.flatMap((points) => parted({ ...block, points }, fits));
}
