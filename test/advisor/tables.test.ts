import { describe, expect, test } from "vitest";
import { architectureOf, sourceTables, tablesFor } from "../../src/advisor/tables.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

const kb = await realKnowledge();
const made = (ids: readonly string[], factors: readonly string[] = []) => {
  const read = tablesFor(ids, factors, kb);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  return read.tables;
};

describe("a table by name", () => {
  test.for(Object.keys(sourceTables))("%s of the sources: every cell says something, and what it rests on", (id) => {
    const [table] = made([id]);
    expect(table?.rows.length).toBeGreaterThan(1);
    for (const [i, row] of (table?.rows ?? []).entries()) {
      expect(row.every((cell) => cell !== "" && cell !== "–")).toBe(true);
      expect(table?.sources[i]?.slice(1).every((grounds) => grounds.length > 0)).toBe(true);
    }
  });

  test("any of the architectures, and any of the six alternatives, have all 14 factors", () => {
    for (const id of [...kb.catalog.architectures.keys(), ...Object.keys(architectureOf)])
      expect([id, made([id])[0]?.rows.length]).toEqual([id, 14]);
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
