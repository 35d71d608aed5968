import { mkdtempSync, rmSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { toPlain } from "../src/core/plain.ts";
import { checkKnowledge } from "../src/knowledge/findings.ts";
import { serveKnowledge, type Served, today } from "../src/knowledge-service.ts";
import { createOffice } from "../src/office.ts";
import type { Office } from "../src/slack/commands.ts";
import { mrkdwn } from "../src/slack/safe.ts";
import { openStore, type Store } from "../src/store/open.ts";
import { changed, goodFolder, put } from "./knowledge/folder.ts";
import { run } from "./slack/harness.ts";

const boss = "slack:T0TEAM/U0BOSS";
let dataDir: string;
let store: Store;
let served: Served;
let knowledgeDir: string;
let reasons: string[];
const depth = { ready: 2, active: 1, dead: 3, oldestAt: null as number | null };

async function officeOf(env: Record<string, string> = { ADMIN_USERS: boss }): Promise<Office> {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.message);
  return createOffice({
    command: "/weigh admin",
    routeText: () => {
      throw new Error("nobody asked");
    },
    config: read.config,
    served,
    store,
    ready: () => Promise.resolve(reasons),
    depth: () => Promise.resolve(depth),
  });
}
async function serve(): Promise<void> {
  const opened = await serveKnowledge(knowledgeDir);
  if (!opened.ok) throw new Error(opened.message);
  ({ served } = opened);
}
const says = async (words: string, by = boss, env?: Record<string, string>): Promise<string> =>
  toPlain(await (await officeOf(env)).admin(words.split(" ").filter(Boolean), by));
const ask = async (text: string, nearest: string | null = null): Promise<void> => {
  const question = { text, at: "2026-11-02T10:00:00.000Z", platform: "slack", knowledgeVersion: "v1", nearest };
  expect(await store.unanswered.add(question)).toEqual({ ok: true });
};
const answer = (id: string, entries: readonly string[]) =>
  store.answers.record({
    id,
    platform: "slack",
    channel: "slack:T0TEAM/C1",
    thread: null,
    message: id,
    questionEvent: id,
    questionMessage: null,
    kind: "answer",
    entries,
    knowledgeVersion: "v1",
    userKey: "slack:T0TEAM/U0ASKER",
    remembered: null,
  });

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "office-"));
  const opened = await openStore({ dataDir });
  if (!opened.ok) throw new Error(opened.message);
  ({ store } = opened);
  knowledgeDir = await goodFolder();
  reasons = [];
  await serve();
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test.for(["status", "unanswered", "unanswered dismiss 1", "unanswered entry 1", "feedback", "", "nonsense"])(
  "whoever is no admin gets one sentence and nothing else for: %s",
  async (words) => {
    await ask("what does a canary cost?");
    const said = await says(words, "slack:T0TEAM/U0ASKER");
    expect(said).toBe("Only admins can do that. Whoever runs me names them in ADMIN_USERS.");
    expect((await store.unanswered.list()) as unknown).toMatchObject({ total: 1 });
  },
);

test.for([
  { is: "the same member id in another workspace", key: "slack:T0OTHER/U0BOSS" },
  { is: "nobody", key: "slack:/" },
  { is: "an empty key", key: "" },
  { is: "a Teams person with the same words", key: "teams:T0TEAM/U0BOSS" },
])("$is is no admin", async ({ key }) => {
  expect(await says("status", key)).toContain("Only admins can do that");
});

test("an admin whose ids were written in small letters is an admin all the same", async () => {
  expect(await says("status", boss, { ADMIN_USERS: "Slack:t0team/u0boss" })).toContain("Everything works.");
});

test("without ADMIN_USERS, nobody is an admin, and the reply says how to become one", async () => {
  expect(await says("status", boss, {})).toMatch(/^Nobody is an admin yet: .*ADMIN_USERS, for example slack:T/);
});

test.for(["", "reports", "STATUS!", "constructor", "toString"])(
  "an admin who says “%s” is told what there is",
  async (words) => {
    const said = await says(words);
    for (const report of ["status", "unanswered", "feedback"]) expect(said).toContain(`/weigh admin ${report}`);
  },
);

test("status counts the knowledge, the inbox and the votes", async () => {
  await answer("a1", ["alpha"]);
  await store.feedback.vote({ answerId: "a1", userKey: "slack:T0TEAM/U1", verdict: "up", reason: null });
  await store.feedback.vote({ answerId: "a1", userKey: "slack:T0TEAM/U2", verdict: "down", reason: "old" });
  const said = await says("status");
  expect(said).toContain("Everything works.");
  expect(said).toContain(`2 entries, version ${served.current().catalog.version}.`);
  expect(said).toContain("Store: embedded (SQLite), one process.");
  expect(said).toContain("Inbox: 2 waiting, 1 being answered, 3 given up.");
  expect(said).toContain("Votes kept: 1 useful, 1 not right.");
  expect(said).not.toContain("To mend");
});

test("status says why the service is not ready, and where the knowledge is to be mended", async () => {
  reasons = ["Slack: not signed in yet."];
  await put(knowledgeDir, { "entries/alpha.md": changed("entries/alpha.md", "title:", "tilte:") });
  await serve();
  const said = await says("status");
  expect(said).toContain("Not ready: Slack: not signed in yet.");
  expect(said).toContain("entries/alpha.md:2 unknown key tilte; did you mean title?");
});

test("unanswered, when there is nothing, says so", async () => {
  expect(await says("unanswered")).toBe("No unanswered question is on record.");
  expect(await says("unanswered dismiss 1")).toContain("There is no number 1 in the list.");
});

test("unanswered counts one as one", async () => {
  await ask("what does a heron cost?");
  expect(await says("unanswered")).toContain("1 unanswered question, 1 different");
});

test("unanswered lists the most asked first, with what came nearest", async () => {
  await ask("what does a heron cost?");
  for (let i = 0; i < 3; i += 1) await ask("What does a canary cost", "alpha");
  const said = await says("unanswered");
  expect(said).toContain("4 unanswered questions, 2 different, most asked first.");
  expect(said).toContain("1. 3× What does a canary cost (last 2026-11-02; nearest: alpha)");
  expect(said).toContain("2. 1× what does a heron cost? (last 2026-11-02; nothing near)");
});

test("a dismissed question leaves the list, and the numbers move up", async () => {
  await ask("what does a heron cost?");
  for (let i = 0; i < 2; i += 1) await ask("what does a canary cost?");
  expect(await says("unanswered dismiss 1")).toContain("Dismissed: “what does a canary cost?”");
  const said = await says("unanswered");
  expect(said).toContain("1. 1× what does a heron cost?");
  expect(said).not.toContain("canary");
});

test.for(["0", "2", "-1", "1.5", "1e0", "all", "__proto__", "99999999999999999999"])(
  "the number %s, which is not in the list, dismisses nothing and makes no entry",
  async (number) => {
    await ask("what does a canary cost?");
    for (const verb of ["dismiss", "entry"])
      expect(await says(`unanswered ${verb} ${number}`)).toContain(`There is no number ${number} in the list.`);
    expect(await says("unanswered")).toContain("1. 1×");
  },
);

test("dismiss and entry without a number ask which one, and another word says what there is", async () => {
  await ask("what does a canary cost?");
  expect(await says("unanswered dismiss")).toMatch(/^Which number\? Say/);
  expect(await says("unanswered entry")).toMatch(/^Which number\? Say/);
  expect(await says("unanswered remove 1")).toContain("`dismiss 2` or `entry 2`");
});

test("feedback, when there is none, says so", async () => {
  expect(await says("feedback")).toBe("Nobody found an answer not right, so far.");
});

test("feedback names the entries of what was not right, and the reasons, but not who said so", async () => {
  await answer("a1", ["alpha", "beta"]);
  await answer("a2", []);
  await store.feedback.vote({ answerId: "a1", userKey: "slack:T0TEAM/U0CANARY", verdict: "down", reason: "too old" });
  await store.feedback.vote({ answerId: "a2", userKey: "slack:T0TEAM/U0CANARY", verdict: "down", reason: null });
  const said = await says("feedback");
  expect(said).toContain("alpha, beta: too old");
  expect(said).toContain("no entry: no reason given");
  expect(said).not.toContain("CANARY");
});

test.for([
  "what does a canary cost?",
  'is it "really": {cheaper} - [or] #not?',
  "```\ncode? ``` & <b> `x` \\",
  "Ist das günstiger – für uns? 価格",
])("the file for %s is good as soon as its brackets are filled in, as Slack shows it", async (question) => {
  await ask(question);
  const reply = await (await officeOf()).admin(["unanswered", "entry", "1"], boss);
  const [block] = reply.blocks;
  const shown = mrkdwn(block?.kind === "text" ? block.text : "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  const [, path = "", file = ""] = /`knowledge\/(entries\/[\w-]+\.md)`[^]*?```\n([^]*?)\n```$/.exec(shown) ?? [];
  expect(path).not.toBe("");
  const filled = file
    .replace("(document id): [(coverage ids)]", "consultancy-guide: [DEF-17]")
    .replace("(id of an entry)", "self-hosting")
    .replace("(The answer, in at most 60 words.)", "A canary costs what its owner asks.")
    .replaceAll(/\(([a-zA-Z][^()]*)\)/g, (_, words: string) => `${words.replaceAll("*", "")} as somebody filled it in`);
  const folder = join(dataDir, "knowledge");
  await cp(resolve(import.meta.dirname, "../knowledge"), folder, { recursive: true });
  await writeFile(join(folder, path), filled);
  expect(await checkKnowledge(folder, today())).toMatchObject({ ok: true, problems: [] });
});

test("in Slack, an admin gets the report alone, and the same member of another company's workspace does not", async () => {
  const running = await run({ office: await officeOf() });
  const { fake, people, slack } = running;
  fake.workspace.addUser({ id: "U0BOSS" });
  await people.runs("/weigh", "admin status", { user: "U0BOSS", channel: "C0CHAN" });
  await slack.idle();
  expect(JSON.stringify(fake.ephemeral("U0BOSS"))).toContain("Everything works.");
  expect(fake.messages("C0CHAN")).toEqual([]);

  const elsewhere = fake.install({ token: "xoxb-fake-2", team_id: "T0OTHER" });
  fake.workspace.addUser({ id: "U0BOSS", team_id: "T0OTHER", is_stranger: true });
  await fake.people(running.url, "8f742231b10e8888abcd99yyyzzz85a5", elsewhere).runs("/weigh", "admin unanswered", {
    user: "U0BOSS",
    channel: "C0SHARED",
  });
  await slack.idle();
  const told = JSON.stringify(fake.ephemeral("U0BOSS", "C0SHARED"));
  expect(told).not.toContain("on record");
  await running.stop();
});

test("a code links two accounts of one person, and is taken back by their name", async () => {
  const teams = "teams:aaaaaaaa-0000-0000-0000-000000000001/bbbbbbbb-0000-0000-0000-000000000001";
  const said = await says(`link ${teams}`);
  const [code = ""] = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(said) ?? [];
  expect(await store.links.redeem(code)).toBe(teams);
  await store.links.join(teams, "slack:T0TEAM/U0ASKER");
  expect(await says(`unlink ${teams}`)).toContain("is by itself again");
  expect(await says(`unlink ${teams}`)).toContain("was not linked");
  expect(await store.links.of(teams)).toEqual([teams]);
});

test.for(["link", "link somebody", "link slack:T0TEAM", "unlink teams:x/y", "link slack:T0/U0;drop"])(
  "%s names no account: it says how to",
  async (words) => {
    expect(await says(words)).toContain("Name the account as ADMIN_USERS does");
  },
);
