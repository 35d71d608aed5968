import { describe, expect, test } from "vitest";
import { namedFacts } from "../../src/core/decide/facts.ts";
import { load, problemsOf, told } from "./table.ts";
import { changed } from "./folder.ts";

const [signals, said] = ["decision/signals.yaml", "decision/said.yaml"] as const;

describe("sentences to learn from", () => {
  told([
    [
      "a fact that there is not",
      said,
      "  data_may_leave:\n",
      "  data_may_leaf:\n",
      ":10:3: unknown key data_may_leaf; did you mean data_may_leave?",
    ],
    [
      "a value that a fact does not have",
      said,
      "    yes:\n",
      "    perhaps:\n",
      ":14:5: unknown key perhaps; take it out; known here: yes, no, with_contract",
    ],
    [
      "a sentence under two values of one fact",
      said,
      "- It may go out.",
      "- Nothing leaves the house.",
      ':12:9: says.data_may_leave.no[1] can\'t be "Nothing leaves the house."; leave it under one value; it stands under yes too',
    ],
    [
      "a sentence that states a fact, and nothing",
      said,
      "- The house is old.",
      "- It may go out.",
      ':17:5: nothing[1] can\'t be "It may go out."; leave it under the fact that it states, or here',
    ],
    [
      "a chance that is none",
      said,
      "likelyFrom: 80",
      "likelyFrom: 0.8",
      ":3:15: believe.likelyFrom can't be 0.8; write a whole number from 1 to 99: how likely it must be, in hundredths, e.g. 60",
    ],
    [
      "a fact to be eager of that there is not",
      said,
      "eagerly: [data_may_leave]",
      "eagerly: [data_may_go]",
      `:5:13: believe.eagerly[1] can't be "data_may_go"; write ${namedFacts.slice(0, -1).join(", ")} or ${namedFacts.at(-1)}`,
    ],
  ]);
});

describe("an example of a signal that reads otherwise than it says", () => {
  const files = { [signals]: changed(signals, "{ gpu_access: own, budget_style: capex }", "{ gpu_access: cloud }") };

  test("is an error of the check, with its place", () => {
    expect(problemsOf(files)).toEqual([
      "decision/signals.yaml:85:9: “We have gpus.” reads gpu_access own, budget_style capex; mend the patterns, or write the facts that it states",
    ]);
  });

  test("is not looked for when the service starts", () => {
    expect(load(files, {}).problems).toEqual([]);
  });
});
