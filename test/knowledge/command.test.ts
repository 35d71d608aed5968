import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { checkKnowledge } from "../../src/knowledge/findings.ts";
import { schemaFiles, writeSchemas } from "../../src/knowledge/json-schema.ts";
import { kinds } from "../../src/knowledge/kinds.ts";
import { runKnowledgeCheck, runKnowledgeSchemas } from "../../src/terminal/knowledge.ts";
import { changed, goodFolder, put, temporaryFolder, today } from "./folder.ts";

type Io = { readonly stdout: PassThrough; readonly stderr: PassThrough };
async function run(command: (io: Io) => Promise<number>) {
  const io = { stdout: new PassThrough(), stderr: new PassThrough() };
  const [out, err] = [io.stdout.toArray(), io.stderr.toArray()];
  const code = await command(io);
  io.stdout.end();
  io.stderr.end();
  return { code, out: (await out).join(""), err: (await err).join("") };
}
const checked = (folder: string, json = false) =>
  run((io) => runKnowledgeCheck({ folder, json, check: (path) => checkKnowledge(path, today) }, io));

const alpha = "entries/alpha.md";

test("knowledge check says that a good folder is good, and how much it holds", async () => {
  const { code, out, err } = await checked(await goodFolder());
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(
    /^knowledge is good: 2 entries, 1 architectures, 1 models, 2 documents, 2 factors, 1 gaps, 1 languages, 3 open models, 1 GPUs, 2 endpoints, version [0-9a-f]{12}\n$/,
  );
});

test("knowledge check prints every problem where it is, and counts them", async () => {
  const folder = await goodFolder();
  await put(folder, {
    [alpha]: changed(alpha, "side: both", "side: bth").replace("reviewed", "reviewd"),
    "glossary.yaml": "- terms: [one]\n",
  });
  expect(await checked(`${folder}/`)).toEqual({
    code: 1,
    out: `${folder}/entries/alpha.md:8:7: side can't be "bth"; did you mean both? write open, closed, hybrid or both
${folder}/entries/alpha.md:11:1: unknown key reviewd; did you mean reviewed?
${folder}/glossary.yaml:1:10: terms of item 1 lists 1; write two terms or more that mean the same
3 problems in 2 files
`,
    err: "",
  });
});

test("knowledge check counts a warning as a problem", async () => {
  const folder = await goodFolder();
  await put(folder, { [alpha]: changed(alpha, "2026-11-01", "2025-01-01") });
  const { code, out } = await checked(folder);
  expect(code).toBe(1);
  expect(out).toContain("\n1 problem in 1 file, none of which stops serving\n");
});

test("knowledge check names a file from which nothing is read", async () => {
  const folder = await goodFolder();
  await put(folder, { "entries/notes.txt": "oops" });
  expect(await checked(folder)).toMatchObject({
    code: 1,
    out: `${folder}/entries/notes.txt:1:1: nothing is read from a file of this name; entries are .md files; rename or move it
1 problem in 1 file, none of which stops serving
`,
  });
});

test("knowledge check --json prints one object", async () => {
  const folder = await goodFolder();
  await put(folder, { [alpha]: changed(alpha, "[beta]", "[bta]") });
  const { out } = await checked(folder, true);
  expect(JSON.parse(out)).toMatchObject({
    good: false,
    problems: [
      {
        file: `${folder}/${alpha}`,
        line: 14,
        column: 11,
        what: "there is no entry bta",
        remedy: "did you mean beta?",
        severity: "error",
      },
    ],
    counts: { entries: 2 },
  });
});

test("knowledge check of a folder that is not there is wrong use, in one sentence", async () => {
  const folder = join(await temporaryFolder(), "none");
  expect(await checked(folder)).toEqual({
    code: 2,
    out: "",
    err: `there is no readable folder ${folder}; set KNOWLEDGE_DIR to the folder that holds entries/ and sources.yaml, or leave it out to use ./knowledge.\n`,
  });
  expect(await checked(await temporaryFolder())).toMatchObject({ code: 2, out: "" });
});

test("knowledge schemas writes one for each kind of file, and no problem with it", async () => {
  const folder = await goodFolder();
  const { code, out } = await run((io) => runKnowledgeSchemas({ folder, write: writeSchemas }, io));
  expect({ code, out }).toEqual({ code: 0, out: `${kinds.length} schemas written to ${folder}/schemas\n` });
  expect((await readdir(join(folder, "schemas"))).toSorted()).toEqual([...schemaFiles().keys()].toSorted());
  const schema: unknown = JSON.parse(await readFile(join(folder, "schemas/entry.schema.json"), "utf8"));
  expect(schema).toMatchObject({
    $schema: "http://json-schema.org/draft-07/schema#",
    additionalProperties: false,
    required: ["title", "questions", "side", "sources", "reviewed", "standing", "related"],
    properties: { title: { maxLength: 80 }, questions: { minItems: 4 } },
  });
  expect((await checked(folder)).code).toBe(0);
});

test("knowledge schemas that can't be written are told", async () => {
  const write = () => Promise.reject(new Error("EACCES: permission denied"));
  const { code, err } = await run((io) => runKnowledgeSchemas({ folder: "x", write }, io));
  expect({ code, err }).toEqual({
    code: 1,
    err: "the schemas could not be written (EACCES: permission denied); give a folder that you may write to.\n",
  });
});
