import { rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Loaded, openKnowledge } from "../../src/knowledge/load.ts";
import { formatProblem } from "../../src/knowledge/problems.ts";
import { watchKnowledge, type WatchOptions } from "../../src/knowledge/watch.ts";
import { changed, copyFolder, good, goodFolder, put, temporaryFolder, today } from "./folder.ts";

const alpha = "entries/alpha.md";
const saying = (answer: string): string => changed(alpha, "This answers by itself.", answer);
const patience = { timeout: 20_000, interval: 10 };
/** Long enough for several looks: what has not happened by then does not happen. */
const severalLooks = () => new Promise((resolve) => setTimeout(resolve, 300));

/** Follows a folder; `answer` is what entry alpha says in the version that is served. */
function follow(folder: string, options: Partial<WatchOptions> = {}) {
  const good: Loaded[] = [];
  const broken: string[] = [];
  const watcher = watchKnowledge({
    folder,
    today: () => today,
    everyMs: 20,
    onGood: (loaded) => void good.push(loaded),
    onBroken: (why) => void broken.push("what" in why ? why.what : why.problems.map(formatProblem).join("\n")),
    ...options,
  });
  onTestFinished(() => watcher.stop());
  const entries = () => good.at(-1)?.catalog?.entries;
  return { good, broken, watcher, entries, answer: () => entries()?.get("alpha")?.answer };
}
type Followed = ReturnType<typeof follow>;
const serves = (followed: Followed, answer: string) =>
  vi.waitFor(() => expect(followed.answer()).toBe(answer), patience);
const refuses = (followed: Followed, words: string) =>
  vi.waitFor(() => expect(followed.broken.at(-1)).toContain(words), patience);

async function served(): Promise<{ folder: string; followed: Followed }> {
  const folder = await goodFolder();
  const followed = follow(folder);
  await serves(followed, "This answers by itself.");
  return { folder, followed };
}

describe("an edit is served", { timeout: 60_000 }, () => {
  test("when a file is written in place", async () => {
    const { folder, followed } = await served();
    await put(folder, { [alpha]: saying("A new answer.") });
    await serves(followed, "A new answer.");
  });

  test("when an editor saves by rename", async () => {
    const { folder, followed } = await served();
    await put(folder, { "entries/.alpha.md.tmp": saying("Saved by rename.") });
    await rename(join(folder, alpha), join(folder, `${alpha}~`));
    await rename(join(folder, "entries/.alpha.md.tmp"), join(folder, alpha));
    await serves(followed, "Saved by rename.");
    expect(followed.broken).toEqual([]);
  });

  test("when its size and its time stay the same", async () => {
    const { folder, followed } = await served();
    await put(folder, { [alpha]: saying("This answers by ITSELF.") });
    await serves(followed, "This answers by ITSELF.");
  });

  test("when an entry is added", async () => {
    const { folder, followed } = await served();
    await put(folder, { "entries/gamma.md": good[alpha]?.replaceAll(/alpha/gi, "Gamma") ?? "" });
    await vi.waitFor(() => expect(followed.entries()?.size).toBe(3), patience);
  });

  test("when an entry is deleted to which nothing leads", async () => {
    const { folder, followed } = await served();
    await put(folder, { "entries/gamma.md": good[alpha]?.replaceAll(/alpha/gi, "Gamma") ?? "" });
    await vi.waitFor(() => expect(followed.entries()?.size).toBe(3), patience);
    await rm(join(folder, "entries/gamma.md"));
    await vi.waitFor(() => expect(followed.entries()?.size).toBe(2), patience);
  });

  test("when the folder is swapped for another by rename", async () => {
    const { folder, followed } = await served();
    await copyFolder(folder, `${folder}-next`);
    await put(`${folder}-next`, { [alpha]: saying("From the other folder.") });
    await rename(folder, `${folder}-old`);
    await rename(`${folder}-next`, folder);
    await serves(followed, "From the other folder.");
  });

  test("when a link to the folder is swapped, as a ConfigMap does", async () => {
    const first = await goodFolder();
    const link = join(dirname(first), "link");
    await symlink(first, link);
    const followed = follow(link);
    await serves(followed, "This answers by itself.");
    await copyFolder(first, `${first}-next`);
    await put(`${first}-next`, { [alpha]: saying("Behind the link.") });
    await symlink(`${first}-next`, `${link}-next`);
    await rename(`${link}-next`, link);
    await serves(followed, "Behind the link.");
    expect(followed.broken).toEqual([]);
  });

  test("when it was made between the first load and the first look", async () => {
    const folder = await goodFolder();
    const memory = new Map();
    const first = await openKnowledge(folder, today, { memory });
    if ("ok" in first) throw new Error(first.what);
    await put(folder, { [alpha]: saying("Made in between.") });
    const followed = follow(folder, { from: first.mark, memory });
    await serves(followed, "Made in between.");
  });
});

describe("the last good version stays", { timeout: 60_000 }, () => {
  test("while a file is half written, and the whole one is served", async () => {
    const { folder, followed } = await served();
    const whole = saying("Written in two halves.");
    await writeFile(join(folder, alpha), whole.slice(0, 120));
    await refuses(followed, `${alpha}:`);
    expect(followed.answer()).toBe("This answers by itself.");
    await writeFile(join(folder, alpha), whole);
    await serves(followed, "Written in two halves.");
  });

  test("when a file is broken, named with line, column and remedy, until it is mended", async () => {
    const { folder, followed } = await served();
    await put(folder, {
      [alpha]: changed(alpha, "title:", "tilte:"),
      "entries/beta.md": good["entries/beta.md"] ?? "",
    });
    await refuses(followed, `${alpha}:2:1: unknown key tilte; did you mean title?`);
    expect(followed.answer()).toBe("This answers by itself.");
    await put(folder, { [alpha]: saying("Mended.") });
    await serves(followed, "Mended.");
  });

  test("when one of two edits is broken: neither is served", async () => {
    const { folder, followed } = await served();
    await put(folder, { [alpha]: saying("The good half.") });
    await put(folder, { "entries/beta.md": "oops" });
    await refuses(followed, "entries/beta.md:1:1:");
    const before = followed.good.length;
    await severalLooks();
    expect(followed.good.length).toBe(before);
  });

  test("when an entry is deleted to which others lead", async () => {
    const { folder, followed } = await served();
    await rm(join(folder, alpha));
    await refuses(followed, "there is no entry alpha");
    expect(followed.entries()?.size).toBe(2);
  });

  test("when the folder goes away, until it comes back", async () => {
    const { folder, followed } = await served();
    await rename(folder, `${folder}-away`);
    await refuses(followed, "there is no readable folder");
    await put(`${folder}-away`, { [alpha]: saying("Back again.") });
    await rename(`${folder}-away`, folder);
    await serves(followed, "Back again.");
  });

  test("when the caller can't take a version up, and the next one is served", async () => {
    const folder = await goodFolder();
    const answers: (string | undefined)[] = [];
    const followed = follow(folder, {
      onGood(loaded) {
        const answer = loaded.catalog?.entries.get("alpha")?.answer;
        if (answer === "Not this one.") throw new Error("no index");
        answers.push(answer);
      },
    });
    await vi.waitFor(() => expect(answers).toHaveLength(1), patience);
    await put(folder, { [alpha]: saying("Not this one.") });
    await refuses(followed, "no index");
    await put(folder, { [alpha]: saying("But this one.") });
    await vi.waitFor(() => expect(answers.at(-1)).toBe("But this one."), patience);
  });
});

test("nothing happens while nothing changes, nor after the stop", { timeout: 60_000 }, async () => {
  const folder = await goodFolder();
  const first = await openKnowledge(folder, today);
  if ("ok" in first) throw new Error(first.what);
  const followed = follow(folder, { from: first.mark });
  await severalLooks();
  await followed.watcher.stop();
  await put(folder, { [alpha]: saying("Too late.") });
  await severalLooks();
  expect([followed.good, followed.broken]).toEqual([[], []]);
});

test("a watcher may start before there is a folder", { timeout: 60_000 }, async () => {
  const folder = join(await temporaryFolder(), "later");
  const followed = follow(folder);
  await refuses(followed, "there is no readable folder");
  await put(folder, good);
  await serves(followed, "This answers by itself.");
});
