import { beforeAll, expect, test } from "vitest";
import type { Catalog } from "../../src/core/catalog.ts";
import type { Answer } from "../../src/core/ports.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

/** For each gap: questions that it takes, and questions close by that the sources do answer. */
const near = [
  {
    id: "prices",
    held: ["Why do API prices rise with volume?", "Is open-weight cheaper?", "How is a closed model priced?"],
    notHeld: [
      "What does GPT-5 cost per million tokens?",
      "how much is Claude per seat",
      "cheapest GPU price per hour?",
      "What's the subscription price of ChatGPT?",
    ],
  },
  {
    id: "benchmark-scores",
    held: [
      "Can open models match closed ones?",
      "Is the performance gap shrinking?",
      "what is the intelligence index?",
    ],
    notHeld: [
      "What MMLU score does Llama 4 have?",
      "ranking of Gemini on the leaderboard",
      "how many points is Qwen behind GPT?",
      "accuracy of Claude in percent",
      "What Elo does DeepSeek have?",
    ],
  },
  {
    id: "which-model-is-better",
    held: ["Which open model is popular?", "Is open better than closed?", "what is Claude good at?"],
    notHeld: [
      "Is Claude better than GPT?",
      "which is smarter, Gemini or Claude?",
      "gpt or claude?",
      "Is OpenAI more reliable than Anthropic?",
      "Llama or Qwen?",
    ],
  },
  {
    id: "training-on-what-you-send",
    held: [
      "Can we train a closed model on our data?",
      "does our data leave the company with a closed model?",
      "how do I train an open model on company data?",
    ],
    notHeld: [
      "Do closed models train on my data?",
      "Does OpenAI train on our prompts?",
      "is our data used to train ChatGPT?",
      "do vendors learn from my conversations",
      "will they use my chats for training?",
    ],
  },
  {
    id: "unnamed-models",
    held: ["Is Qwen an open model?", "which models are open-weight?", "What is Falcon?"],
    notHeld: [
      "Is Grok open?",
      "tell me about Cohere",
      "is Command R open source",
      "Kimi or GLM for us?",
      "what about Phi-4",
    ],
  },
  {
    id: "parameter-counts",
    held: ["What are parameters?", "What are weights?", "what is a small language model?"],
    notHeld: [
      "How many parameters does GPT-5 have?",
      "parameter count of Llama 4",
      "How big is Qwen?",
      "what is the download size of Mistral",
      "number of layers in Claude exactly",
    ],
  },
  {
    id: "context-windows",
    held: [
      "Will context windows grow in future?",
      "which model is good with long documents?",
      "What is Claude good at?",
    ],
    notHeld: [
      "What is the context window of Claude?",
      "How many tokens fit into Gemini's context?",
      "max tokens of GPT-5",
      "Llama context length?",
      "what context size does Qwen have",
    ],
  },
  {
    id: "dates",
    held: [
      "What happens when a vendor retires a model?",
      "can I pin a version with an open model?",
      "which models lead in 2026?",
    ],
    notHeld: [
      "When was Llama 4 released?",
      "release date of GPT-5",
      "What is the knowledge cut-off of Claude?",
      "Which year did Mistral come out?",
      "when will DeepSeek be discontinued",
    ],
  },
  {
    id: "gpu-sizing",
    held: [
      "What hardware does self-hosting need?",
      "Why are GPU clusters expensive?",
      "can a small model run on a device?",
    ],
    notHeld: [
      "How many GPUs do I need for Llama 4?",
      "How much VRAM does Mistral need?",
      "can my laptop run Qwen?",
      "Which GPU should I buy for a 70B model?",
      "tokens per second on an H100",
    ],
  },
  {
    id: "licence-clauses",
    held: [
      "Why do licence terms matter?",
      "Is open-weight the same as open-source?",
      "should I check the licence of an open model?",
    ],
    notHeld: [
      "What does the Llama licence say about 700 million users?",
      "which clause of the Apache licence covers patents",
      "Can I redistribute Gemma commercially?",
      "exact terms of the Qwen licence",
      "difference between MIT and Apache licence",
    ],
  },
  {
    id: "forecasts",
    held: ["what are the trends?", "what happens when a vendor raises its prices?", "is the gap shrinking?"],
    notHeld: [
      "how much will OpenAI raise its prices?",
      "who will win in the end, open or closed?",
      "which model will be the best next year?",
      "how fast will prices fall?",
      "in 2028, what prices do we pay?",
    ],
  },
  {
    id: "retention-periods",
    held: ["what is a non-retention agreement?", "does our data leave with a closed model?", "zero data retention?"],
    notHeld: [
      "how many days does Anthropic keep prompts?",
      "how long is data stored by OpenAI?",
      "for how long do they retain our texts",
      "how many months until Google deletes chats?",
      "how long does a vendor hold logs",
    ],
  },
  {
    id: "your-own-rules",
    held: ["what does data residency mean?", "who should own the decision?", "what are hard limits?"],
    notHeld: [
      "does our company allow ChatGPT?",
      "am I allowed to paste customer mails into Claude?",
      "what is our company's policy on AI?",
      "has our works council approved this?",
      "is my boss okay with open models?",
    ],
  },
  {
    id: "regions",
    held: ["What is data residency?", "Which model is strong in Asia?", "does self-hosting help with residency?"],
    notHeld: [
      "does Azure host GPT in Frankfurt?",
      "is Claude available in Switzerland",
      "which regions are offered by Anthropic?",
      "Gemini hosted in the EU?",
      "can I get GPT from Dublin",
    ],
  },
  {
    id: "strictest-vendor",
    held: ["what is a non-retention agreement?", "which models are closed?", "what is a third-party host?"],
    notHeld: [
      "which vendor has the strictest non-retention terms?",
      "best GPU cloud provider",
      "what vendor is the most reliable",
      "which provider offers the lowest latency?",
    ],
  },
  {
    id: "announced-page",
    held: ["is there a comparison table in the sources?", "which sources are there?", "who wrote the sources?"],
    notHeld: [
      "send me the comparison page that the course promised",
      "what does the table on the next page of the article say?",
      "show the chart announced in the lesson",
      "the video linked in the article, what's in it?",
      "that promised side-by-side table, third row please",
    ],
  },
  {
    id: "installation",
    held: ["How does self-hosting work?", "What is LoRA?", "what work does operating a model take?"],
    notHeld: [
      "How do I install vLLM?",
      "docker command to run Llama",
      "which learning rate should I use for LoRA?",
      "write me a python script that calls the API",
      "kubernetes config for Mistral",
    ],
  },
  {
    id: "legal-conclusions",
    held: [
      "Who is responsible for compliance?",
      "Does regulation matter for the choice?",
      "can regulated data go to a closed model?",
    ],
    notHeld: [
      "Is it legal to send patient data to OpenAI?",
      "Does this violate the GDPR?",
      "Can we be sued for using a closed model?",
      "would that be compliant with HIPAA?",
      "Which vendor is SOC 2 certified?",
    ],
  },
  {
    id: "thresholds",
    held: ["When is open cheaper at volume?", "which skills does self-hosting need?", "how do I think about ROI?"],
    notHeld: [
      "what is the exact break-even point?",
      "how many engineers do I need?",
      "After how many months does it pay off?",
      "What is the payback period?",
    ],
  },
  {
    id: "company-facts",
    held: ["Who builds Llama?", "Is a model free when its weights are?", "who invests more?"],
    notHeld: [
      "Who is the CEO of OpenAI?",
      "How many employees does Mistral have?",
      "market share of Anthropic?",
      "What percentage of companies use open models?",
      "when was DeepSeek founded?",
    ],
  },
  {
    id: "training-and-energy",
    held: ["How transparent are closed models?", "Does uptime matter?", "what happens in an outage of a closed API?"],
    notHeld: [
      "What data was GPT-5 trained on?",
      "How much CO2 does Llama emit?",
      "what uptime percentage does Azure have",
      "Which datasets trained Claude?",
      "how many outages did OpenAI have?",
    ],
  },
  {
    id: "recipes",
    held: ["Can a model help with translation?", "which model for customer support?", "What is RAG?"],
    notHeld: [
      "What's the weather tomorrow?",
      "book me a meeting room",
      "Who won the world cup?",
      "tell me a joke",
      "What is the capital of France?",
    ],
  },
] as const;

let answer: Answer;
let catalog: Catalog;
beforeAll(async () => {
  const kb = await realKnowledge();
  answer = answererOf(kb);
  catalog = kb.catalog;
});

test.for(near.flatMap(({ id, notHeld }) => notHeld.map((text) => [id, text] as const)))(
  "%s: “%s” is not held, and the bot says so",
  ([, text]) => {
    const { reply } = answer({ text, context: [] });
    expect(reply.kind).toBe("abstain");
    expect(JSON.stringify(reply.blocks)).not.toMatch(/[$€£] ?\d/);
  },
);

test.for(near.flatMap(({ id, held }) => held.map((text) => [id, text] as const)))(
  "%s: “%s” is close by and gets its answer",
  ([, text]) => {
    const { reply } = answer({ text, context: [] });
    expect(reply.kind).toBe("answer");
    expect(reply.citations.length).toBeGreaterThan(0);
  },
);

test("every gap of the knowledge is asked after here", () => {
  expect(catalog.gaps.map((gap) => gap.id)).toEqual(near.map(({ id }) => id));
});

test.for([
  "is the canteen open on friday",
  "closed umbrella or open umbrella for the photo?",
  "which model railway gauge is popular",
  "who is hosting the karaoke evening",
])("“%s” holds a word of ours and is about something else", (text) => {
  expect(answer({ text, context: [] }).reply.kind).toBe("abstain");
});
