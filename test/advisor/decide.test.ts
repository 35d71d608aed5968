import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import { toPlain } from "../../src/core/plain.ts";
import type { Question } from "../../src/core/question.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let answer: Answer;
beforeAll(async () => {
  answer = answererOf(await realKnowledge());
});
/** The side that the first sentence takes. */
const sideOf = (text: string, context: Question["context"] = []): string => {
  const { reply, trace } = answer({ text, context });
  const [first] = reply.blocks;
  const verdict = first?.kind === "text" ? (/\*\*(.+?)\*\*/.exec(first.text)?.[1] ?? "") : "";
  if (trace.advisor !== "decide") return trace.advisor;
  return verdict.startsWith("Use both") ? "hybrid" : verdict.includes("closed") ? "closed" : "open";
};

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
    [
      "hybrid",
      "Most tickets are simple but a few are really hard, and we have an ML team. We want one recommendation.",
    ],
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
    ["closed", "We are an insurer with claims data and no GPUs, no ML people. What do you suggest?"],
    ["closed", "We have regulated data and a deadline next week. Which should we pick?"],
    ["open", "Data must not leave our network and we need the best quality. What now?"],
  ] as const)("goes %s: “%s”", ([want, text]) => {
    expect(sideOf(text)).toBe(want);
  });

  test.for([
    [
      "We're a hospital, patient records must not leave the building, and we have no ML team. Open or closed?",
      /partner|narrow/,
    ],
    [
      "We're a bank and a vendor is acceptable if it signs a contract that nothing is kept. Which model?",
      /negotiated terms[^]*Sign and review the terms/,
    ],
    [
      "Our tractors work in the field without internet. Which kind of model should we use?",
      /small open model on the device/,
    ],
    [
      "Some of our requests hold confidential client data, the rest is public marketing text. What do you suggest?",
      /rule for which task/,
    ],
  ] as const)("is told how: “%s”", ([text, says]) => {
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
  ] as const)("turns the verdict to %s: %s %s", ([want, case_, back]) => {
    const context = [
      { role: "user", text: case_ },
      { role: "bot", text: "Lean …" },
    ] as const;
    expect(sideOf(back, context)).toBe(want);
  });
});

test("what hung on a fact that is taken back is said to be open again", () => {
  const context = [
    { role: "user", text: "Patient letters must stay in house, we have no engineers. Which way?" },
    { role: "bot", text: "Self-host …" },
  ] as const;
  const { reply } = answer({ text: "and if the data were not sensitive?", context });
  expect(toPlain(reply)).toContain("Open again, since it hung on what you took back: may data leave.");
});

describe("a case in notes, without a sentence", () => {
  test.for([
    ["open", "500 million tokens a day, nothing sensitive, have an MLOps team"],
    ["open", "Factory, trade secrets, offline, under 50 ms. Which way?"],
    ["open", "bill is 80,000 dollars a month and growing; six ML engineers"],
    ["closed", "no confidential data, no deadline, no engineers, low volume"],
  ] as const)("goes %s: %s", ([want, text]) => {
    expect(sideOf(text)).toBe(want);
  });
});

test("a case told over several turns keeps every fact, so that a later one does not turn the verdict round", () => {
  const context = [
    { role: "user" as const, text: "We're a clinic, patient letters must stay in house" },
    { role: "bot" as const, text: "Noted." },
    { role: "user" as const, text: "we have no engineers" },
    { role: "bot" as const, text: "Noted." },
  ];
  expect(sideOf("Which way?", context)).toBe("open");
});
