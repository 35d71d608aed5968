import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import { verdictOf } from "../../src/advisor/decide.ts";
import type { RuleOfThumb, Side } from "../../src/core/catalog.ts";
import { toPlain } from "../../src/core/plain.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let answer: Answer;
beforeAll(async () => {
  answer = answererOf(await realKnowledge());
});
const leadOf = (text: string): string => {
  const [first] = answer({ text, context: [] }).reply.blocks;
  return first?.kind === "text" ? (/lean \*\*(.+?)\*\*/i.exec(first.text)?.[1] ?? "no lean") : "no text";
};
const side = (call: string): string =>
  call.startsWith("hybrid") ? "hybrid" : call.includes("closed") ? "closed" : call.includes("open") ? "open" : call;

describe("a described case", () => {
  test.for([
    ["open", "We're a hospital, patient records must not leave the building, and we have no ML team. Open or closed?"],
    ["open", "Our data may never leave our servers, nobody here can run a model. What do you recommend?"],
    ["open", "We are a law firm with two ML engineers, files must stay in house. Which way?"],
    ["closed", "We're a start-up with no engineers and need a prototype by Friday. Which should we choose?"],
    ["closed", "We are a small shop and write marketing posts, a handful a day. Open or closed?"],
    ["open", "We process 2 billion tokens a month and have a strong ML team with our own GPUs. What would you choose?"],
    ["open", "Huge volume, steady all day, experienced platform team: which way should we lean?"],
    ["closed", "We have low volume and no technical people. Open or closed?"],
    [
      "hybrid",
      "Some of our requests hold confidential client data, the rest is public marketing text. What do you suggest?",
    ],
    ["hybrid", "Most tickets are simple but a few are really hard. We want one recommendation."],
    ["closed", "We're a bank and a vendor is acceptable if it signs a contract that nothing is kept. Which model?"],
    [
      "closed",
      "Our clinic may use a vendor under a zero retention agreement, that is fine with legal. Open or closed?",
    ],
    ["open", "Our tractors work in the field without internet. Which kind of model should we use?"],
    ["open", "We need an assistant on a ship at sea with no connection. What do you recommend?"],
    ["open", "We want to avoid lock-in and have our own ML team. Which side?"],
    ["open", "We need to fine-tune deeply on our own jargon and inspect the weights. Open or closed?"],
    ["closed", "We need the best possible reasoning for complex code, nothing is confidential. Which would you pick?"],
    ["closed", "We need video and voice features soon. Which should we go with?"],
    ["open", "We are a ministry with classified documents, no cloud. Which way?"],
    ["open", "Our API bill is exploding and we have idle GPUs. Should we move?"],
    ["closed", "We're a school with no budget and no IT staff; only general questions. Which model should we choose?"],
    ["closed", "We don't have sensitive data and don't want to host anything. Which one?"],
    [
      "closed",
      "A small agency wants to write newsletters and product descriptions. Which model would you choose for us?",
    ],
    ["open", "We must keep everything on-premises, no vendor allowed. Our team has no experience. Which way?"],
    ["closed", "Our documents may go to the cloud, that's no problem, and we have no ML people. Open or closed?"],
    ["hybrid", "We are an insurer with claims data and no GPUs, no ML people. What do you suggest?"],
    ["hybrid", "We have regulated data and a deadline next week. Which should we pick?"],
    ["open", "Data must not leave our network and we need the best quality. What now?"],
  ] as const)("leans %s: “%s”", ([want, text]) => {
    expect(side(leadOf(text))).toBe(want);
  });

  test.for([
    [
      "We're a hospital, patient records must not leave the building, and we have no ML team. Open or closed?",
      /partner|narrower/,
    ],
    [
      "We're a bank and a vendor is acceptable if it signs a contract that nothing is kept. Which model?",
      /negotiated terms[^]*contract is signed/,
    ],
    ["Our tractors work in the field without internet. Which kind of model should we use?", /small open-weight model/],
    [
      "Some of our requests hold confidential client data, the rest is public marketing text. What do you suggest?",
      /[Ee]ach task gets a rule/,
    ],
  ] as const)("is told its condition: “%s”", ([text, says]) => {
    expect(toPlain(answer({ text, context: [] }).reply)).toMatch(says);
  });

  test.for([
    "What does data residency mean?",
    "Why do banks choose open models?",
    "Who should own the decision?",
    "What is an agentic workflow?",
    "We like it.",
  ])("is not seen in “%s”", (text) => {
    expect(answer({ text, context: [] }).trace.advisor).not.toBe("decide");
  });

  test("is not carried into a fresh question", () => {
    const context = [
      { role: "user", text: "We're a clinic, data must stay in house, no team. Which way?" },
      { role: "bot", text: "Lean open." },
    ] as const;
    expect(answer({ text: "Why are closed models faster to set up?", context }).trace.advisor).toBe("ask");
  });
});

describe("a follow-up that takes a fact back", () => {
  test.for([
    [
      "closed",
      "Patient letters must stay in house, we have no engineers. Which way?",
      "and if the data were not sensitive?",
    ],
    [
      "closed",
      "We are a bank with two engineers and a deadline on Friday. Open or closed?",
      "what if nothing is confidential?",
    ],
    ["open", "We have huge steady volume and no engineers. Which side?", "and if we had an ML team?"],
    ["closed", "Our tractors work offline and we have no ML people. Which way?", "what if they had a connection?"],
  ] as const)("turns the leaning to %s: %s %s", ([want, case_, back]) => {
    const context = [
      { role: "user", text: case_ },
      { role: "bot", text: "Lean …" },
    ] as const;
    const [first] = answer({ text: back, context }).reply.blocks;
    expect(side(first?.kind === "text" ? (/lean \*\*(.+?)\*\*/i.exec(first.text)?.[1] ?? "") : "")).toBe(want);
  });
});

describe("a case in notes, without a sentence", () => {
  test.for([
    ["open", "500 million tokens a day, nothing sensitive, have an MLOps team"],
    ["open", "Factory, trade secrets, offline, under 50 ms. Which way?"],
    ["open", "bill is 80,000 dollars a month and growing; six ML engineers"],
    ["closed", "no confidential data, no deadline, no engineers, low volume"],
  ] as const)("leans %s: %s", ([want, text]) => {
    expect(side(leadOf(text))).toBe(want);
  });
  test("both sides of a near tie are named in the first sentence", () => {
    const [first] = answer({ text: "Startup with patient data, launch in 4 weeks", context: [] }).reply.blocks;
    expect(first).toMatchObject({ text: expect.stringMatching(/For open-weight: .*For closed: /) });
  });
});

const rule = (lean: Side, strength: number): RuleOfThumb =>
  ({ id: `${lean}-${strength}`, lean, strength }) as RuleOfThumb;

describe("the verdict of rules", () => {
  test.for([
    ["none", [], undefined, undefined],
    ["one", [["open", 3]], "open", "open-3"],
    [
      "the strongest of one side",
      [
        ["closed", 3],
        ["closed", 5],
      ],
      "closed",
      "closed-5",
    ],
    [
      "the stronger of two sides",
      [
        ["closed", 3],
        ["open", 6],
      ],
      "open",
      "open-6",
    ],
    [
      "two sides of the same strength",
      [
        ["closed", 5],
        ["open", 5],
      ],
      "hybrid",
      "closed-5",
    ],
    [
      "two sides a point apart",
      [
        ["closed", 5],
        ["open", 6],
      ],
      "hybrid",
      "open-6",
    ],
    [
      "two sides two points apart",
      [
        ["closed", 5],
        ["open", 7],
      ],
      "open",
      "open-7",
    ],
    [
      "mixed work, whatever is stronger",
      [
        ["open", 10],
        ["hybrid", 2],
      ],
      "hybrid",
      "hybrid-2",
    ],
    [
      "mixed work beside a tie",
      [
        ["open", 5],
        ["closed", 5],
        ["hybrid", 8],
      ],
      "hybrid",
      "hybrid-8",
    ],
  ] as const)("%s", ([, rules, lean, lead]) => {
    const verdict = verdictOf(rules.map(([s, strength]) => rule(s, strength)));
    expect(verdict?.lean).toBe(lean);
    expect(verdict?.lead.id).toBe(lead);
  });
});

test("a case told over several turns keeps every fact, so that a later one does not turn the leaning round", () => {
  const context = [
    { role: "user" as const, text: "We're a clinic, patient letters must stay in house" },
    { role: "bot" as const, text: "Noted." },
    { role: "user" as const, text: "we have no engineers" },
    { role: "bot" as const, text: "Noted." },
  ];
  const { reply } = answer({ text: "Which way?", context });
  expect(JSON.stringify(reply.blocks[0])).toMatch(/Lean \*\*open-weight/);
});
