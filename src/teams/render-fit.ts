import { leftOutSays } from "../core/left-out.ts";
import type { Block } from "../core/reply.ts";
import { type Piece, small } from "./cards.ts";
import { asText } from "./render-tables.ts";

/** A piece of a card, and which block of the reply it draws. */
export interface Part {
  readonly piece: Piece;
  readonly of: Block;
}

const noteRoom = 500;

const sizeOf = (piece: Piece): number => JSON.stringify(piece).length + 1;
const sum = (all: readonly Piece[]): number => all.reduce((total, piece) => total + sizeOf(piece), 0);

const leftOut = (blocks: readonly Block[]): Piece => small(leftOutSays(blocks, "a message here may be"));

/**
 * As much of the parts as there is room for before `tail`. What has no room is tried once more in a smaller shape: a
 * chart without its table, a table as text; then comes what is left out.
 */
export function fit(parts: readonly Part[], tail: readonly Piece[], most: number): Piece[] {
  const all = parts.map(({ piece }) => piece);
  if (sum(all) + sum(tail) <= most) return [...all, ...tail];
  let room = most - noteRoom - sum(tail);
  const kept: Piece[] = [];
  for (const [i, { piece, of }] of parts.entries()) {
    const shape = shapes(piece, of).find((each) => sum(each) <= room);
    if (shape === undefined) return [...kept, leftOut(parts.slice(i).map((part) => part.of)), ...tail];
    kept.push(...shape);
    room -= sum(shape);
  }
  return [...kept, ...tail];
}

function shapes(piece: Piece, of: Block): (readonly Piece[])[] {
  if (piece.type.startsWith("Chart.")) return [[piece], [{ ...piece, fallback: "drop" }], asText(of)];
  return piece.type === "Table" ? [[piece], asText(of)] : [[piece]];
}
