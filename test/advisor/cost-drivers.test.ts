import { expect, test } from "vitest";
import { driversOf } from "../../src/advisor/cost-drivers.ts";
import { summary, workload } from "../core/cost/desk.ts";

const told = (given: object) => {
  const all = { requestsPerDay: 40_000, api: ["gpt-5.5"], model: "llama-3-3-70b", ...given };
  return driversOf(summary(all), workload(all));
};

test("three drivers are told, each with whose cost it moves, by how much, and for what change", () => {
  const { title, points } = told({ inputTokens: 1_500, outputTokens: 400 });
  expect(title).toBe("What moves the difference between machines of your own and GPT-5.5 at OpenAI most");
  expect(points).toHaveLength(3);
  expect(points[0]).toMatch(
    /^people who run the machines, 0\.25 to 2 FTE \(0\.75 FTE taken\): moves machines of your own from \$[\d,]+ to \$[\d,]+ a month; no change for GPT-5\.5 at OpenAI \(\$[\d,]+\)\. At its high end GPT-5\.5 at OpenAI is the cheaper way instead\.$/,
  );
  expect(points.join("\n")).toMatch(
    /a year's cost of one of these people, \$120,000 to \$300,000 \(\$220,000 taken\): moves machines of your own from .* and GPT-5\.5 at OpenAI from .*, so the difference by \$[\d,]+/,
  );
});

test("between two vendors, drivers name these, in the currency that was asked for", () => {
  const { title, points } = told({
    api: ["gpt-5.5", "claude-haiku-4-5"],
    model: undefined,
    currency: "EUR",
    usdPerUnit: 1.1,
  });
  expect(title).toBe("What moves the difference between Claude Haiku 4.5 at Anthropic and GPT-5.5 at OpenAI most");
  expect(points[0]).toMatch(/^tokens out, 150 to 1,000 \(400 taken\): moves GPT-5\.5 at OpenAI from EUR [\d,]+ to EUR/);
});
