import { PassThrough, Readable } from "node:stream";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import type { Question } from "../../src/core/question.ts";
import type { Reply } from "../../src/core/reply.ts";
import { runAsk } from "../../src/terminal/ask.ts";
import { runUnanswered } from "../../src/terminal/unanswered.ts";

let asked: Question[];
beforeEach(() => {
  asked = [];
  vi.stubEnv("FORCE_COLOR", undefined); // as some CI machines set it
});
const replyTo = (text: string): Reply => ({
  kind: text.includes("weather") ? "abstain" : "answer",
  title: "A title",
  blocks: [
    { kind: "text", text: `**You** asked: ${text}`, cites: [1] },
    { kind: "table", caption: "Bills", columns: ["Model", "USD"], rows: [["A", "2"]] },
  ],
  citations: [
    { entry: "lora", title: "What LoRA is", documents: ["A paper"], sources: ["p.txt"], reviewed: "2026-07-01" },
  ],
  knowledgeVersion: "v1",
});
const answer: Answer = (question) => {
  asked.push(question);
  return {
    reply: replyTo(question.text),
    trace: { advisor: "ask", entries: ["lora"], confidence: 0.12345678, ms: 1.23456 },
  };
};

interface Flags {
  readonly question?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly stdin?: Iterable<string | Uint8Array>;
}
async function run({ question, json = false, jsonl = false, stdin = [] }: Flags) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [stdout.toArray(), stderr.toArray()];
  const code = await runAsk({ question, json, jsonl, io: { stdin: Readable.from(stdin), stdout, stderr }, answer });
  stdout.end();
  stderr.end();
  return { code, out: (await out).join(""), err: (await err).join("") };
}
const lines = async (stdin: Iterable<string | Uint8Array>): Promise<Record<string, unknown>[]> => {
  const { code, out } = await run({ jsonl: true, stdin });
  expect(code).toBe(0);
  return out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};
const q = (id: unknown, question: string, more: object = {}): string => JSON.stringify({ id, question, ...more });

describe("ask", () => {
  test("prints the answer with its sources", async () => {
    const { code, out, err } = await run({ question: "What is LoRA?" });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("You asked: What is LoRA? [1]\n\nBills\n");
    expect(out).toMatch(/From: A paper\. Reviewed 2026-07-01\.\n$/);
  });

  test("exits with 0 when the bot does not know", async () => {
    expect((await run({ question: "the weather?" })).code).toBe(0);
  });

  test("reads the question from standard input for -", async () => {
    await run({ question: "-", stdin: ["What is ", "LoRA?\n"] });
    expect(asked).toEqual([{ text: "What is LoRA?\n", context: [] }]);
  });

  test.for([
    { is: "no question", flags: {} },
    { is: "an empty question", flags: { question: "  " } },
    { is: "nothing on standard input", flags: { question: "-", json: true } },
  ])("says how to ask when there is $is, and exits with 2", async ({ flags }) => {
    const { code, out, err } = await run(flags);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^There is no question; .*ask "Is open-weight really cheaper\?"\n$/);
  });

  test("does not take a question and --jsonl at once", async () => {
    const { code, err } = await run({ question: "What is LoRA?", jsonl: true });
    expect(code).toBe(2);
    expect(err).toContain("leave out the one behind ask");
  });
});

describe("ask --json", () => {
  test("prints one object with everything a script needs", async () => {
    const { out } = await run({ question: "What is LoRA?", json: true });
    expect(out.endsWith("}\n")).toBe(true);
    expect(JSON.parse(out)).toEqual({
      kind: "answer",
      text: "You asked: What is LoRA? [1]\n\nBills\nA; USD: 2\n\nSources\n[1] What LoRA is. From: A paper. Reviewed 2026-07-01.",
      markdown: expect.stringContaining("| Model | USD |") as string,
      citations: [{ entry: "lora", title: "What LoRA is", sources: ["p.txt"], reviewed: "2026-07-01" }],
      tables: [{ caption: "Bills", columns: ["Model", "USD"], rows: [["A", "2"]] }],
      knowledgeVersion: "v1",
      ms: 1.235,
      confidence: 0.123457,
      advisor: "ask",
    });
  });

  test("writes no control, invisible or line-breaking character, and loses none", async () => {
    const odd = "a\u001b[2Jb\u009bc\u202ed\u2028e\u{e0041}f\u007f";
    const { out } = await run({ question: odd, json: true });
    expect(out).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028]/u);
    expect((JSON.parse(out) as { text: string }).text).toContain(odd);
  });
});

describe("ask --jsonl", () => {
  test("answers line by line in order, each with the id it came with", async () => {
    const found = await lines([`${q("b", "one?")}\n${q(7, "two?")}\r\n\n${q({ x: 1 }, "three?")}`]);
    expect(found.map(({ id }) => id)).toEqual(["b", 7, { x: 1 }]);
    expect(asked.map(({ text }) => text)).toEqual(["one?", "two?", "three?"]);
  });

  test("hands the conversation on", async () => {
    const context = [
      { role: "user", text: "What is LoRA?" },
      { role: "bot", text: "A way to adapt." },
    ];
    await lines([q(1, "And its cost?", { context })]);
    expect(asked).toEqual([{ text: "And its cost?", context }]);
  });

  test("puts characters together that arrive in halves", async () => {
    const bytes = Buffer.from(`${q(1, "Größe 模型?")}\n`);
    await lines(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(asked[0]?.text).toBe("Größe 模型?");
  });

  test.for([
    { is: "is not JSON", line: "what is LoRA?", id: null, says: "this is not JSON" },
    { is: "is not an object", line: "[1]", id: null, says: "this is not a JSON object" },
    { is: "has no question", line: '{"id": 4}', id: 4, says: "question is missing" },
    { is: "has a number for a question", line: '{"id": 4, "question": 5}', id: 4, says: "question is not a text" },
    {
      is: "has another context",
      line: q(4, "x?", { context: [{ role: "system", text: "x" }] }),
      id: 4,
      says: "context is not a list of",
    },
    {
      is: "has over a megabyte",
      line: "x".repeat(1_100_000),
      id: null,
      says: "this line has more than 1,048,576 bytes",
    },
  ])("names what is wrong with a line that $is, and goes on", async ({ line, id, says }) => {
    const [, , bad, good] = await lines([`${q(1, "a?")}\n\n${q(2, "b?")}\n${line}\n${q(3, "c?")}\n`]);
    expect(bad?.["id"]).toEqual(id);
    expect(bad?.["error"]).toMatch(/^line 4: .*; write \{"id": …, "question": …\}$/);
    expect(bad?.["error"]).toContain(says);
    expect(good?.["id"]).toBe(3);
  });

  test("holds no more than a megabyte of a line, however long it is", async () => {
    const chunk = Buffer.alloc(65_536, "x");
    const long = function* () {
      yield `${q(1, "a?")}\n`;
      for (let i = 0; i < 1_600; i += 1) yield chunk; // the same memory 1,600 times: 100 MB
      yield `\n${q(2, "b?")}`;
    };
    expect((await lines(long())).map(({ id }) => id)).toEqual([1, null, 2]);
  });

  test("writes nothing for no input", async () => {
    expect(await lines([])).toEqual([]);
  });
});

const at = (day: number): string => `2026-07-0${day}T10:00:00.000Z`;
const groups = [
  { text: "Price of GPT-9?!", count: 2, lastAt: at(3), nearest: "list-prices" },
  { text: "Who won the cup?", count: 1, lastAt: at(1), nearest: null },
];
async function runList(list: Parameters<typeof runUnanswered>[0]["list"], json = false) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [stdout.toArray(), stderr.toArray()];
  const code = await runUnanswered({ list, json, io: { stdout, stderr } });
  stdout.end();
  stderr.end();
  return { code, out: (await out).join(""), err: (await err).join("") };
}

describe("unanswered", () => {
  test("lists what was asked, with the entry that came nearest", async () => {
    const { code, out } = await runList(async () => ({ ok: true, total: 3, groups }));
    expect(code).toBe(0);
    expect(out.split("\n").filter((line) => line.includes("×"))).toEqual([
      "   2× Price of GPT-9?! (last 2026-07-03; nearest: list-prices)",
      "   1× Who won the cup? (last 2026-07-01; nothing near)",
    ]);
  });

  test("gives the same as JSON", async () => {
    const { out } = await runList(async () => ({ ok: true, total: 3, groups }), true);
    const first = { text: "Price of GPT-9?!", count: 2, lastAt: at(3), nearest: "list-prices" };
    expect(JSON.parse(out)).toMatchObject({ total: 3, questions: [first, { count: 1 }] });
  });

  test("says so when there is none", async () => {
    expect((await runList(async () => ({ ok: true, total: 0, groups: [] }))).out).toBe(
      "No unanswered question is on record.\n",
    );
  });

  test("exits with 1 when the list cannot be read", async () => {
    const what = "/data/unanswered.jsonl could not be read (EACCES).";
    expect(await runList(async () => ({ ok: false, what }))).toEqual({ code: 1, out: "", err: `${what}\n` });
  });
});
