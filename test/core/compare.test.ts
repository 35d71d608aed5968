import { describe, expect, test } from "vitest";
import type { Architecture, Cell, Factor } from "../../src/core/catalog.ts";
import {
  type Alternative,
  alternativeOf,
  closedSide,
  comparisonOf,
  factorGrid,
  openSide,
  turned,
} from "../../src/core/compare.ts";

const cell = (value: string, sources: Cell["sources"] = ["DOC-1"]): Cell => ({ value, sources });
const factor = (id: string, open: Cell, closed: Cell): Factor => ({
  id,
  title: id.toUpperCase(),
  names: [id],
  covers: `ROW-${id}`,
  open,
  closed,
});
const architecture = (short: string, factors: Record<string, Cell>): Alternative =>
  alternativeOf({ id: short, short, factors } as unknown as Architecture);
const sides = [openSide, closedSide];
const table = (...given: Parameters<typeof factorGrid>) => comparisonOf(factorGrid(...given));

const privacy = factor("privacy", cell("inside"), cell("at the vendor", ["DOC-2"]));
const cost = factor("cost", cell("hardware"), cell("per token", "our inference"));

describe("a comparison", () => {
  test("sets the two sides beside each other", () => {
    expect(table(sides, [privacy, cost])).toEqual({
      caption: "Open-weight / Closed: privacy, cost",
      columns: ["Factor", "Open-weight", "Closed"],
      rows: [
        ["PRIVACY", "inside [a]", "at the vendor [b]"],
        ["COST", "hardware [a]", "per token *"],
      ],
      values: [
        ["PRIVACY", "inside", "at the vendor"],
        ["COST", "hardware", "per token"],
      ],
      contested: [],
      marksDifferences: false,
      documents: ["DOC-1", "DOC-2"],
      hasInference: true,
    });
  });

  test("of architectures has a column for each, and a dash where one says nothing", () => {
    const made = table([architecture("A", { privacy: cell("yes") }), architecture("B", {})], [privacy]);
    expect(made.columns).toEqual(["Factor", "A", "B"]);
    expect(made.rows).toEqual([["PRIVACY", "yes [a]", "–"]]);
    expect(made.hasInference).toBe(false);
  });

  test("of a side and an architecture has both, in the order in which they are given", () => {
    const made = table([architecture("A", { privacy: cell("yes") }), closedSide], [privacy]);
    expect(made).toMatchObject({
      caption: "A / Closed: privacy",
      columns: ["Factor", "A", "Closed"],
      rows: [["PRIVACY", "yes [a]", "at the vendor [b]"]],
      documents: ["DOC-1", "DOC-2"],
    });
  });

  test("names a document once, and none for what is our inference", () => {
    const made = table([architecture("A", { privacy: cell("x"), cost: cell("y") })], [privacy, cost]);
    expect(made.documents).toEqual(["DOC-1"]);
    const ours = table([architecture("A", { cost: cell("y", "our inference") })], [cost]);
    expect(ours).toMatchObject({ documents: [], hasInference: true, rows: [["COST", "y *"]] });
  });

  test("counts its factors when there are more than three", () => {
    expect(table(sides, [privacy, cost, privacy, cost]).caption).toBe("Open-weight / Closed: 4 factors");
  });

  test("says of a cell that it is contested, and of which", () => {
    const lockIn = factor("lock-in", { ...cell("lower"), contested: "less-lock-in" }, cell("high"));
    expect(table(sides, [lockIn])).toMatchObject({
      rows: [["LOCK-IN", "lower (contested) [a]", "high [a]"]],
      contested: [{ where: "LOCK-IN, Open-weight", entry: "less-lock-in" }],
    });
  });

  test("marks the rows that differ, where others say the same in every column", () => {
    const same = factor("size", cell("any"), cell("any"));
    const made = table(sides, [privacy, same]);
    expect(made.rows.map(([title]) => title)).toEqual(["PRIVACY ≠", "SIZE"]);
    expect(made.marksDifferences).toBe(true);
    expect(table(sides, [same]).marksDifferences).toBe(false);
  });

  test("without titles has a column for each of its cells", () => {
    const made = comparisonOf({
      caption: "Two",
      columns: ["A", "B"],
      rows: [{ cells: [cell("x"), cell("y", ["DOC-2"])] }],
    });
    expect(made).toMatchObject({ columns: ["A", "B"], rows: [["x [a]", "y [b]"]], contested: [] });
  });

  test("of nothing has no rows", () => {
    expect(table(sides, []).rows).toEqual([]);
  });
});

describe("alternatives by few factors", () => {
  const cell = (value: string) => ({ value, sources: ["doc"] });
  const grid = (heads: number, rows: number) => ({
    caption: "c",
    columns: ["Factor", ...Array.from({ length: heads }, (_, i) => `A${i}`)],
    rows: Array.from({ length: rows }, (_, r) => ({
      title: `F${r}`,
      cells: Array.from({ length: heads }, (_, i) => cell(`${i}/${r}`)),
    })),
  });
  test("stand in rows, each with its own cells", () => {
    const table = turned(comparisonOf(grid(6, 2)));
    expect(table.columns).toEqual(["Alternative", "F0", "F1"]);
    expect(table.rows[4]).toEqual(["A4", "4/0 [a]", "4/1 [a]"]);
    expect(table.isTurned).toBe(true);
  });
  test("stay in columns where there are few of them, or more factors", () => {
    for (const [heads, rows] of [
      [3, 1],
      [6, 6],
    ] as const)
      expect(turned(comparisonOf(grid(heads, rows))).columns).toHaveLength(heads + 1);
  });
});
