import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Answer } from "../../src/core/ports.ts";
import type { Question } from "../../src/core/question.ts";
import type { Block } from "../../src/core/reply.ts";
import { runChat } from "../../src/terminal/chat.ts";

let asked: Question[];
let dataDir: string;
beforeEach(() => {
  asked = [];
  vi.stubEnv("FORCE_COLOR", undefined); // as some CI machines set it
  dataDir = join(mkdtempSync(join(tmpdir(), "chat-")), "data");
});
afterEach(() => rmSync(join(dataDir, ".."), { recursive: true }));

const starters = ["What is open-weight?", "Is open cheaper?", "Compare open and closed on privacy"];
/** Answers everything, cites nothing, offers one question. */
const answer: Answer = (question) => {
  asked.push(question);
  const blocks: Block[] = [
    { kind: "text", text: `You asked ${question.text}`, cites: [] },
    ...(question.text === "hi" ? [] : [{ kind: "next", label: "Ask next:", questions: ["What is LoRA?"] } as const]),
  ];
  return {
    reply: { kind: "answer", title: "A title", blocks, citations: [], knowledgeVersion: "v1" },
    trace: { advisor: "ask", entries: [], confidence: 1, ms: 1 },
  };
};
const texts = (): string[] => asked.map(({ text }) => text);

vi.setConfig({ testTimeout: 30_000 });
const patience = { timeout: 20_000 }; // for a busy machine; nothing waits that long when it works

/** A chat whose streams look like a terminal, or like pipes. */
function open(terminal: boolean, dir?: string) {
  const stdin = Object.assign(new PassThrough(), { isTTY: terminal });
  const stdout = Object.assign(new PassThrough(), { isTTY: terminal, columns: 80 });
  let out = "";
  stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  const ended = runChat({ io: { stdin, stdout }, answer, starters, dataDir: dir });
  const shown = (): string => stripVTControlCharacters(out);
  return {
    ended,
    shown,
    type: (keys: string) => stdin.write(keys),
    end: () => stdin.end(),
    sees: (text: string) => vi.waitFor(() => expect(shown()).toContain(text), patience),
  };
}

describe("chat over a pipe", () => {
  test("answers each line, without welcome, prompt or farewell", async () => {
    const chat = open(false, dataDir);
    chat.type("hi\n\nhi\n/banana\n");
    chat.type("hi");
    chat.end();
    expect(await chat.ended).toBe(0);
    expect(chat.shown()).toBe(
      "You asked hi\n\nYou asked hi\n\nThere is no command /banana. /help lists them all.\n\nYou asked hi\n\n",
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  test("stops at /quit", async () => {
    const chat = open(false);
    chat.type("hi\n/quit\nnever read\n");
    expect(await chat.ended).toBe(0);
    expect(texts()).toEqual(["hi"]);
  });

  test("ends with empty input", async () => {
    const chat = open(false);
    chat.end();
    expect(await chat.ended).toBe(0);
    expect(chat.shown()).toBe("");
  });
});

describe("chat at a terminal", () => {
  test("welcomes, answers, and says goodbye on Ctrl-D", async () => {
    const chat = open(true);
    await chat.sees("to leave.");
    chat.type("one?\r");
    await chat.sees("You asked one?");
    chat.type("\u0004");
    expect(await chat.ended).toBe(0);
    expect(chat.shown()).toMatch(/Goodbye\.\n$/);
  });

  test("takes back what is being typed on Ctrl-C, and leaves on the second", async () => {
    const chat = open(true);
    chat.type("never asked\u0003");
    await chat.sees("Press Ctrl-C again");
    chat.type("\u0003");
    expect(await chat.ended).toBe(0);
    expect(texts()).toEqual([]);
  });

  test("does not count a Ctrl-C from before the last question", async () => {
    const chat = open(true);
    chat.type("\u0003one?\r");
    await chat.sees("You asked one?");
    chat.type("\u0003two?\r");
    await chat.sees("You asked two?");
    chat.type("\u0004");
    await chat.ended;
    expect(texts()).toEqual(["one?", "two?"]);
  });

  test("completes a command on Tab", async () => {
    const chat = open(true);
    await chat.sees("> ");
    chat.type("/sou");
    await chat.sees("> /sou");
    chat.type("\t");
    await chat.sees("> /sources");
    chat.type("\r");
    await chat.sees("Nothing was answered yet");
    chat.type("/quit\r");
    expect(await chat.ended).toBe(0);
  });

  test("remembers questions for the next chat in a file only its owner can read", async () => {
    const first = open(true, dataDir);
    first.type("one?\r");
    await first.sees("You asked one?");
    first.type("2\r/why\r/weigh ask two?\r");
    await first.sees("You asked two?");
    first.type("\u0004");
    await first.ended;
    const file = join(dataDir, "history");
    expect(readFileSync(file, "utf8")).toBe("one?\n/weigh ask two?\n");
    expect([statSync(file).mode & 0o777, statSync(dataDir).mode & 0o777]).toEqual([0o600, 0o700]);
    const second = open(true, dataDir);
    second.type("\u001b[A\u001b[A\r"); // twice up
    await second.sees("You asked one?");
    second.type("\u0004");
    await second.ended;
  });

  test("deletes what it remembers on /forget, in the file and on the up key", async () => {
    const chat = open(true, dataDir);
    chat.type("secret?\r");
    await chat.sees("You asked secret?");
    chat.type("/forget\r");
    await chat.sees("Forgotten");
    expect(existsSync(join(dataDir, "history"))).toBe(false);
    chat.type("\u001b[A\u001b[A\u001b[A\r");
    chat.type("hi\r");
    await chat.sees("You asked hi");
    chat.type("\u0004");
    await chat.ended;
    expect(texts()).toEqual(["secret?", "hi"]);
    expect(readFileSync(join(dataDir, "history"), "utf8")).toBe("hi\n");
  });

  test("goes on when the history cannot be kept", async () => {
    writeFileSync(dataDir, "a file where the folder should be");
    const chat = open(true, dataDir);
    chat.type("one?\r");
    await chat.sees("You asked one?");
    chat.type("\u0004");
    expect(await chat.ended).toBe(0);
  });
});
