/** kill -9 of the whole service while somebody finishes an assessment: the result is posted, once, and nothing is lost of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { type Delivery, type Message, type People, startFakeSlack, type View } from "../fakes/slack.ts";
import { startBetween } from "./support/between.ts";
import { secret, startService } from "./support/service.ts";

const lives = 6;
const patience = { timeout: 30_000, interval: 20 };
const story = "Clinic: patient letters must not leave the building. Two ML engineers.";

test("who finishes while the process is killed gets one result, with what was answered", async () => {
  const folder = mkdtempSync(join(tmpdir(), "assess-kill-"));
  const fake = await startFakeSlack();
  const between = await startBetween(fake.url);
  // Time for a kill to come between what is done at Slack and what is written down here.
  between.trouble(() => ({ beforeMs: Math.random() * 30, afterMs: Math.random() * 120 }));
  const service = await startService({ dataDir: join(folder, "data"), apiUrl: between.url });
  const people = (): People => fake.people(service.url() ?? "", secret, undefined, 5_000);
  /** Slack delivers a click again that nobody acknowledged; a person presses again. */
  const brought = async (first: () => Promise<Delivery>): Promise<void> => {
    let sent = await first();
    for (let tries = 0; sent.status !== 200 && tries < 50; tries += 1) {
      await vi.waitUntil(() => service.url() !== undefined, patience);
      await sleep(100);
      sent = await people().again(sent);
    }
    expect(sent.status).toBe(200);
  };
  try {
    for (let life = 0; life < lives; life += 1) {
      const user = `UKILL${life}`;
      const dm = fake.workspace.dmOf(user).id;
      const modal = (): View => fake.modals(user).at(-1) as View;
      await people().runs("/weigh", "assess", { user, channel: "C0CHAN" });
      await vi.waitUntil(() => fake.modals(user).length > 0, patience);
      const values = { name: { name: { value: `Life ${life}` } }, text: { text: { value: story } } };
      expect((await people().submits(user, values)).status).toBe(200);
      const killing = sleep(Math.random() * 250).then(async () => {
        await service.kill();
        await service.start();
      });
      await brought(() => people().clicks(modal(), "assess.finish", { user }));
      await killing;
      const results = (): Message[] =>
        fake.messages(dm).filter(({ blocks }) => JSON.stringify(blocks).includes("How sure"));
      await vi.waitUntil(() => results().length > 0, patience);
      // Long enough for a second one to come, if one would.
      await sleep(1_500);
      expect(results()).toHaveLength(1);
      expect(JSON.stringify(results()[0])).toContain("the data may not leave");
    }
    const failures = service.lines.filter((line) => /"code":"(?:slack-work-failed|inbox-gave-up)"/.test(line));
    expect(failures).toEqual([]);
  } finally {
    await service.end();
    await between.close();
    await fake.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
