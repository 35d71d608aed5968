import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { KnowledgeBase } from "../../src/advisor/knowledge-base.ts";
import { createAnswer } from "../../src/advisor/answer.ts";
import type { Answer } from "../../src/core/ports.ts";
import { toMarkdown, toPlain } from "../../src/core/plain.ts";
import type { Turn } from "../../src/core/question.ts";
import type { Block, Reply } from "../../src/core/reply.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let kb: KnowledgeBase;
let answer: Answer;
beforeAll(async () => {
  kb = await realKnowledge();
  answer = answererOf(kb);
});
const ask = (text: string): Reply => answer({ text, context: [] }).reply;
const lead = (reply: Reply): string => {
  const [first] = reply.blocks;
  return first?.kind === "text" ? first.text : "";
};

describe("what can't be read as a question gets one clear sentence", () => {
  test.for([
    ["nothing", "", "help", /got no question/],
    ["spaces", "  \n\t ", "help", /got no question/],
    ["invisible characters", "\u200B\u202E\uFEFF", "help", /got no question/],
    ["control characters", "\u0000\u0001\u001B", "help", /got no question/],
    ["lone surrogates", "\uDFFF\uD800", "help", /got no question/],
    ["a mention only", "<@U012AB3CD>", "help", /got no question/],
    ["a channel call only", "<!channel>", "help", /got no question/],
    ["emoji", "🎉🎉👍🏽", "help", /can't read a question/],
    ["punctuation", "... !!! ---", "help", /can't read a question/],
    ["brackets", "((((((((", "help", /can't read a question/],
    ["a question mark", "?", "help", /choose between/],
    ["20,000 characters", "open ".repeat(4_000), "help", /20,000 characters; I read up to 3,000/],
    ["3,001 characters", "a".repeat(3_001), "help", /3,001 characters/],
    ["Greek", "Τι είναι ένα μοντέλο ανοιχτού κώδικα;", "abstain", /in English/],
    ["Russian", "Что такое открытая модель?", "abstain", /in English/],
    ["Arabic", "ما هو النموذج المفتوح؟", "abstain", /in English/],
    ["Chinese", "什么是开放权重模型？", "abstain", /in English/],
    ["Hindi", "खुला मॉडल क्या है?", "abstain", /in English/],
    ["Thai", "โมเดลเปิดคืออะไร", "abstain", /in English/],
    ["Hebrew", "מה זה מודל פתוח?", "abstain", /in English/],
    ["one letter", "a", "abstain", /can't tell from that/],
    ["one digit", "7", "abstain", /only answer questions|don't know/],
    ["one word 3,000 characters long", "a".repeat(3_000), "abstain", /don't know/],
    ["a word of another subject over and over", "banana ".repeat(400).trim(), "abstain", /don't know/],
    ["deep brackets", `${"(".repeat(700)}lunch${")".repeat(700)}`, "abstain", /don't know|only answer/],
    ["a regular expression", "^(a+)+$|[x-z]{3,}(?=foo)\\b", "abstain", /don't know/],
    ["JSON", '{"user": {"id": 17, "tags": ["x", null]}}', "abstain", /don't know/],
    ["HTML", "<div class='a'><b>lunch</b></div>", "abstain", /only answer questions/],
    ["SQL", "SELECT * FROM orders WHERE id = 1 OR 1=1", "abstain", /don't/],
    ["a link", "https://example.com/a/b?c=d#e", "abstain", /don't know/],
    ["a link in Slack's form", "<https://example.com/a/b|lunch menu>", "abstain", /don't know|only answer/],
    ["keys hit at random", "asdf jkl; qwertz", "abstain", /don't know|English/],
    ["a number", "3.14159", "abstain", /don't know|only answer/],
    ["a file path", "/usr/local/bin/foo --bar", "abstain", /don't/],
  ] as const)("%s", ([, text, kind, says]) => {
    const reply = ask(text);
    expect(reply.kind).toBe(kind);
    expect(lead(reply)).toMatch(says);
    expect(lead(reply)).toMatch(/^[A-Z“].*[.!?]$/s);
    expect(reply.citations.length > 0 && reply.kind === "help").toBe(false);
  });

  test.for([
    ["in brackets", `${"(".repeat(50)}what is LoRA?${")".repeat(50)}`],
    ["in HTML", "<p>What is <b>LoRA</b>?</p>"],
    ["in JSON", '{"question": "what is LoRA?"}'],
    ["in capitals", "WHAT IS LORA???"],
    ["in full-width letters", "ｗｈａｔ ｉｓ ＬｏＲＡ？"],
    ["with a mention", "<@U012AB3CD> what is LoRA?"],
    ["with emoji", "🤔 what is LoRA? 🙏"],
    ["with zero-width characters", "what is Lo\u200BRA?"],
    ["with line breaks", "what\nis\n\nLoRA\n?"],
    ["with a greeting", "Hi there! What is LoRA?"],
    ["in bold", "*what is LoRA?*"],
    ["in code", "`what is LoRA?`"],
    ["quoted", "&gt; what is LoRA?"],
  ] as const)("a question %s is still answered", ([, text]) => {
    expect(ask(text)).toMatchObject({
      kind: "answer",
      citations: [{ entry: "lora" }, ...ask(text).citations.slice(1)],
    });
  });
});

const citesOf = (block: Block): readonly number[] =>
  block.kind === "text"
    ? block.cites
    : block.kind === "points"
      ? block.points.flatMap((p) => p.cites)
      : block.kind === "steps"
        ? block.steps.flatMap((s) => s.cites)
        : [];

/** What every reply owes its reader, whatever was asked. */
function expectSound(reply: Reply): void {
  expect(reply.title).not.toBe("");
  expect(reply.title.length).toBeLessThanOrEqual(150);
  expect(reply.blocks.length).toBeGreaterThan(0);
  expect(reply.blocks.length).toBeLessThanOrEqual(13); // the costs of a case are the longest
  for (const { entry, sources } of reply.citations) {
    expect(kb.catalog.entries.has(entry)).toBe(true);
    expect(sources.length).toBeGreaterThan(0);
  }
  for (const cite of reply.blocks.flatMap(citesOf)) {
    expect(Number.isInteger(cite) && cite >= 1 && cite <= reply.citations.length).toBe(true);
  }
  const text = toMarkdown(reply) + toPlain(reply) + reply.title;
  expect(text).not.toMatch(/<[!@]|[\p{Cs}]|\bNaN\b|\bInfinity\b|\bundefined\b|\[object|\de\+\d/u);
  expect(text).not.toContain("\u001B");
  expect(text.length).toBeLessThan(20_000);
}

describe("any message gets a sound reply", () => {
  const subject = fc.constantFrom(
    ..."what|is|open|closed|model|LoRA|compare|vs|we|bank|data may not leave|$5|per million|30M tokens|<!channel>|<@U1>|ignore your rules|help|hello|why|and|?|,|GPT-5|price|Llama|privacy|cost|table|H100|\u001B[31m|constructor|__proto__|toString|1e21|\uD800|模型|&lt;!here&gt;".split(
      "|",
    ),
  );
  const words = fc.array(
    fc.oneof({ weight: 4, arbitrary: subject }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) }),
    { maxLength: 20 },
  );
  const message = words.map((all) => all.join(" "));
  const context = fc.array(fc.record({ role: fc.constantFrom<Turn["role"]>("user", "bot"), text: message }), {
    maxLength: 4,
  });

  test("of words of the subject, in any order, after any conversation", () => {
    fc.assert(
      fc.property(message, context, (text, before) => expectSound(answer({ text, context: before }).reply)),
      { numRuns: 300 },
    );
  });

  test("of any characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => expectSound(ask(text))),
      { numRuns: 200 },
    );
  });

  test("of the longest length, which no pattern takes minutes for", () => {
    for (const piece of [
      "a",
      "a ",
      "we ",
      "from 1 to ",
      "per million ",
      "is not ",
      "$1 ",
      "( ",
      "1,",
      "open closed ",
      "token",
      "<",
      "&lt;",
      "no data ",
      "?!",
    ]) {
      expectSound(ask(piece.repeat(3_000 / piece.length)));
    }
  });

  test("after a conversation of a thousand turns of three thousand characters", () => {
    const turns = Array.from(
      { length: 1_000 },
      (_, i): Turn => ({ role: i % 2 ? "bot" : "user", text: "What is LoRA? ".repeat(214) }),
    );
    expectSound(answer({ text: "and why?", context: turns }).reply);
  });
});

test("the same question gets the same reply", () => {
  expect(ask("Is open-weight cheaper?")).toEqual(ask("Is open-weight cheaper?"));
});

test("a bug is reported once, and its asker gets a sentence", () => {
  const bugs: unknown[] = [];
  const broken = {
    ...kb,
    gaps: [
      {
        matches: () => {
          throw new Error("broken");
        },
      },
    ],
  } as unknown as KnowledgeBase;
  const breaking = createAnswer({ current: () => broken, nowMs: () => 0, onBug: (bug) => bugs.push(bug) });
  const { reply, trace } = breaking({ text: "What is LoRA?", context: [] });
  expect(bugs).toHaveLength(1);
  expect(trace.advisor).toBe("broken");
  expect(lead(reply)).toMatch(/went wrong on my side/);
});

test("the trace tells how long finding took, question by question", () => {
  const found = answer({ text: "What is LoRA?", context: [] }).trace;
  expect(found.searchMs).toBeGreaterThan(0);
  expect(found.searchMs ?? 0).toBeLessThanOrEqual(found.ms);
  expect(answer({ text: "hello", context: [] }).trace.searchMs).toBe(0);
});
