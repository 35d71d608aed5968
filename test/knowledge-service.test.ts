import { join } from "node:path";
import { rm } from "node:fs/promises";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { type Served, serveKnowledge } from "../src/knowledge-service.ts";
import { changed, good, goodFolder, put, temporaryFolder } from "./knowledge/folder.ts";

const alpha = "entries/alpha.md";
const patience = { timeout: 20_000, interval: 20 };

async function serve(folder: string): Promise<Served> {
  const opened = await serveKnowledge(folder);
  if (!opened.ok) throw new Error(opened.message);
  return opened.served;
}
/** Follows the folder; every log line is kept. */
async function follow(folder: string) {
  const served = await serve(folder);
  const lines: string[] = [];
  const watcher = served.follow(pino({ level: "info" }, { write: (line: string) => void lines.push(line) }));
  onTestFinished(() => watcher.stop());
  const named = () => served.warnings().map(({ name, file, line }) => [name, file, line]);
  return { served, lines, named };
}
const misspelt = { name: "knowledge-not-reloaded", file: alpha, line: 2, column: 1 };

test("a good folder has no warnings", async () => {
  expect((await serve(await goodFolder())).warnings()).toEqual([]);
});

test("a file that breaks is a warning with its place and remedy, until it is mended", async () => {
  const folder = await goodFolder();
  const { served, lines } = await follow(folder);
  const { version } = served.current().catalog;
  await put(folder, { [alpha]: changed(alpha, "title:", "tilte:") });
  const want = [{ ...misspelt, what: "unknown key tilte", remedy: "did you mean title?" }];
  await vi.waitFor(() => expect(served.warnings()).toEqual(want), patience);
  expect(served.current().catalog.version).toBe(version);
  expect(lines.at(-1)).toContain(`${alpha}:2:1: unknown key tilte; did you mean title?`);
  await put(folder, { [alpha]: good[alpha] ?? "" });
  await vi.waitFor(() => expect(served.warnings()).toEqual([]), patience);
});

test("a folder that goes away is a warning without a file", async () => {
  const folder = await goodFolder();
  const { served, named } = await follow(folder);
  await rm(folder, { recursive: true });
  await vi.waitFor(() => expect(named()).toEqual([["knowledge-not-reloaded", undefined, undefined]]), patience);
  expect(served.current().catalog.entries.size).toBe(2);
});

test("what is broken at the start is left out, named, and logged", async () => {
  const folder = await goodFolder();
  await put(folder, { "entries/beta.md": "oops" });
  const { served, lines, named } = await follow(folder);
  expect(named()).toEqual([["knowledge-left-out", "entries/beta.md", 1]]);
  expect([...served.current().catalog.entries.keys()]).toEqual(["alpha"]);
  expect(lines.join("")).toContain("entries/beta.md:1:1: ");
});

test("a file from which nothing is read is named at the start and when it comes, and the edit beside it is served", async () => {
  const folder = await goodFolder();
  await put(folder, { "entries/notes.txt": "oops" });
  const { served, lines, named } = await follow(folder);
  expect(named()).toEqual([["knowledge-untidy", "entries/notes.txt", 1]]);
  expect(lines.join("")).toContain(
    "entries/notes.txt:1:1: nothing is read from a file of this name; entries are .md files",
  );
  await put(folder, {
    "entries/gamma.markdown": "oops",
    [alpha]: changed(alpha, "This answers by itself.", "A new answer."),
  });
  await vi.waitFor(() => expect(named()).toHaveLength(2), patience);
  await vi.waitFor(() => expect(served.current().catalog.entries.get("alpha")?.answer).toBe("A new answer."), patience);
  expect(lines.at(-1)).toContain("entries/gamma.markdown:1:1: ");
});

test("of very many problems twenty are listed, errors first, and how many more there are", async () => {
  const folder = await goodFolder();
  await put(folder, Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`entries/${i}.txt`, "oops"])));
  await put(folder, { "entries/zeta.md": "oops" });
  const warnings = (await serve(folder)).warnings();
  expect(warnings).toHaveLength(21);
  expect(warnings[0]).toMatchObject({ name: "knowledge-left-out", file: "entries/zeta.md" });
  expect(warnings.at(-1)).toMatchObject({ name: "knowledge-more", what: "11 more problems are not listed here" });
});

test("a folder from which nothing could ever be served is refused in a message", async () => {
  const folder = await goodFolder();
  await put(folder, { "sources.yaml": "- id: {" });
  expect(await serveKnowledge(folder)).toEqual({
    ok: false,
    message: expect.stringMatching(/^KNOWLEDGE_DIR: nothing in .* can be served\.\nsources\.yaml:1:\d+: /) as string,
  });
  expect((await serveKnowledge(join(await temporaryFolder(), "none"))).ok).toBe(false);
});
