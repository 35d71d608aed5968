import { describe, expect, test } from "vitest";
import { sheetGrid } from "../../../src/advisor/tables.ts";
import { closedSheet, openSheet } from "../../../src/core/cost/model-sheet.ts";
import { desk, today } from "./desk.ts";

const row = "Price per million tokens";
const gpt = desk.endpoint("gpt-5.5");
const deepseek = desk.model("DeepSeek V4 Pro");
if (!gpt.ok || !deepseek.ok) throw new Error("the catalogue holds these no longer");

describe("a price on which sources differ by over a tenth", () => {
  const read = { origin: "openrouter", asOf: "2026-11-20", source: "their list", tiers: [] };
  const sheet = (inputUsdPerMTok: number) =>
    closedSheet(
      { ...gpt.found, usdPerMTok: [...gpt.found.usdPerMTok, { ...read, inputUsdPerMTok, outputUsdPerMTok: 30 }] },
      desk,
      today,
    );

  test("is a range in a sheet, with every source and its day", () => {
    expect(sheet(6).facts[row].value).toBe(
      "$5 to $6 in, $30 out, $0.5 cached (openrouter of 2026-11-20 and models.dev of 2026-07-01 differ by 20%)",
    );
    const cell = sheetGrid([sheet(6)]).rows.find(({ title }) => title === row)?.cells[0];
    expect(cell?.sources).toEqual(["2026-11-20: their list", expect.stringMatching(/^2026-07-01: .*gpt-5\.5\.toml/)]);
  });

  test("is one price where they differ by less", () => {
    expect(sheet(5.1).facts[row].value).toBe("$5.1 in, $30 out");
  });

  test("is shown of a host that one of them has cheaper than the cheapest", () => {
    const { value, also } = openSheet(deepseek.found, desk, today).facts[row];
    expect(value).toBe(
      "$1.3 in, $2.6 out, $0.1 cached at DeepInfra, the cheapest of 4 hosts; DeepSeek $0.435 to $1.74 in, $0.87 to $3.48 out, $0.003625 to $0.145 cached (llm-prices of 2026-08-05 and models.dev of 2026-07-01 differ by 300%)",
    );
    expect(also).toHaveLength(2);
  });
});
