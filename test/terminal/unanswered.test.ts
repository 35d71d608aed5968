import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { runUnanswered } from "../../src/terminal/unanswered.ts";

async function listed(...texts: readonly string[]): Promise<string> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const out = stdout.toArray();
  const groups = texts.map((text) => ({ text, count: 2, lastAt: "2026-07-01T10:00:00.000Z", nearest: null }));
  await runUnanswered({ list: async () => ({ ok: true, total: 2, groups }), json: false, io: { stdout, stderr } });
  stdout.end();
  return (await out).join("");
}

test("placeholders are explained where there are any", async () => {
  const out = await listed("WHO is [email]");
  expect(out).toContain("\nWords such as [email] or [key] stand for what is not kept of a question.\n");
  expect(out).toContain("2× WHO is [email] (last 2026-07-01; nothing near)");
});

test("placeholders are not spoken of where there are none", async () => {
  expect(await listed("what is [this]?")).not.toContain("Words such as");
});
