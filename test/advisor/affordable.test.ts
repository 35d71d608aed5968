import { describe, expect, test } from "vitest";
import { toPlain } from "../../src/core/plain.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

const answer = answererOf(await realKnowledge());
const ask = (text: string) => {
  const { reply, trace } = answer({ text, context: [] });
  return { kind: reply.kind, advisor: trace.advisor, told: toPlain(reply) };
};

describe("a budget is answered by the engine:", () => {
  test.for([
    [
      "Our budget is $5,000 a month, what can we afford?",
      [
        /^\$5,000 a month buys, people included, so many requests a day: about [\d,]+ of Llama 3\.3 70B at DeepInfra/,
        "out of reach with the people who run them",
        "GPT-5.5 at OpenAI; people paid from it: 5,900",
        "tokens in: 1,500 (500 to 4,000), tokens",
        "output tokens 30 USD per million tokens; as of 2026-07-01, anomalyco/models.dev",
        "price of a GPU hour: 1.49 USD; as of 2026",
      ],
    ],
    [
      "We have 60k dollars a year, which models can we afford with 20k requests a day?",
      [/^\$5,000 a month/, "Your 20,000 a day are in reach with"],
    ],
    [
      "what can I get for $300 a month on claude haiku",
      ["were people paid otherwise ($1,833 a month", "out of reach, people or not"],
    ],
    ["we have €2,000 a month at 1.1, what can we afford?", [/^\$2,200 a month buys/]],
    [
      "how many requests a day does a budget of $30k a month buy with llama 3.3 70b?",
      ["Machines of your own are in reach"],
    ],
  ] as const)("%s", ([text, says]) => {
    const { advisor, told } = ask(text);
    expect(advisor).toBe("affordable");
    for (const words of says)
      if (words instanceof RegExp) expect(told).toMatch(words);
      else expect(told).toContain(words);
  });

  test("one in another currency without its rate is not guessed", () =>
    expect(ask("budget of €2,000 a month, what can we afford?")).toMatchObject({
      kind: "help",
      told: expect.stringContaining("US dollars, and I know no rate") as string,
    }));

  test.for([
    "I have $5,000 a month and a clinic, patient data must stay, which way?",
    "What do 40 million tokens cost at $2.50 per million?",
    "server $9,000 a month or $3 per million tokens, break-even?",
    "How does budget matter?",
  ])("%s is another question", (text) => expect(ask(text).advisor).not.toBe("affordable"));
});
