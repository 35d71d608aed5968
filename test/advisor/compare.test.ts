import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import { toPlain } from "../../src/core/plain.ts";
import type { Block } from "../../src/core/reply.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let answer: Answer;
beforeAll(async () => {
  answer = answererOf(await realKnowledge());
});
type Table = Extract<Block, { kind: "table" }>;
const tableOf = (text: string, context: readonly { role: "user" | "bot"; text: string }[] = []): Table | undefined =>
  answer({ text, context }).reply.blocks.find((block): block is Table => block.kind === "table");

describe("a comparison", () => {
  test.for([
    ["Compare open and closed on privacy and set-up time", "Open-weight/Closed", "Privacy and residency, Set-up time"],
    ["compare on-premises and private cloud on cost", "Open on premises/Open on private cloud", "Cost structure"],
    [
      "comparison tabel of costs and customisaton for open and closed",
      "Open-weight/Closed",
      "Cost structure, Customisation",
    ],
    [
      "compare hybrid router with task split on complexity",
      "Hybrid with a router/Hybrid by task",
      "Operational complexity",
    ],
    ["compare two kinds on latency", "Open-weight/Closed", "Performance"],
    ["open vs closed: privacy?", "Open-weight/Closed", "Privacy and residency"],
  ] as const)("“%s” has columns %s and rows %s", ([text, columns, rows]) => {
    const table = tableOf(text);
    expect(table?.columns).toEqual(["Factor", ...columns.split("/")]);
    expect(table?.rows.map(([title]) => title).join(", ")).toBe(rows);
  });

  test.for([
    ["compare open vs closed", "Open-weight/Closed"],
    ["open vs closed in a table", "Open-weight/Closed"],
    ["table of all factors for open and closed", "Open-weight/Closed"],
    ["side by side: proprietary and open models", "Open-weight/Closed"],
    ["put both sides in a matrix", "Open-weight/Closed"],
    ["RAG on closed versus RAG on open", "RAG on a closed model/RAG on a local open model"],
    ["compare edge small model and closed API", "Small model on a device/Closed API"],
    ["Compare LoRA fine-tuning with RAG on open", "LoRA fine-tuning/RAG on a local open model"],
    ["difference between a closed API and a router in a table", "Closed API/Hybrid with a router"],
    ["compare on-premises", "Open on premises/Closed API"],
    ["compare RAG on closed with nothing else", "RAG on a closed model/Open on premises"],
  ] as const)("“%s” has columns %s and a row for each factor", ([text, columns]) => {
    const table = tableOf(text);
    expect(table?.columns).toEqual(["Factor", ...columns.split("/")]);
    expect(table?.rows).toHaveLength(14);
    expect(table?.rows.flat().filter((cell) => cell.trim() === "")).toEqual([]);
  });

  test("follows up with another row", () => {
    const context = [
      { role: "user", text: "Compare open and closed on privacy" },
      { role: "bot", text: "…" },
    ] as const;
    expect(tableOf("and on cost?", context)?.rows.map(([title]) => title)).toContain("Cost structure");
  });

  test("names the documents that it rests on, and says which cells are inferred", () => {
    const { reply } = answer({ text: "Compare RAG on closed and RAG on open", context: [] });
    expect(reply.kind).toBe("table");
    expect(reply.citations.length).toBeGreaterThan(0);
    const text = toPlain(reply);
    expect(text).toMatch(/From: |No source describes this/);
    expect(text.includes(" *")).toBe(text.includes("our inference"));
  });

  test.for(["What is the difference between open and closed?", "What is RAG?", "Is open comparable?"])(
    "is not drawn for “%s”",
    (text) => {
      expect(tableOf(text)).toBeUndefined();
    },
  );
});
