/** kill -9 of the whole service while a model words answers in personal chats of Teams: the streams that it leaves are ended. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { honest } from "../eval/honest.ts";
import { fakeLlmHere } from "../fakes/llm.ts";
import { chatWith, message, person, startFakeTeams, tenant } from "../fakes/teams.ts";
import { lightKnowledge } from "../support/light-knowledge.ts";
import { foldedIn } from "../teams/harness.ts";
import { until } from "./support/delivering.ts";
import { startService, teamsEnv } from "./support/service.ts";
import { unwritten } from "./support/unwritten.ts";

const questions = 60;
const kills = 6;

test("an answer that was being streamed stands in its chat once, whole, after whatever kills", {
  timeout: 240_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "never-lost-streams-"));
  const fake = await startFakeTeams();
  const llm = await fakeLlmHere(async (body) => {
    await sleep(1_000); // long enough to be announced
    return honest(body);
  });
  fake.trouble(() => ({ beforeMs: Math.random() * 20, afterMs: Math.random() * 40 }));
  const env = {
    ...teamsEnv(fake),
    KNOWLEDGE_DIR: lightKnowledge,
    LLM_OPEN_BASE_URL: llm.baseUrl,
    LLM_OPEN_MODEL: "scripted",
    LLM_CONCURRENCY: "64",
    LIMIT_PERSON_PER_MINUTE: "10000",
    LIMIT_WORKSPACE_PER_MINUTE: "100000",
  };
  const dataDir = join(folder, "data");
  const service = await startService({ dataDir, env });
  try {
    const asked: { readonly id: string; readonly conversation: string }[] = [];
    /** What each kill left on its way, and not in a stream. */
    const onTheirWay: ReadonlySet<string>[] = [];
    const finals = () => fake.messages.length;
    const asking = async (i: number): Promise<void> => {
      const human = person(i); // a chat of their own
      const { conversation } = chatWith(human);
      const body = message(fake, human, chatWith(human), "What is vendor lock-in?");
      asked.push({ id: String(body["id"]), conversation });
      await until(fake, [service], body);
    };
    for (let life = 0; life < kills; life += 1) {
      const before = finals();
      const all = Array.from({ length: questions / kills }, (_, i) => asking(life * 100 + i));
      // Some are announced, some shown, some whole.
      await vi.waitUntil(() => finals() > before, { timeout: 60_000, interval: 5 });
      await Promise.all(all);
      await service.kill();
      onTheirWay.push(await unwritten({ dataDir }));
      await service.start();
    }
    const answers = ({ conversation }: (typeof asked)[number]) =>
      fake.messages.filter((each) => each.conversation === conversation);
    await vi.waitFor(() => expect(asked.filter((each) => answers(each).length === 0)).toEqual([]), {
      timeout: 90_000,
      interval: 100,
    });
    expect(await service.end()).toBe(0);
    const shown = (each: (typeof asked)[number]) => answers(each).filter((one) => foldedIn(one) === undefined);
    expect(asked.filter((each) => shown(each).length > 1)).toEqual([]);
    const folded = asked.filter((each) => answers(each).length > shown(each).length);
    const isOnItsWay = ({ conversation, id }: (typeof asked)[number]) =>
      onTheirWay.some((kill) => kill.has(`teams:${tenant}:${conversation}:${id}`));
    expect(folded.filter((each) => !isOnItsWay(each))).toEqual([]);
    const texts = asked.flatMap(shown).map(({ activity }) => String(activity["text"]));
    expect(texts.filter((text) => !text.includes("Worded by scripted"))).toEqual([]);
    const left = fake.streaming.all.filter(({ state }) => state === "open");
    console.log(
      `teams, streams: ${asked.length} questions, ${fake.streaming.all.length} streams, ${kills} kills, none lost, none answered twice, ${folded.length} folded, ${left.length} announcements left behind`,
    );
  } finally {
    await service.kill();
    await fake.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
