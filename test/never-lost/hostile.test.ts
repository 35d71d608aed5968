/** Whatever somebody sends: the service lives, blames itself for nothing, says nothing that it did not build, logs nothing private. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { type Args, startFakeSlack, token } from "../fakes/slack.ts";
import { good, put } from "../knowledge/folder.ts";
import { ask, deliverUntilAcknowledged, statusOf, verdict } from "./support/asking.ts";
import { canaries, type Hostile, hostile } from "./support/hostile.ts";
import { secret, startService } from "./support/service.ts";

/** Every string that went to Slack where Slack would read marks: all but rich text and our own ids and values. */
function said(part: unknown, key = "", inRichText = false): string[] {
  if (typeof part === "string")
    return inRichText || ["value", "action_id", "private_metadata", "token"].includes(key) ? [] : [part];
  if (part === null || typeof part !== "object") return [];
  const rich = inRichText || (part as Args)["type"] === "rich_text";
  return Object.entries(part).flatMap(([name, value]) => said(value, name, rich));
}
const control = /<[!@#]|<(?:https?|mailto):|@(?:channel|here|everyone)\b|[\u202a-\u202e]/i;

/** Its status; 0 when the connection was lost twice (once may be the end of one that was kept alive). */
async function outcome(url: string, { text, headers }: Hostile): Promise<number> {
  const once = (): Promise<number> => statusOf(fetch(url, { method: "POST", headers, body: text }));
  return (await once()) || once();
}

test("a service that is sent hundreds of hostile things lives, and answers the next question", {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  const fake = await startFakeSlack();
  await put(join(folder, "knowledge"), good);
  const service = await startService({
    dataDir: join(folder, "data"),
    apiUrl: fake.url,
    logLevel: "trace",
    env: { KNOWLEDGE_DIR: join(folder, "knowledge") },
  });
  try {
    const url = service.url() ?? "";
    const pid = service.pid();
    const answerUrl = (): string => new URL(`/response/${fake.workspace.answerUrl("C1", "U0CLICKER")}`, fake.url).href;
    const all = hostile(300, answerUrl);
    const wrong: string[] = [];
    const sending = all.values();
    const sender = async (): Promise<void> => {
      for (const one of sending) {
        const status = await outcome(url, one);
        // 413 ends the connection before all is sent, which a client may see as a lost one.
        const isCut = status === 0 && one.text.length > 4_000_000;
        const isFine = isCut || (status >= 400 && status < 500) || (status === 200 && one.signed);
        if (!isFine) wrong.push(`${one.is}: ${status} ${String(one.text).slice(0, 300)}`);
        // The same again, as somebody does who recorded it.
        if (one.text.length < 10_000) await outcome(url, one);
      }
    };
    await Promise.all(Array.from({ length: 6 }, sender));
    expect(wrong).toEqual([]);
    const last = ask(fake, { text: "What is Alpha?" });
    await Promise.all(last.events.map((event) => deliverUntilAcknowledged(event, () => [url])));
    await vi.waitFor(() => expect(verdict(fake, [last]).lost).toEqual([]), { timeout: 45_000, interval: 50 });
    expect(service.pid()).toBe(pid);
    expect(await service.end()).toBe(0);

    const out = fake.calls.flatMap((call) => said(call.args).map((text) => ({ method: call.method, text })));
    expect(out.length).toBeGreaterThan(200);
    expect(out.filter(({ text }) => control.test(text))).toEqual([]);
    const lines = service.lines.join("\n");
    for (const canary of [...Object.values(canaries), secret, token, "polluted", "evil.example"])
      expect(lines).not.toContain(canary);
    console.log(
      `${all.length} hostile requests, ${fake.calls.length} calls to Slack, ${service.lines.length} lines logged`,
    );
  } finally {
    await service.kill();
    await fake.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

// Each waits for its service most of the time.
test.concurrent.for(["trace", "debug", "info", "warn", "error", "fatal", "silent"])(
  "nothing private is logged at LOG_LEVEL %s",
  { timeout: 60_000 },
  async (logLevel) => {
    const folder = mkdtempSync(join(tmpdir(), "canary-"));
    const fake = await startFakeSlack();
    await put(join(folder, "knowledge"), good);
    const env = { KNOWLEDGE_DIR: join(folder, "knowledge") };
    const service = await startService({ dataDir: join(folder, "data"), apiUrl: fake.url, logLevel, env });
    try {
      fake.refuse("chat.postMessage", "invalid_blocks");
      fake.fail("chat.postMessage", { body: canaries.text });
      fake.refuse("chat.postMessage", "internal_error");
      const urls = () => [service.url()];
      const asked = ask(fake, { text: `What is ${canaries.text}?`, user: canaries.user });
      await Promise.all(asked.events.map((event) => deliverUntilAcknowledged(event, urls)));
      await statusOf(fetch(service.url() ?? "", { method: "POST", body: canaries.text }));
      for (const one of hostile(300, () => "http://127.0.0.1:9/", 7).filter(
        (each) => each.is === "garbage" || each.is === "not signed",
      ))
        await outcome(service.url() ?? "", one);
      await vi.waitFor(() => expect(verdict(fake, [asked]).lost).toEqual([]), { timeout: 45_000, interval: 50 });
      await service.end();
      const lines = service.lines.join("\n");
      for (const canary of [...Object.values(canaries), secret, token]) expect(lines).not.toContain(canary);
    } finally {
      await service.kill();
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
