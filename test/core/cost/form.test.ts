import { describe, expect, test } from "vitest";
import { problemsOf } from "../../../src/advisor/cost-answer.ts";
import { costForm, costWords } from "../../../src/core/cost/form.ts";
import { readCostWords } from "../../../src/core/cost/words/read.ts";
import { realKnowledge } from "../../support/real-knowledge.ts";
import { desk } from "./desk.ts";

const kb = await realKnowledge();
const costing = { problemsIn: (text: string) => problemsOf(text, kb) };
const usual = { volume: "10k a day", input: "1500 tokens", output: "400 tokens", open: "Llama 3.3 70B" };
const filled =
  (machines: string) =>
  (name: string): readonly string[] =>
    [{ ...usual, machines }[name] ?? ""].filter(Boolean);

describe("the field for GPUs that are there", () => {
  test.for([
    ["2 H100", 2],
    ["our 8 A100s", 8],
    ["H200 x4", 4],
  ] as const)("takes %s as machines of one's own", ([machines, gpusAtHand]) => {
    const { given } = readCostWords(costWords(filled(machines)), desk);
    expect(given).toMatchObject({ owned: true, gpusAtHand, requestsPerDay: 10_000, inputTokens: 1_500 });
  });

  test.for(["", "none", "0"])("may say that there are none: “%s”", (machines) => {
    const told = costForm.told(filled(machines), costing);
    expect(told.ok && told.text).not.toMatch(/our/);
  });

  test.for([
    ["two cards", /^Write how many and which, for example 2 H100/],
    ["2 H900", /^I know no GPU “h900”/],
  ] as const)("says below itself what is wrong with %s", ([machines, says]) => {
    const told = costForm.told(filled(machines), costing);
    expect(told).toEqual({ ok: false, problems: { machines: expect.stringMatching(says) as string } });
  });
});
