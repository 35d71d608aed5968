import type { Architecture, Cell, Factor } from "./catalog.ts";

export interface Comparison {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Document ids that any shown cell rests on. */
  readonly documents: readonly string[];
  /** A shown cell rests on nobody's word but ours. */
  readonly hasInference: boolean;
}

/** Sides or architectures in columns, factors in rows. A cell that is our inference is marked with an asterisk. */
export function compareTable(alternatives: readonly Architecture[], factors: readonly Factor[]): Comparison {
  const shown: Cell[] = [];
  const show = (cell: Cell | undefined): string => {
    if (!cell) return "–";
    shown.push(cell);
    return cell.sources === "our inference" ? `${cell.value} *` : cell.value;
  };
  const cellsOf = (factor: Factor): string[] =>
    alternatives.length === 0
      ? [show(factor.open), show(factor.closed)]
      : alternatives.map((a) => show(a.factors[factor.id]));
  const rows = factors.map((factor) => [factor.title, ...cellsOf(factor)]);
  const heads = alternatives.length === 0 ? ["Open-weight", "Closed"] : alternatives.map((a) => a.short);
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
