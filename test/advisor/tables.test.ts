import { describe, expect, test } from "vitest";
import { architectureOf, tablesFor } from "../../src/advisor/tables.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

const kb = await realKnowledge();
const made = (ids: readonly string[], factors: readonly string[] = []) => {
  const read = tablesFor(ids, factors, kb);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  return read.tables;
};

describe("a table by name", () => {
  test.for([
    ["TAB-1", 8, 3, "More, over|High over behaviour"],
    ["TAB-2", 7, 3, "weeks to months"],
    ["TAB-3", 4, 2, "High transparency / Top-tier performance"],
    ["TAB-4", 3, 3, "strongest general models"],
    ["TAB-5", 5, 2, "New ideas from the community / Bundled with office suites"],
    ["TAB-6", 3, 2, "Steady cost at high volume / Little money up front"],
    ["TAB-7", 2, 2, "Health records; bank risk; legal and compliance audits / General content"],
    ["TAB-8", 2, 2, "Scarce GPUs; power and cooling / Rate limits and outages"],
    ["TAB-9", 2, 2, "CRM sync with customer data, financial reports, health records"],
  ] as const)(
    "%s of the sources has its %s rows in %s columns, every cell with what it rests on",
    ([id, rows, columns, says]) => {
      const [table] = made([id]);
      expect([table?.rows.length, table?.columns.length]).toEqual([rows, columns]);
      for (const [i, row] of (table?.rows ?? []).entries()) {
        expect(row.every((cell) => cell !== "" && cell !== "–")).toBe(true);
        expect(table?.sources[i]?.slice(columns - 2).every((grounds) => grounds.length > 0)).toBe(true);
      }
      const said = table?.rows.map((row) => row.join(" / ")).join("\n") ?? "";
      expect(said.replaceAll(" (contested)", "")).toMatch(new RegExp(says));
    },
  );

  test("of the documents is asked for in words, too, and says where they disagree", () => {
    const answer = answererOf(kb);
    for (const text of ["compare TAB-8", "show me the table of challenges", "tab 8 please"]) {
      const { reply, trace } = answer({ text, context: [] });
      expect(trace.advisor).toBe("source table");
      const told = JSON.stringify(reply.blocks);
      expect(told).toContain("Rate limits and outages (contested) [a]");
      expect(told).toContain("[a] Consultancy's marketing guide");
      expect(told).toContain("Contested (Closed): Some sources praise the reliability of managed closed models");
    }
    expect(answer({ text: "What are the challenges of open models?", context: [] }).trace.advisor).not.toBe(
      "source table",
    );
  });

  test("any of the architectures, and any of the six alternatives, have all 14 factors", () => {
    for (const id of [...kb.catalog.architectures.keys(), ...Object.keys(architectureOf)])
      expect([id, made([id])[0]?.rows.length]).toEqual([id, 14]);
  });

  test("every tension of a row marks the cells of the architectures that it is about, and not the others", () => {
    const grounds = [...kb.catalog.factors.values()];
    for (const { id, open, closed } of grounds)
      for (const [side, cell] of [
        ["open", open],
        ["closed", closed],
      ] as const)
        if (cell.contested !== undefined) {
          const marked = [...kb.catalog.architectures.values()].filter(
            (one) => one.factors[id]?.contested === cell.contested && [side, "hybrid", "both"].includes(one.side),
          );
          expect([id, side, marked.length > 0]).toEqual([id, side, true]);
        }
    const cells = [...kb.catalog.architectures.values()].flatMap(({ factors }) => Object.values(factors));
    const marked = cells.filter(({ contested }) => contested !== undefined);
    expect([marked.length > 70, marked.length < cells.length / 3]).toEqual([true, true]);
    // Each says how in one sentence, below the table.
    for (const { contested = "" } of marked)
      expect([contested, kb.catalog.entries.get(contested)?.qualification]).toEqual([contested, expect.any(String)]);
  });

  test("every model of the catalogue has a sheet; what nobody checked is said not to be known", () => {
    for (const { id } of kb.costs?.book.models ?? []) {
      const [table] = made([id]);
      expect([id, table?.rows.length]).toEqual([id, 10]);
    }
    const [gemma] = made(["Gemma 4 31B"]);
    expect(gemma?.rows.find(([row]) => row === "Memory of the weights")?.[1]).toMatch(/^not known/);
  });

  test("stands beside others, and by chosen factors", () => {
    const [ways, models] = made(["closed_api", "hybrid", "gpt-5.5"], ["privacy", "Set-up time"]);
    expect(ways?.rows.map(([title]) => title)).toEqual(["Privacy and residency", "Set-up time"]);
    expect(models?.columns).toEqual(["", "GPT-5.5"]);
  });

  test("that is not there says what was meant", () => {
    expect(tablesFor(["clsoed_api"], ["privcy"], kb)).toEqual({
      ok: false,
      problems: [
        "There is no factor “privcy”; did you mean privacy?",
        "There is nothing called “clsoed_api” to compare; did you mean closed_api?",
      ],
    });
    expect(tablesFor([], [], kb)).toMatchObject({ ok: false });
  });
});

test("models with versions are compared by what can be checked; families by what the sources say", () => {
  const answer = answererOf(kb);
  const advisorOf = (text: string) => answer({ text, context: [] }).trace.advisor;
  expect(advisorOf("Compare GPT-5.5 and Llama 3.3 70B")).toBe("model table");
  expect(advisorOf("Llama vs Claude in one table")).toBe("models");
});

test("self-hosting and an API stand side by side, though only one of them is a way of building by its name", () => {
  const { blocks } = answererOf(kb)({ text: "compare self-hosting and api on cost and talent", context: [] }).reply;
  const table = blocks.find((block) => block.kind === "table");
  expect(table?.kind === "table" ? table.columns : []).toEqual(["Factor", "Open on premises", "Closed API"]);
});

describe("a comparison after a case was told", () => {
  const answer = answererOf(kb);
  const clinic = {
    role: "user",
    text: "We're a clinic: patient letters must not leave the building, two ML engineers.",
  } as const;
  const tableAfter = (...context: readonly { role: "user" | "bot"; text: string }[]) => {
    const { blocks } = answer({ text: "Compare open and closed on privacy and talent", context }).reply;
    const table = blocks.find((block) => block.kind === "table");
    return table?.kind === "table" ? table : undefined;
  };

  test("has a column for it, with what the case says of each row", () => {
    const table = tableAfter(clinic);
    expect(table?.columns.at(-1)).toBe("Your project");
    expect(table?.rows[0]?.at(-1)).toMatch(/leave/i);
    expect(table?.rows[1]?.at(-1)).not.toBe("–");
  });

  test("has none for somebody who told nothing", () => {
    expect(tableAfter()?.columns).toHaveLength(3);
    expect(tableAfter({ role: "user", text: "What is LoRA?" })?.columns).toHaveLength(3);
  });
});
