import { beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import type { Question } from "../../src/core/question.ts";
import type { Block } from "../../src/core/reply.ts";
import { createConversation } from "../../src/terminal/conversation.ts";

let asked: Question[];
beforeEach(() => {
  asked = [];
});

const starters = ["What is open-weight?", "Is open cheaper?", "Compare open and closed on privacy"];
/** Answers everything; a greeting cites nothing and offers nothing. */
const answer: Answer = (question) => {
  asked.push(question);
  const greeting = question.text === "hi";
  const next: Block = { kind: "next", label: "Ask next:", questions: ["What is LoRA?", "What is RAG?"] };
  return {
    reply: {
      kind: greeting ? "smalltalk" : "answer",
      title: "A title",
      blocks: [
        { kind: "text", text: `You asked ${question.text}`, cites: greeting ? [] : [1] },
        ...(greeting ? [] : [next]),
      ],
      citations: greeting
        ? []
        : [{ entry: "lora", title: "LoRA", documents: ["A paper"], sources: ["p.txt"], reviewed: "2026-07-01" }],
      knowledgeVersion: "v1",
    },
    trace: { advisor: "ask", entries: ["lora"], confidence: 0.9, ms: 4.2 },
  };
};
const texts = (): string[] => asked.map(({ text }) => text);

const start = (forget: () => string | undefined = () => undefined, width = 80) =>
  createConversation({ answer, starters, look: () => ({ width, colour: false }), forget });

describe("a conversation", () => {
  test("keeps the last sixteen turns as context", async () => {
    const { respond } = start();
    const lines = Array.from({ length: 10 }, (_, i) => `question ${i}?`);
    for (const line of lines) await respond(line);
    expect(asked[1]?.context.map(({ role }) => role)).toEqual(["user", "bot"]);
    expect(asked[1]?.context[1]?.text).toContain("You asked question 0?");
    expect(asked[9]?.context.filter(({ role }) => role === "user").map(({ text }) => text)).toEqual(lines.slice(1, 9));
    expect(asked[9]?.context).toHaveLength(16);
  });

  test("asks the suggestion whose number is typed: first of the welcome, then of the last answer", async () => {
    const { respond } = start();
    expect((await respond("3")).text).toMatch(/^> Compare open and closed on privacy\n\nYou asked Compare/);
    await respond(" 2. ");
    expect(texts()).toEqual([starters[2], "What is RAG?"]);
  });

  test("waits for an answer that a model words", async () => {
    const worded = createConversation({
      answer: async (question) => answer(question),
      starters,
      look: () => ({ width: 80, colour: false }),
      forget: () => undefined,
    });
    expect((await worded.respond("one?")).text).toContain("You asked one?");
    expect((await worded.respond("/why")).text).toContain("Advisor: ask");
  });

  test("names the numbers that there are", async () => {
    expect((await start().respond("4")).text).toBe(
      "There is no suggestion 4: type a number from 1 to 3, or a question.",
    );
    expect(asked).toEqual([]);
  });

  test("takes a number for a question when nothing was suggested", async () => {
    const { respond } = start();
    await respond("hi");
    await respond("4");
    expect(texts()).toEqual(["hi", "4"]);
  });

  test.for([
    { typed: "/weigh ask What is LoRA?", means: "What is LoRA?" },
    { typed: "/weigh What is LoRA?", means: "What is LoRA?" },
    { typed: "/weigh help", means: "help" },
    { typed: "/weigh", means: "help" },
    { typed: "/WEIGH cost", means: "cost" },
    { typed: "/data/models is full, why?", means: "/data/models is full, why?" },
    { typed: "constructor", means: "constructor" },
  ])("takes “$typed” for the question “$means”", async ({ typed, means }) => {
    await start().respond(typed);
    expect(texts()).toEqual([means]);
  });

  test.for([
    { typed: "/sorces", says: "There is no command /sorces; did you mean /sources? /help lists them all." },
    { typed: "/so", says: "There is no command /so; did you mean /sources? /help lists them all." },
    { typed: "/wiegh ask x", says: "There is no command /wiegh; did you mean /weigh? /help lists them all." },
    { typed: "/banana", says: "There is no command /banana. /help lists them all." },
    { typed: "/why", says: "Nothing was answered yet; ask something first." },
    { typed: "  ", says: "" },
  ])("answers “$typed” without asking anything", async ({ typed, says }) => {
    expect(await start().respond(typed)).toEqual({ text: says, leave: false });
    expect(asked).toEqual([]);
  });

  test("shows sources, reasons and JSON of the last answer", async () => {
    const { respond } = start();
    await respond("one?");
    expect((await respond("/sources")).text).toBe(
      "[1] LoRA\n    • A paper (p.txt)\n    Entry lora, reviewed 2026-07-01",
    );
    expect((await respond("/why")).text).toBe(
      "Advisor: ask\nKind of reply: answer\nEntries: lora\nConfidence: 0.90 on a scale from 0 to 1\nTime: 4.2 ms\nKnowledge: v1",
    );
    expect(JSON.parse((await respond("/json")).text)).toMatchObject({ kind: "answer", advisor: "ask" });
    await respond("hi");
    expect((await respond("/sources")).text).toContain("cites nothing");
  });

  test("starts anew on /new: no context, the first suggestions, no last answer", async () => {
    const { respond } = start();
    await respond("one?");
    await respond("/new");
    expect((await respond("/sources")).text).toContain("Nothing was answered yet");
    await respond("1");
    expect(asked[1]).toEqual({ text: starters[0], context: [] });
  });

  test("tells whether /forget worked", async () => {
    expect((await start().respond("/forget")).text).toMatch(/^Forgotten/);
    expect((await start(() => "history could not be deleted.").respond("/forget")).text).toBe(
      "history could not be deleted.",
    );
  });

  test.for(["/quit", "/QUIT", "quit", "exit", ":q"])("ends on %s", async (typed) => {
    expect(await start().respond(typed)).toEqual({ text: "", leave: true });
  });

  test("lists every command on /help", async () => {
    for (const name of ["/sources", "/why", "/json", "/new", "/forget", "/help", "/quit", "/weigh"]) {
      expect((await start().respond("/help")).text).toContain(name);
    }
  });

  test.for([20, 40, 100])("welcomes in six lines that fit %i columns", (width) => {
    const lines = start(undefined, width).welcome().split("\n");
    expect(lines).toHaveLength(6);
    expect(lines.filter((line) => /^ {2}[123]\. /.test(line))).toHaveLength(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
  });
});
