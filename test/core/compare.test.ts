import { describe, expect, test } from "vitest";
import type { Architecture, Cell, Factor } from "../../src/core/catalog.ts";
import { type Alternative, alternativeOf, closedSide, compareTable, openSide } from "../../src/core/compare.ts";

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

const privacy = factor("privacy", cell("inside"), cell("at the vendor", ["DOC-2"]));
const cost = factor("cost", cell("hardware"), cell("per token", "our inference"));

describe("a comparison", () => {
  test("sets the two sides beside each other", () => {
    expect(compareTable(sides, [privacy, cost])).toEqual({
      caption: "Open-weight / Closed: privacy, cost",
      columns: ["Factor", "Open-weight", "Closed"],
      rows: [
        ["PRIVACY", "inside", "at the vendor"],
        ["COST", "hardware", "per token *"],
      ],
      documents: ["DOC-1", "DOC-2"],
      hasInference: true,
    });
  });

  test("of architectures has a column for each, and a dash where one says nothing", () => {
    const table = compareTable([architecture("A", { privacy: cell("yes") }), architecture("B", {})], [privacy]);
    expect(table.columns).toEqual(["Factor", "A", "B"]);
    expect(table.rows).toEqual([["PRIVACY", "yes", "–"]]);
    expect(table.hasInference).toBe(false);
  });

  test("of a side and an architecture has both, in the order in which they are given", () => {
    const table = compareTable([architecture("A", { privacy: cell("yes") }), closedSide], [privacy]);
    expect(table).toMatchObject({
      caption: "A / Closed: privacy",
      columns: ["Factor", "A", "Closed"],
      rows: [["PRIVACY", "yes", "at the vendor"]],
      documents: ["DOC-1", "DOC-2"],
    });
  });

  test("names a document once, and none for what is our inference", () => {
    const table = compareTable([architecture("A", { privacy: cell("x"), cost: cell("y") })], [privacy, cost]);
    expect(table.documents).toEqual(["DOC-1"]);
    const ours = compareTable([architecture("A", { cost: cell("y", "our inference") })], [cost]);
    expect(ours).toMatchObject({ documents: [], hasInference: true, rows: [["COST", "y *"]] });
  });

  test("counts its factors when there are more than three", () => {
    expect(compareTable(sides, [privacy, cost, privacy, cost]).caption).toBe("Open-weight / Closed: 4 factors");
  });

  test("of nothing has no rows", () => {
    expect(compareTable(sides, []).rows).toEqual([]);
  });
});
