import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openUnanswered, type UnansweredQuestion } from "../../src/store/unanswered.ts";

let dataDir: string;
let file: string;
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), "unanswered-")), "data");
  file = join(dataDir, "unanswered.jsonl");
});
afterEach(() => rmSync(join(dataDir, ".."), { recursive: true }));

const questionOf = (text: string, day = "2026-07-10"): UnansweredQuestion => ({
  text,
  at: `${day}T10:00:00.000Z`,
  platform: "slack",
  knowledgeVersion: "v1",
  nearest: "lora",
});
const now = () => Date.parse("2026-07-11T10:00:00.000Z");
const textsIn = (store = openUnanswered(dataDir)): string[] => {
  const listed = store.list();
  return listed.ok ? listed.questions.map(({ text }) => text) : [listed.what];
};

test("what is added is listed, also after a restart", () => {
  const store = openUnanswered(dataDir);
  expect(store.add(questionOf("one?"))).toEqual({ ok: true });
  store.add({ ...questionOf("two?"), nearest: null });
  expect(openUnanswered(dataDir).list()).toEqual({
    ok: true,
    questions: [questionOf("one?"), { ...questionOf("two?"), nearest: null }],
  });
});

test("nothing is made before the first question, and then only its owner can read it", () => {
  const store = openUnanswered(dataDir, 30);
  expect(textsIn(store)).toEqual([]);
  expect(existsSync(dataDir)).toBe(false);
  store.add(questionOf("one?"));
  expect([statSync(file).mode & 0o777, statSync(dataDir).mode & 0o777]).toEqual([0o600, 0o700]);
});

test.for([
  { is: "cut to 500 characters", from: "x".repeat(900), to: "x".repeat(500) },
  { is: "not cut within a character", from: `${"x".repeat(499)}🙂`, to: "x".repeat(499) },
  { is: "cleaned of control characters", from: "a\u001b[31mb\u0000c\nd", to: "a [31mb c d" },
  {
    is: "cleaned of who was mentioned",
    from: "<@U012ABC> asks <@U999|ann> and <at>Bob</at>: why?",
    to: "asks and : why?",
  },
  { is: "freed of a mail address", from: "Is ann@example.com an admin?", to: "Is [email] an admin?" },
  { is: "freed of a key", from: "my password is hunter2", to: "my password is [key]" },
  {
    is: "freed of a mail address before it is cut",
    from: `${"x ".repeat(246)}ann@example.com`,
    to: `${"x ".repeat(246)}[email]`,
  },
  { is: "not cut within a placeholder", from: `${"x ".repeat(248)}ann@example.com, why?`, to: "x ".repeat(248).trim() },
])("a text is $is", ({ from, to }) => {
  openUnanswered(dataDir).add(questionOf(from));
  expect(textsIn()).toEqual([to]);
});

test("what a question gave away never reaches the disk", () => {
  const given = ["ann@example.com", "+49 171 1234567", "4111 1111 1111 1111", "hunter2canary", "@ann.lee"];
  openUnanswered(dataDir).add(
    questionOf(`I am ${given.slice(0, 3).join(", ")}, password: ${given[3]}; ask ${given[4]}`),
  );
  const kept = readFileSync(file, "utf8");
  expect(given.filter((piece) => kept.includes(piece))).toEqual([]);
  expect(textsIn()).toEqual(["I am [email], [phone], [number], password: [key]; ask [mention]"]);
});

test("what was kept before there were placeholders is listed with them", () => {
  mkdirSync(dataDir);
  writeFileSync(file, `${JSON.stringify(questionOf("write to ann@example.com"))}\n`);
  expect(textsIn()).toEqual(["write to [email]"]);
});

test("more than the known fields is not kept", () => {
  const more = { ...questionOf("one?"), user: "U012ABC" };
  openUnanswered(dataDir).add(more);
  expect(readFileSync(file, "utf8")).not.toContain("U012ABC");
});

test("a text of nothing is not kept", () => {
  expect(openUnanswered(dataDir).add(questionOf("\u0000 <@U012ABC>"))).toEqual({ ok: true });
  expect(existsSync(file)).toBe(false);
});

test("a line that was left half written is passed over, and the next is whole", () => {
  const store = openUnanswered(dataDir);
  store.add(questionOf("one?"));
  appendFileSync(file, '{"text":"tw');
  expect(textsIn(store)).toEqual(["one?"]);
  store.add(questionOf("three?"));
  expect(textsIn(store)).toEqual(["one?", "three?"]);
});

test("lines that are something else are passed over", () => {
  mkdirSync(dataDir);
  writeFileSync(
    file,
    'null\n[]\n7\n{"text":5}\n{"text":"x","at":"yesterday"}\n{"text":"one?","at":"2026-07-10T10:00:00.000Z"}\n',
  );
  expect(textsIn()).toEqual(["one?"]);
});

test("what is older than the retention is deleted at open, and not listed once it gets older", () => {
  const store = openUnanswered(dataDir, undefined, now);
  store.add(questionOf("old?", "2026-06-01"));
  store.add(questionOf("young?", "2026-07-05"));
  let today = now();
  const opened = openUnanswered(dataDir, 30, () => today);
  expect(readFileSync(file, "utf8")).not.toContain("old?");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(textsIn(opened)).toEqual(["young?"]);
  today += 40 * 86_400_000;
  expect(textsIn(opened)).toEqual([]);
});

test("without a retention everything stays", () => {
  openUnanswered(dataDir).add(questionOf("old?", "1999-01-01"));
  expect(textsIn()).toEqual(["old?"]);
});

test("beyond 5 MB the oldest half goes", () => {
  const store = openUnanswered(dataDir);
  store.add(questionOf("first?"));
  const line = (i: number): string => `${JSON.stringify(questionOf(`${i} ${"x".repeat(450)}`))}\n`;
  appendFileSync(file, Array.from({ length: 8_999 }, (_, i) => line(i)).join(""));
  expect(statSync(file).size).toBeGreaterThan(5_000_000);
  expect(store.add(questionOf("last?"))).toEqual({ ok: true });
  expect(statSync(file).size).toBeLessThan(3_000_000);
  const texts = textsIn(store);
  expect(texts).toHaveLength(4_500);
  expect([texts.includes("first?"), texts.at(-1)]).toEqual([false, "last?"]);
  expect(readdirSync(dataDir)).toEqual(["unanswered.jsonl"]);
});

test("a folder that cannot be written is told in a sentence, and nothing is thrown", () => {
  writeFileSync(dataDir, "a file where the folder should be");
  const store = openUnanswered(dataDir, 30);
  const added = store.add(questionOf("one?"));
  expect(added.ok).toBe(false);
  expect(added).toMatchObject({
    what: expect.stringMatching(/unanswered\.jsonl could not be written \(\w+\): .*DATA_DIR/) as string,
  });
  expect(store.list().ok).toBe(false);
});

test.runIf(existsSync("/dev/full"))("a full disk is told in a sentence, and nothing is thrown", () => {
  mkdirSync(dataDir);
  symlinkSync("/dev/full", file);
  expect(openUnanswered(dataDir).add(questionOf("one?"))).toEqual({
    ok: false,
    what: `${file} could not be written (ENOSPC): free some space on its disk.`,
  });
});

describe("the check", () => {
  test("is good where questions can be kept, and leaves nothing but an empty file", () => {
    expect(openUnanswered(dataDir).check()).toEqual({ ok: true });
    expect([readdirSync(dataDir), readFileSync(file, "utf8")]).toEqual([["unanswered.jsonl"], ""]);
    expect([statSync(file).mode & 0o777, statSync(dataDir).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test("changes nothing of what is kept", () => {
    openUnanswered(dataDir).add(questionOf("one?"));
    appendFileSync(file, '{"text":"tw');
    const before = readFileSync(file, "utf8");
    expect(openUnanswered(dataDir).check()).toEqual({ ok: true });
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test.runIf(existsSync("/proc/self"))("names a folder that the system refuses, at once", () => {
    expect(openUnanswered("/proc/x", 30).check()).toEqual({
      ok: false,
      what: expect.stringMatching(
        /^\/proc\/x\/unanswered\.jsonl could not be written \(ENOENT\): .*DATA_DIR/,
      ) as string,
    });
  });

  test("names a folder that is a file, and is good once that is mended", () => {
    writeFileSync(dataDir, "a file where the folder should be");
    const store = openUnanswered(dataDir);
    expect(store.check().ok).toBe(false);
    rmSync(dataDir);
    expect(store.check()).toEqual({ ok: true });
  });

  test("names a folder that may be read only", () => {
    mkdirSync(dataDir);
    chmodSync(join(dataDir, ".."), 0o755);
    chmodSync(dataDir, 0o555);
    // Root may write everywhere, so root becomes nobody for a moment.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.("nobody");
    const checked = openUnanswered(dataDir).check();
    if (isRoot) process.seteuid?.(0);
    expect(checked).toEqual({
      ok: false,
      what: expect.stringContaining("(EACCES): let the user that runs this write"),
    });
  });

  test("tries again after a question could not be kept", () => {
    const store = openUnanswered(dataDir);
    expect(store.check().ok).toBe(true);
    rmSync(dataDir, { recursive: true });
    writeFileSync(dataDir, "a file where the folder should be");
    expect([store.check().ok, store.add(questionOf("one?")).ok, store.check().ok]).toEqual([true, false, false]);
  });
});
