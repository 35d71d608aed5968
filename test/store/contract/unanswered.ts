import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Store } from "../../../src/store/open.ts";
import type { Place } from "../support/places.ts";

const asked = (text: string, day = "2026-07-10", nearest: string | null = null) => ({
  text,
  at: `${day}T10:00:00.000Z`,
  platform: "slack",
  knowledgeVersion: "v1",
  nearest,
});
const listed = async (store: Store, status?: "open" | "dismissed") => {
  const list = await store.unanswered.list(status);
  return list.ok ? list.groups.map((group) => `${group.count} ${group.text}`) : [list.what];
};

export function unansweredContract(place: () => Place): void {
  test("questions that differ in spelling only are one, as it was asked last; the most asked is first", async () => {
    const store = await place().open();
    const all = [
      asked("What is RAFT?", "2026-07-03", "rag"),
      asked("  what is raft ", "2026-07-05"),
      asked("GGUF?", "2026-07-01"),
      asked("what is raft!!", "2026-07-04", "lora"),
    ];
    for (const question of all) expect(await store.unanswered.add(question)).toEqual({ ok: true });
    expect(await store.unanswered.list()).toMatchObject({
      ok: true,
      total: 4,
      groups: [
        {
          text: "what is raft",
          count: 3,
          firstAt: "2026-07-03T10:00:00.000Z",
          lastAt: "2026-07-05T10:00:00.000Z",
          nearest: "rag",
          status: "open",
        },
        { text: "GGUF?", count: 1, nearest: null },
      ],
    });
  });

  test("who was mentioned is not kept, nor a text of nothing", async () => {
    const store = await place().open();
    await store.unanswered.add(asked("<@U012ABC> why?"));
    await store.unanswered.add(asked("\u0000 <@U012ABC>"));
    expect(await listed(store)).toEqual(["1 why?"]);
  });

  test("a dismissed question is still counted, but no longer open", async () => {
    const store = await place().open();
    await store.unanswered.add(asked("why?"));
    const list = await store.unanswered.list();
    const id = list.ok ? (list.groups[0]?.id ?? "") : "";
    expect(await store.unanswered.setStatus(id, "dismissed")).toBe(true);
    expect(await store.unanswered.setStatus("another", "dismissed")).toBe(false);
    await store.unanswered.add(asked("why?"));
    expect([await listed(store), await listed(store, "dismissed")]).toEqual([[], ["2 why?"]]);
  });

  test("the file of earlier versions is taken over once, even when it could not be set aside", async () => {
    const { dataDir, open, close } = place();
    mkdirSync(dataDir, { mode: 0o700 });
    const file = join(dataDir, "unanswered.jsonl");
    const old = ["what is raft?", "GGUF?", "What is RAFT"].map((text) => JSON.stringify(asked(text)));
    writeFileSync(file, `${old.join("\n")}\n{"text": "half wri`);
    const store = await open();
    await store.unanswered.add(asked("gguf", "2026-07-12"));
    expect((await listed(store)).toSorted()).toEqual(["2 What is RAFT", "2 gguf"]);
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(dataDir)).toContain("unanswered.jsonl.imported");
    await close(store);
    renameSync(`${file}.imported`, file);
    const again = await open();
    expect((await listed(again)).toSorted()).toEqual(["2 What is RAFT", "2 gguf"]);
    expect(existsSync(file)).toBe(false);
  });

  test("a file that cannot be taken over does not keep the store from opening", async () => {
    const { dataDir, open } = place();
    mkdirSync(join(dataDir, "unanswered.jsonl"), { recursive: true });
    writeFileSync(join(dataDir, "unanswered.jsonl", "x"), "");
    const codes: string[] = [];
    const store = await open({ log: (code) => codes.push(code) });
    expect(codes).toContain("unanswered-file-not-imported");
    expect(await listed(store)).toEqual([]);
  });
}
