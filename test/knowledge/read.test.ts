import { chmod, mkdir, rename, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { getuid } from "node:process";
import { describe, expect, test } from "vitest";
import { isBroken, openKnowledge } from "../../src/knowledge/load.ts";
import { formatProblem } from "../../src/knowledge/problems.ts";
import { fingerprint } from "../../src/knowledge/read.ts";
import { good, goodFolder, put, temporaryFolder, today } from "./folder.ts";

async function open(folder: string) {
  const opened = await openKnowledge(folder, today, { coverage: true });
  if ("ok" in opened) throw new Error(opened.what);
  return { ...opened, lines: opened.problems.map(formatProblem) };
}

const alpha = "entries/alpha.md";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = good[alpha] ?? "";

describe("a folder on disk", () => {
  test("is good, README, schemas and what editors leave aside", async () => {
    const folder = await goodFolder();
    await put(folder, {
      "schemas/x.yaml": "oops",
      "entries/README.md": "oops",
      "entries/.alpha.md.swp": "oops",
      "entries/.#alpha.md": "oops",
      "entries/alpha.md~": "oops",
      "entries/alpha.md.swp": "oops",
      "entries/#alpha.md#": "oops",
      "entries/alpha.md.bak": "oops",
      "entries/alpha.md___jb_tmp___": "oops",
      "entries/.DS_Store": "oops",
      "entries/4913": "",
      LICENSE: "oops",
      ".git/x.yaml": "oops",
    });
    const { lines, catalog } = await open(folder);
    expect(lines).toEqual([]);
    expect([...(catalog?.entries.keys() ?? [])]).toEqual(["alpha", "beta"]);
  });

  test.for([
    ["entries/notes.txt", "entries are .md files; rename or move it"],
    ["entries/gamma.markdown", "entries are .md files; rename or move it"],
    ["entries/gamma.yml", "entries are .md files; rename or move it"],
    ["entries/gamma", "entries are .md files; rename or move it"],
    ["architectures/other.yml", "architectures are .yaml files; rename or move it"],
    ["architectures/other.json", "architectures are .yaml files; rename or move it"],
    ["models/maker/other.txt", "models are .yaml files; rename or move it"],
    ["glosary.yml", "did you mean glossary.yaml?"],
  ] as const)("names %s, from which nothing is read, and is served all the same", async ([path, remedy]) => {
    const folder = await goodFolder();
    const before = await open(folder);
    await put(folder, { [path]: "oops" });
    const opened = await open(folder);
    expect(opened.lines).toEqual([`${path}:1:1: nothing is read from a file of this name; ${remedy}`]);
    expect(isBroken(opened)).toBe(false);
    expect(opened.catalog?.entries).toEqual(before.catalog?.entries);
  });

  test("that holds no more than stray files is empty", async () => {
    const folder = join(await temporaryFolder(), "knowledge");
    await put(folder, { "entries/notes.txt": "oops" });
    expect(await openKnowledge(folder, today)).toMatchObject({
      ok: false,
      what: expect.stringContaining("holds no knowledge files"),
    });
  });

  test.for([
    ["a byte order mark", bytes(`\ufeff${text}`)],
    ["line ends of Windows", bytes(text.replaceAll("\n", "\r\n"))],
    ["both", bytes(`\ufeff${text.replaceAll("\n", "\r\n")}`)],
    ["no line end at the end", bytes(text.trimEnd())],
    ["spaces after the dashes", bytes(text.replaceAll("---\n", "---  \n"))],
  ] as const)("may have %s", async ([, content]) => {
    const folder = await goodFolder();
    const before = await open(folder);
    await put(folder, { [alpha]: content });
    const after = await open(folder);
    expect(after.lines).toEqual([]);
    expect(after.catalog?.entries).toEqual(before.catalog?.entries);
  });

  test("has the same version with line ends of Windows", async () => {
    const folder = await goodFolder();
    const before = await open(folder);
    await put(folder, { [alpha]: text.replaceAll("\n", "\r\n") });
    expect((await open(folder)).catalog?.version).toBe(before.catalog?.version);
  });

  test.for([
    [
      "bytes that are no text",
      Uint8Array.from([...bytes("---\ntitle: a"), 0xff, 0xfe, 0x80]),
      "2:9: there are bytes here that are no text; save the file as UTF-8 text, or take it out of the folder",
    ],
    [
      "a NUL",
      bytes(text.replace("itself", "it\0self")),
      "16:19: there are bytes here that are no text; save the file as UTF-8 text, or take it out of the folder",
    ],
    [
      "UTF-16",
      new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le")),
      "1:1: the file is UTF-16 text; save it as UTF-8",
    ],
    [
      "5 MB",
      new Uint8Array(5 * 1_048_576).fill(97),
      "1:1: the file has 5.0 MB; split it or take it out of the folder: 1 MB is the most",
    ],
  ] as const)("with %s in a file has one problem", async ([, content, want]) => {
    const folder = await goodFolder();
    await put(folder, { [alpha]: content });
    const opened = await open(folder);
    expect(opened.lines).toEqual([`${alpha}:${want}`]);
    expect(isBroken(opened)).toBe(true);
  });

  test("names a folder that is called like a file", async () => {
    const folder = await goodFolder();
    await put(folder, { "entries/gamma.md/inside.md": "oops" });
    expect((await open(folder)).lines).toEqual([
      "entries/gamma.md:1:1: this is a folder; name folders without .md or .yaml at the end",
    ]);
  });

  test("names a link that leads nowhere", async () => {
    const folder = await goodFolder();
    await symlink("nowhere.md", join(folder, "entries/gamma.md"));
    expect((await open(folder)).lines).toEqual([
      "entries/gamma.md:1:1: the link leads nowhere (ENOENT); mend the link or take it out",
    ]);
  });

  test("follows links to files and folders, and none in a circle", async () => {
    const folder = await goodFolder();
    const elsewhere = await temporaryFolder();
    const before = await open(folder);
    await rename(join(folder, "entries"), join(elsewhere, "real-entries"));
    await symlink(join(elsewhere, "real-entries"), join(folder, "entries"));
    await rename(join(folder, "gaps.yaml"), join(elsewhere, "gaps"));
    await symlink(join(elsewhere, "gaps"), join(folder, "gaps.yaml"));
    await symlink(folder, join(folder, "entries", "round"));
    const after = await open(folder);
    expect(after.lines).toEqual([]);
    expect(after.catalog?.version).toBe(before.catalog?.version);
  });

  test("names a file that it has no right to read", async () => {
    const folder = await goodFolder();
    await chmod(dirname(folder), 0o755);
    await chmod(folder, 0o755);
    await chmod(join(folder, alpha), 0);
    // Root may read everything, so root becomes nobody for a moment.
    const isRoot = getuid?.() === 0;
    if (isRoot) process.seteuid?.("nobody");
    const read = await open(folder).finally(() => isRoot && process.seteuid?.(0));
    expect(read.lines).toEqual([
      `${alpha}:1:1: the file can't be read (EACCES); give the service's user the right to read it`,
    ]);
  });

  test("that is missing, empty or a file is refused in one sentence", async () => {
    const folder = await temporaryFolder();
    await put(folder, { file: "" });
    await mkdir(join(folder, "empty"));
    const said = async (name: string) => openKnowledge(join(folder, name), today);
    expect(await said("none")).toMatchObject({
      ok: false,
      what: `there is no readable folder ${join(folder, "none")}`,
    });
    expect(await said("file")).toMatchObject({
      ok: false,
      what: `there is no readable folder ${join(folder, "file")}`,
    });
    expect(await said("empty")).toMatchObject({ ok: false, what: expect.stringContaining("holds no knowledge files") });
  });
});

test("the fingerprint tells every edit from the one before", async () => {
  const folder = await goodFolder();
  const seen = new Set([await fingerprint(folder)]);
  await put(folder, { "entries/new.md": "new" });
  seen.add(await fingerprint(folder));
  await put(folder, { "entries/longer.md": text });
  seen.add(await fingerprint(folder));
  await rename(join(folder, "entries/longer.md"), join(folder, "entries/new.md"));
  seen.add(await fingerprint(folder));
  await rename(folder, `${folder}-away`);
  seen.add(await fingerprint(folder));
  expect(seen.size).toBe(5);
});

test("an edit between two loads with one memory is seen", async () => {
  const folder = await goodFolder();
  const memory = new Map();
  await openKnowledge(folder, today, { memory });
  await put(folder, { [alpha]: text.replace("This answers", "This new text answers") });
  const again = await openKnowledge(folder, today, { memory });
  expect("ok" in again ? undefined : again.catalog?.entries.get("alpha")?.answer).toBe(
    "This new text answers by itself.",
  );
});
