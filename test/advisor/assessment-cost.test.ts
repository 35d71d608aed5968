import { expect, test } from "vitest";
import { costLine } from "../../src/advisor/assessment-cost.ts";
import { assess } from "../../src/core/decide/assess.ts";
import { realKnowledge } from "../support/real-knowledge.ts";

const { decision: model } = await realKnowledge();

test("a verdict's cost shows how far the prices of its sources lie apart, and what its rates are of", () => {
  if (!model) throw new Error("the files of the decision engine are broken");
  const made = assess(model, {
    data_may_leave: { value: "no" },
    ml_team: { value: "strong" },
    volume_tokens_per_month: { value: 300e6 },
  });
  const [line] = costLine(made, model);
  const said = line?.kind === "text" ? line.text : "";
  expect(said).toMatch(/roughly \$[\d,]+ \(\$[\d,]+ to \$[\d,]+\) a month/);
  expect(said).toContain("GPT-5.4 at OpenAI, Llama 3.3 70B at its hosts and on 2 x NVIDIA H100 SXM");
  expect(said).toContain("in brackets at the lowest and the highest that sources state");
});
