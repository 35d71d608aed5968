import type { Architecture, Cell, Factor } from "./catalog.ts";

/** A column: a way of building, or one of the two sides as a whole. */
export interface Alternative {
  readonly id: string;
  /** Column heading. */
  readonly short: string;
  cellOf(factor: Factor): Cell | undefined;
}

export const openSide: Alternative = { id: "open", short: "Open-weight", cellOf: (factor) => factor.open };
export const closedSide: Alternative = { id: "closed", short: "Closed", cellOf: (factor) => factor.closed };
export const alternativeOf = ({ id, short, factors }: Architecture): Alternative => ({
  id,
  short,
  cellOf: (factor) => factors[factor.id],
});

export interface Comparison {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Document ids that any shown cell rests on. */
  readonly documents: readonly string[];
  /** A shown cell rests on nobody's word but ours. */
  readonly hasInference: boolean;
}

/** Alternatives in columns, factors in rows. A cell that is our inference is marked with an asterisk. */
export function compareTable(alternatives: readonly Alternative[], factors: readonly Factor[]): Comparison {
  const shown: Cell[] = [];
  const show = (cell: Cell | undefined): string => {
    if (!cell) return "–";
    shown.push(cell);
    return cell.sources === "our inference" ? `${cell.value} *` : cell.value;
  };
  const rows = factors.map((factor) => [factor.title, ...alternatives.map((one) => show(one.cellOf(factor)))]);
  const heads = alternatives.map((one) => one.short);
  const about =
    factors.length <= 3 ? factors.map((f) => f.title.toLowerCase()).join(", ") : `${factors.length} factors`;
  return {
    caption: `${heads.join(" / ")}: ${about}`,
    columns: ["Factor", ...heads],
    rows,
    documents: [...new Set(shown.flatMap((cell) => (cell.sources === "our inference" ? [] : cell.sources)))],
    hasInference: shown.some((cell) => cell.sources === "our inference"),
  };
}
