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
    ["compare open, closed and hybrid on lock-in", "Open-weight/Closed/Hybrid by task", "Vendor lock-in"],
    ["hybrid vs closed vs open on cost", "Hybrid by task/Closed/Open-weight", "Cost structure"],
    ["compare a router with open on cost", "Hybrid with a router/Open-weight", "Cost structure"],
    ["compare open and closed side by side on cost", "Open-weight/Closed", "Cost structure"],
    ["compare closed and open on vendor lock in", "Open-weight/Closed", "Vendor lock-in"],
    ["compare self-hosted open models with a closed API on cost", "Open on premises/Closed API", "Cost structure"],
    ["compare LoRA and RAG on cost for an open model", "LoRA fine-tuning/RAG on a closed model", "Cost structure"],
    ["compair open vs closed on privcy", "Open-weight/Closed", "Privacy and residency"],
    ["compair open and closed on privcy", "Open-weight/Closed", "Privacy and residency"],
    ["comapre opne and closd on costs", "Open-weight/Closed", "Cost structure"],
    ["contrast open and closed on privasi", "Open-weight/Closed", "Privacy and residency"],
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

  const after = (...said: string[]) =>
    said.flatMap((text) => [{ role: "user", text } as const, { role: "bot", text: "…" } as const]);
  test.for([
    ["and on cost?", [], "Open-weight/Closed", "Privacy and residency, Cost structure"],
    ["and hybrid?", [], "Open-weight/Closed/Hybrid by task", "Privacy and residency"],
    ["and on skills?", ["and on cost?"], "Open-weight/Closed", "Privacy and residency, Cost structure, Talent"],
  ] as const)("follows up with more: “%s”", ([text, between, columns, rows]) => {
    const table = tableOf(text, after("Compare open and closed on privacy", ...between));
    expect(table?.columns).toEqual(["Factor", ...columns.split("/")]);
    expect(table?.rows.map(([title]) => title).join(", ")).toBe(rows);
  });

  test("has forgotten an earlier table once the talk was of something else", () => {
    const table = tableOf("and on cost?", after("Compare open and closed on privacy", "what is LoRA?"));
    expect((table?.rows ?? []).map(([title]) => title)).not.toContain("Privacy and residency");
  });

  test("quotes no more of a message than a few words", () => {
    const { reply } = answer({
      text: `compare open and closed on ${"x".repeat(500)}, happiness, joy, fun, play`,
      context: [],
    });
    expect(toPlain(reply)).toContain(`I don't have a row for “${"x".repeat(60)}” and “happiness” and “joy”.`);
  });

  test.for(["and why?", "why is that?", "and for a bank?"])("is not drawn again for “%s”", (text) => {
    expect(tableOf(text, after("Compare open and closed on privacy"))).toBeUndefined();
  });

  const allRows =
    "deployment, control, customisation, privacy and residency, operational complexity, set-up time, upgrades, best for, cost structure, talent, vendor lock-in, transparency, performance, support";
  test.for([
    ["compare open and closed on happiness", "“happiness”"],
    ["compare the happiness of open and closed", "“happiness”"],
    ["compair open and closed in terms of happiness and uptime", "“happiness” and “uptime”"],
    ["compare open and closed on fine-tuning", "“fine-tuning”"],
  ] as const)("is not drawn for “%s”: the reply names the rows that there are", ([text, quoted]) => {
    const { reply } = answer({ text, context: [] });
    expect(reply.kind).toBe("abstain");
    expect(toPlain(reply)).toContain(`I don't have a row for ${quoted}. My comparison has these: ${allRows}.`);
  });

  test("that can't be drawn leads to the entry that is near, if one is", () => {
    const next = (text: string) =>
      answer({ text, context: [] }).reply.blocks.flatMap((block) => (block.kind === "next" ? block.questions : []));
    expect(next("compare open and closed on uptime")).toHaveLength(2);
    expect(next("compare open and closed on happiness")).toEqual([
      "Compare open and closed on privacy and set-up time",
    ]);
  });

  test.for([
    ["compare open and closed on privacy and happiness", `I have no row for “happiness”, only for ${allRows}.`],
    ["compare open vs closed on cost and latency", "“latency” is read as Performance."],
    [
      "compare open, closed, hybrid, router, on-prem, edge and lora on cost",
      "At most 6 stand side by side; left out: LoRA fine-tuning.",
    ],
    ["compare on-premises on cost", "You named one; beside it stands Closed API, the usual other way."],
    ["compare private cloud with on-premises on cost", "I read “private cloud” as Open on private cloud."],
    [
      "compare hosted open model and hybrid on cost",
      "I read “hosted open model” as Open at a third-party host and “hybrid” as Hybrid by task.",
    ],
    [
      "compare Claude and Llama on privacy",
      "Claude is closed, Llama is open-weight; the rows tell kinds apart, not single models.",
    ],
  ] as const)("says what it leaves out or reads otherwise: “%s”", ([text, note]) => {
    const { reply } = answer({ text, context: [] });
    expect(reply.kind).toBe("table");
    expect(reply.blocks).toContainEqual({ kind: "note", text: note });
  });

  test.for([
    ["compare open, quantum and closed on cost", "I don't know “quantum” as something to compare, and left it out."],
    [
      "compare closed api and a frobnicator on privacy",
      "I don't know “frobnicator” as something to compare, and left it out.",
    ],
    ["compare closed api with a third party hoster on privacy", "Did you mean “third-party host”?"],
  ] as const)("says first what it does not know: “%s”", ([text, says]) => {
    const [first] = answer({ text, context: [] }).reply.blocks;
    expect(first?.kind === "text" && first.text).toContain(says);
  });

  test.for([
    "compare open and closed on privacy",
    "compare closed api and on-premises on cost",
    "compare open and closed for a hospital",
    "compare open and closed on everything",
  ])("adds no such note to “%s”", (text) => {
    const notes = answer({ text, context: [] }).reply.blocks.filter((block) => block.kind === "note");
    expect(notes.map(({ text: note }) => note).filter((note) => !/^(?:From|Contested)/.test(note))).toEqual([]);
  });

  test("of two models of one kind is left to those who know models", () => {
    const table = tableOf("compare GPT-5 and Claude on privacy");
    expect(table?.columns).not.toEqual(["Factor", "Open-weight", "Closed"]);
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

const six = [
  "Closed API",
  "Closed under contract",
  "Open at a third-party host",
  "Open on premises",
  "Hybrid by task",
  "Small model on a device",
];
describe("the six alternatives", () => {
  test.for([
    "Compare the six alternatives",
    "the six alternatives side by side",
    "compare all options",
    "table of all alternatives",
    "compare closed_api, closed_private_cloud, open_hosted, open_self_hosted, hybrid and edge_slm",
    "compare closed api, closed private cloud, open hosted, self-hosting, hybrid, on the device",
    "compare Closed, public API and Closed, negotiated terms and Open, at a host and Open, self-hosted and hybrid and Small, on the device",
  ])("all stand side by side, by all 14 factors: “%s”", (text) => {
    const table = tableOf(text);
    expect(table?.columns).toEqual(["Factor", ...six]);
    expect(table?.rows).toHaveLength(14);
  });

  test.for(["compare all alternatives by privacy and cost", "compare the six alternatives on privacy and cost"])(
    "by few factors have a row each, to be read on a phone: “%s”",
    (text) => {
      const table = tableOf(text);
      expect(table?.columns).toEqual(["Alternative", "Privacy and residency", "Cost structure"]);
      expect(table?.rows.map(([name]) => name)).toEqual(six);
      expect(table?.rows.flat().filter((cell) => cell.trim() === "")).toEqual([]);
    },
  );

  test("are not drawn where nobody asks for a table", () => {
    expect(tableOf("what are the options and the risks of open models?")).toBeUndefined();
  });

  test.for([
    ["closed_private_cloud", "Closed under contract"],
    ["closed model in a private cloud", "Closed under contract"],
    ["private cloud", "Open on private cloud"],
    ["open hosted", "Open at a third-party host"],
    ["a hosted open model", "Open at a third-party host"],
    ["self-hosting", "Open on premises"],
    ["on-premise", "Open on premises"],
    ["on the device", "Small model on a device"],
    ["edge_slm", "Small model on a device"],
  ] as const)("are known by what people call them: “%s”", ([name, column]) => {
    expect(tableOf(`compare closed api and ${name} on cost`)?.columns).toEqual(["Factor", "Closed API", column]);
  });
});

test("six models stand side by side, and a seventh is said to be left out", () => {
  const names = [
    "GPT-5.5",
    "Llama 3.3 70B",
    "Qwen3 32B",
    "Mistral Small 3.2 24B",
    "Gemma 3 27B",
    "DeepSeek V3.2",
    "Llama 3.1 8B",
  ];
  const { blocks } = answer({ text: `Compare ${names.join(", ")}`, context: [] }).reply;
  const table = blocks.find((block) => block.kind === "table");
  expect(table?.columns).toHaveLength(7);
  const notes = blocks.flatMap((block) => (block.kind === "note" ? block.text : [])).join("\n");
  expect(notes).toContain("At most 6 stand side by side; left out: ");
});

test("each cell says what it rests on, and a contested one how the documents disagree", () => {
  const { blocks } = answer({ text: "compare open and closed on lock-in", context: [] }).reply;
  const table = blocks.find((block) => block.kind === "table");
  const [, open = "", closed = ""] = table?.rows[0] ?? [];
  expect(open).toMatch(/\(contested\) \[a, b, c\]$/);
  expect(closed).toMatch(/[a-z] \[[a-d, ]+\]$/);
  const notes = blocks.flatMap((block) => (block.kind === "note" ? block.text : [])).join("\n");
  expect(notes).toContain('Contested (Vendor lock-in, Open-weight): "No lock-in" and');
  for (const letter of ["a", "b", "c"]) expect(notes).toContain(`[${letter}] `);
});

test("models side by side say where each cell was read, with its day", () => {
  const { blocks } = answer({ text: "Compare GPT-5.5 and Llama 3.3 70B", context: [] }).reply;
  const table = blocks.find((block) => block.kind === "table");
  const cells = table?.rows.flatMap((row) => row.slice(1)).filter((cell) => cell !== "–") ?? [];
  expect(cells.length).toBeGreaterThan(10);
  for (const cell of cells) expect(cell).toMatch(/\[[a-z](?:, [a-z])*\]$/);
  const notes = blocks.flatMap((block) => (block.kind === "note" ? block.text : [])).join("\n");
  expect(notes).toMatch(/\[a\] 20\d\d-\d\d(?:-\d\d)?: /);
});
