import { describe, expect, test } from "vitest";
import { toPlain } from "../../src/core/plain.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

const answer = answererOf(await realKnowledge());
const lead = (text: string): string => toPlain(answer({ text, context: [] }).reply).split("\n")[0] ?? "";

describe("whoever asks for the cheapest way is told the cheapest first:", () => {
  test.for([
    ["What is the cheapest way to run 10k requests a day, 1000 in, 300 out?", "is Llama 3.3 70B at DeepInfra, about $"],
    [
      "cheapest way to serve 40k requests a day, 1500 in, 400 out, the data may not leave",
      "on machines of your own is Llama 3.3 70B on 1 x NVIDIA GH200",
    ],
    ["cheapest way to serve 40k requests a day with gpt-5.5 or sonnet", "is Claude Sonnet 4.6 at Anthropic, about $"],
    [
      "What's the cheapest closed model for 40k requests a day, what does it cost?",
      "with a closed model is GPT-5.4 mini",
    ],
    [
      "what does the cheapest way to serve 40k requests a day with an open-weight model cost, without machines?",
      "without machines of your own is Llama 3.3 70B at DeepInfra",
    ],
  ] as const)("%s", ([text, says]) => {
    expect(lead(text)).toMatch(/^Of the \d+ ways compared here the cheapest to serve [\d,]+ requests a day/);
    expect(lead(text)).toContain(says);
  });

  test("not in the sentence behind it once more", () => {
    const told = toPlain(answer({ text: "cheapest way to run 10k requests a day?", context: [] }).reply);
    expect(told.match(/cheapest/g)?.length).toBe(2); // the sentence, and "of 6 hosts the 3 cheapest are shown"
  });

  test("of one's own machines, where no volume was said, their GPUs", () =>
    expect(lead("What is the cheapest way to self-host Llama 3.3 70B?")).toMatch(
      /^Llama 3\.3 70B: smallest GPUs that serve it 1 x NVIDIA GH200 .*\$1\.49 an hour, as of 2026/,
    ));
});
