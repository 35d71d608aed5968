import { describe, expect, it } from "vitest";
import { linesOf } from "../../src/terminal/lines.ts";
import { runSearch, runSearchStdio, type SearchIo } from "../../src/terminal/search.ts";
import { stem } from "../../src/stem.ts";

const DOCS = [
  { id: "a", title: "Open weights", text: "Weights that can be downloaded.", aliases: ["what may we download?"] },
  { id: "b", text: "A closed model answers behind an API." },
];
const jsonl = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");

interface Terminal {
  readonly io: SearchIo;
  readonly out: () => { [name: string]: unknown }[];
  readonly err: () => string;
}

/** Files and standard input as text; what was written is kept. */
function terminal(files: { readonly [path: string]: string }, stdin: AsyncIterable<string> = pieces("")): Terminal {
  let out = "";
  let err = "";
  const io: SearchIo = {
    stem,
    stdin,
    stdout: { write: (text) => ((out += text), true), once: () => undefined },
    stderr: { write: (text) => ((err += text), true), once: () => undefined },
    open: (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      return pieces(text);
    },
    now: () => 0,
  };
  return {
    io,
    out: () =>
      out
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line)),
    err: () => err,
  };
}

async function* pieces(text: string, size = 7): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

async function stdio(lines: readonly unknown[]): Promise<{ [name: string]: unknown }[]> {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  const { io, out } = terminal({}, pieces(text));
  expect(await runSearchStdio(io)).toBe(0);
  return out();
}

describe("search over two files", () => {
  const flags = { corpus: "c.jsonl", queries: "q.jsonl", top: 2 };
  const queries = jsonl([
    { id: 2, text: "closed api" },
    { id: "1", text: "what may we download?" },
  ]);

  it("answers in the order of the queries, and gives times at the end", async () => {
    const { io, out, err } = terminal({ "c.jsonl": jsonl(DOCS), "q.jsonl": queries });
    expect(await runSearch(flags, io)).toBe(0);
    expect(out()).toMatchObject([
      { id: 2, hits: [{ id: "b" }], answerable: true },
      { id: "1", hits: [{ id: "a" }], answerable: true },
    ]);
    expect(err()).toMatch(/^index: 2 documents in \d+ ms; queries: 2 in .*p99 .* ms\n$/);
  });

  it("reads files with a byte order mark, Windows line ends, blank lines and no last line end", async () => {
    const { io, out } = terminal({
      "c.jsonl": `\uFEFF${jsonl(DOCS).replaceAll("\n", "\r\n\r\n")}`,
      "q.jsonl": queries.trimEnd(),
    });
    expect(await runSearch(flags, io)).toBe(0);
    expect(out()).toHaveLength(2);
  });

  it.each([
    ["a missing corpus", {}, "c.jsonl: This file cannot be read (ENOENT)"],
    ["an empty corpus", { "c.jsonl": "\n \n" }, "c.jsonl: This file is empty"],
    ["a line that is not JSON", { "c.jsonl": `${jsonl(DOCS)}{oops\n` }, "c.jsonl:3: This line is not JSON"],
    ["a line that is no object", { "c.jsonl": "[1]\n" }, "c.jsonl:1: This line is not a JSON object"],
    ["a document without id", { "c.jsonl": jsonl([{ text: "x" }]) }, `c.jsonl:1: A document's "id" must be`],
    [
      "a document without text",
      { "c.jsonl": jsonl([{ id: "x" }]) },
      'c.jsonl:1: "text" of document "x" must be a text',
    ],
    ["an id twice", { "c.jsonl": jsonl([...DOCS, DOCS[0]]) }, 'c.jsonl:3: The id "a" is already on line 1'],
    ["missing queries", { "c.jsonl": jsonl(DOCS) }, "q.jsonl: This file cannot be read"],
    [
      "a query without text",
      { "c.jsonl": jsonl(DOCS), "q.jsonl": jsonl([{ id: 1 }]) },
      'q.jsonl:1: A query needs "id" and "text"',
    ],
  ])("stops at %s with one sentence and code 2", async (_, files, message) => {
    const { io, out, err } = terminal(files);
    expect(await runSearch(flags, io)).toBe(2);
    expect(out()).toEqual([]);
    expect(err()).toContain(message);
    expect(err().trimEnd().split("\n")).toHaveLength(1);
  });

  it.each([[0], [-1], [2.5], [Number.NaN]])("refuses --top %d", async (top) => {
    const { io, err } = terminal({ "c.jsonl": jsonl(DOCS), "q.jsonl": queries });
    expect(await runSearch({ ...flags, top }, io)).toBe(2);
    expect(err()).toContain("--top");
  });
});

describe("search --stdio", () => {
  it("carries out operations in order and answers each with its id", async () => {
    const search = { op: "search", q: "downloaded weights", k: 1 };
    expect(
      await stdio([
        { id: 1, ...search },
        { id: 2, op: "index", docs: DOCS },
        { id: 3, ...search },
        { id: 4, op: "remove", ids: ["a"] },
        { id: 5, ...search },
        { id: 6, op: "upsert", docs: [{ id: "c", text: "Downloaded weights again.", title: null }] },
        { id: "7", ...search },
      ]),
    ).toMatchObject([
      { id: 1, hits: [], confidence: 0, answerable: false },
      { id: 2, ok: true, documents: 2 },
      { id: 3, hits: [{ id: "a" }], answerable: true },
      { id: 4, ok: true, documents: 1 },
      { id: 5, hits: [] },
      { id: 6, ok: true, documents: 2 },
      { id: "7", hits: [{ id: "c" }] },
    ]);
  });

  it.each([
    ["{oops", null, "not JSON"],
    ["[]", null, "not a JSON object"],
    [{ id: 1 }, 1, 'needs "op"'],
    [{ id: 1, op: "drop" }, 1, 'needs "op"'],
    [{ id: 1, op: "index" }, 1, 'needs "docs"'],
    [{ id: 1, op: "upsert", docs: [{ id: 5, text: "x" }] }, 1, `"id" must be a text`],
    [{ id: 1, op: "upsert", docs: [{ id: "x", text: "x", aliases: "x" }] }, 1, '"aliases" of document "x"'],
    [{ id: 1, op: "index", docs: [DOCS[0], DOCS[0]] }, 1, 'Two documents have the id "a"'],
    [{ id: 1, op: "remove", ids: "a" }, 1, 'needs "ids"'],
    [{ id: 1, op: "search" }, 1, 'needs "q"'],
    [{ id: 1, op: "search", q: "x", k: 0 }, 1, '"k" is the number of hits'],
  ])("answers the bad line %j with what to write, and goes on", async (line, id, message) => {
    const [first, bad, last] = await stdio([
      { id: 0, op: "index", docs: DOCS },
      line,
      { id: 9, op: "search", q: "closed" },
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(bad).toEqual({ id, error: expect.stringContaining(message) });
    expect(last).toMatchObject({ id: 9, hits: [{ id: "b" }] });
  });

  it("waits for a reader that is behind", async () => {
    const { io } = terminal(
      {},
      pieces(
        jsonl([
          { id: 1, op: "search", q: "x" },
          { id: 2, op: "search", q: "y" },
        ]),
      ),
    );
    let waited = 0;
    const slow = { write: () => false, once: (_: string, listener: () => void) => (waited++, setImmediate(listener)) };
    await runSearchStdio({ ...io, stdout: slow });
    expect(waited).toBe(2);
  });
});

describe("lines", () => {
  it("come whole out of bytes that are cut anywhere, also inside a character", async () => {
    const text = "first ü\r\n\nsecond 模型 🚀\nlast";
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 2, 3, 100]) {
      const chunks = async function* (): AsyncGenerator<Uint8Array> {
        for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
      };
      const lines: string[] = [];
      for await (const line of linesOf(chunks())) lines.push(line);
      expect(lines).toEqual(["first ü", "", "second 模型 🚀", "last"]);
    }
  });
});
