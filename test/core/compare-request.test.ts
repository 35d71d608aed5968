import { describe, expect, test } from "vitest";
import { compareRequest, joined, type NameableColumn, nameTable } from "../../src/core/compare-request.ts";

const column = (id: string, side: NameableColumn["side"], isSide: boolean, ...names: string[]): NameableColumn => ({
  id,
  side,
  isSide,
  names: [id, ...names],
});
const columns = [
  column("open", "open", true, "open models"),
  column("closed", "closed", true, "closed models"),
  column("hybrid", "hybrid", false, "hybrid of both"),
  column("on-premises", "open", false, "own servers"),
  column("api", "closed", false, "closed api"),
];
const rows = [
  { id: "cost", names: ["cost", "costs", "total cost"] },
  { id: "privacy", names: ["privacy", "data security"] },
];
const table = nameTable(columns, rows);
const read = (message: string, isFragment = false) => compareRequest(message, table, isFragment);

describe("what is to be compared", () => {
  test.for([
    ["compare open and closed", "open closed"],
    ["closed, hybrid and open", "closed hybrid open"],
    ["a hybrid of both against an API", "hybrid api"],
    ["On Premises or closed-API?", "on-premises api"],
    ["open models on our own servers vs a closed api", "on-premises api"],
    ["own servers with open models vs closed", "on-premises open closed"],
    ["a hybrid of both servers", "hybrid"],
    ["the api for closed models", "api"],
    ["hybrids and apis", "hybrid api"],
    ["open and open", "open"],
    ["open vs closed for our own servers", "open closed"],
    ["open vs closed on our own servers", "open closed"],
    ["compare cost on open and hybrid", "open hybrid"],
    ["openness", ""],
  ] as const)("“%s”", ([message, want]) => {
    expect(read(message).columns.join(" ")).toBe(want);
  });
});

describe("by what", () => {
  test.for([
    ["open and closed on privacy and costs", "privacy cost", ""],
    ["open and closed on privacy, total cost & happiness", "privacy cost", "happiness"],
    ["open and closed in terms of the happiness or how hard it is to leave", "", "happiness|hard it is to leave"],
    ["open vs closed: privacy, speed?", "privacy", "speed"],
    ["open vs closed: which of them is for us?", "", ""],
    ["compare the happiness and costs of open and closed", "cost", "happiness"],
    ["open and closed on own servers", "", "own servers"],
    ["open and closed on privacy for a hospital, with doctors", "privacy", ""],
    ["open and closed on all the factors", "", ""],
    ["open and closed in a table", "", ""],
    ["open and closed on data-securty", "privacy", ""],
    ["open and closed on cots", "", "cots"],
    ["open models on happiness", "", ""],
  ] as const)("“%s”", ([message, named, unknown]) => {
    const request = read(message);
    expect(request.rows.map(({ id }) => id).join(" ")).toBe(named);
    expect(request.unknown.join("|")).toBe(unknown);
  });

  test("keeps the word by which a row was asked for", () => {
    expect(read("open and closed on data security").rows).toEqual([{ id: "privacy", name: "data security" }]);
  });
});

describe("what stands among the columns and is none", () => {
  test.for([
    ["compare open, quantum and closed on cost", "open closed", "quantum"],
    ["compare quantum vs open", "open", "quantum"],
    ["compare opne, closd and hybird", "open closed hybrid", ""],
    ["compare open models and closed models please", "open closed", ""],
    ["compare the happiness and costs of open and closed", "open closed", ""],
    ["compare for me, please, both: open and closed", "open closed", ""],
    ["open, quantum and closed", "open closed", ""],
    ["compare an api and frobnicator on privacy", "api", "frobnicator"],
    ["compare an api with a very old oracle", "api", "very old oracle"],
    ["compare an api with what we have now", "api", ""],
    ["compare models on privacy", "", ""],
    ["compare open and closed with hybrid", "open closed hybrid", ""],
  ] as const)("“%s”", ([message, named, unknown]) => {
    const request = read(message);
    expect(request.columns.join(" ")).toBe(named);
    expect(request.unknownColumns.join(" ")).toBe(unknown);
  });
});

describe("an order to compare", () => {
  test.for([
    "compair open and closed",
    "please comapre the costs of open",
    "can you contrast hybrid with open",
    "Comparisn of open and closed",
  ])("is “%s”", (message) => {
    expect(read(message).isOrder).toBe(true);
  });
  test.for([
    "choose open or closed",
    "prepare open and closed",
    "is open closed?",
    "compair apples and open",
    "open and closed",
  ])("is not “%s”", (message) => {
    expect(read(message).isOrder).toBe(false);
  });
});

test("a follow-up adds columns and rows, each once", () => {
  const before = read("compare open and closed on privacy");
  expect(joined(before, read("and on costs and happiness, and privacy?", true))).toEqual({
    columns: ["open", "closed"],
    columnNames: [
      { id: "open", name: "open" },
      { id: "closed", name: "closed" },
    ],
    rows: [
      { id: "privacy", name: "privacy" },
      { id: "cost", name: "costs" },
    ],
    unknown: ["happiness"],
    unknownColumns: [],
    isOrder: true,
  });
  expect(joined(before, read("and hybrid?", true)).columns).toEqual(["open", "closed", "hybrid"]);
});
