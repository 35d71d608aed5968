/** One person's assessment that stands in a channel of Slack and in one of Teams, on one store. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Row } from "../src/core/assess/ports.ts";
import { telling, toOthers } from "../src/shown-elsewhere.ts";
import { openStore, type Store } from "../src/store/open.ts";
import type { Teams } from "../src/teams/app.ts";
import { channel as teamsChannel, keyOf } from "./fakes/teams.ts";
import * as slack from "./slack/assess-support.ts";
import { one } from "./teams/harness.ts";
import * as teams from "./teams/assess-support.ts";

const thread = teamsChannel("1699");
const { dana } = teams;
let folder: string;
let store: Store;
let inSlack: slack.People;
let inTeams: teams.People;
let logged: string[];

beforeEach(async () => {
  logged = [];
  folder = mkdtempSync(join(tmpdir(), "elsewhere-"));
  const opened = await openStore({ dataDir: folder });
  if (!opened.ok) throw new Error(opened.message);
  ({ store } = opened);
  const both = new Map<string, Pick<Teams, "redraw">>();
  const on = (name: string) => ({
    ...store,
    assessments: telling(
      store.assessments,
      toOthers(both, name, (code) => logged.push(code)),
    ),
    inbox: (handlers: Parameters<Store["inbox"]>[0]) => store.inbox(handlers, { kinds: `${name}-` }),
  });
  inSlack = await slack.assessing({ store: on("slack") });
  inTeams = await teams.startPeople({ store: on("teams") });
  both.set("slack", inSlack.on.slack);
  both.set("teams", inTeams.on.teams);
  const code = await store.links.offer(keyOf(dana), "teams:admin", 60_000);
  await inSlack.weigh(`link ${code}`);
});
afterEach(async () => {
  await inTeams.on.stop();
  await inSlack.on.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Begun and shared in Teams, then opened and shared in Slack by the same person. */
async function sharedInBoth() {
  const begun = await inTeams.say(`assess: ${teams.clinic}`, dana, thread);
  const mine = await inTeams.press(begun, "Finish now", {}, dana, thread);
  await inTeams.press(mine, "Share here", {}, dana, thread);
  await inSlack.press(await inSlack.home(), "Open");
  await inSlack.press(inSlack.modal(), "Send it to my messages");
  const result = inSlack.said(slack.dm).at(-1);
  if (!result) throw new Error("Slack shows no result.");
  await inSlack.press(result, "Share in channel");
  await inSlack.submit({ channel: slack.place(slack.channel) });
  return { mine, result };
}
const settled = async (): Promise<void> => {
  await inSlack.on.slack.idle();
  await inTeams.on.teams.idle();
};
const words = (text: string): string => /How sure:[^\n]*/.exec(text)?.[0].replaceAll(/[*_]/g, "").trim() ?? "nothing";
const cardInTeams = () => {
  const posted = one(inTeams.on.posted(thread.conversation).filter(({ onlyFor }) => onlyFor === undefined));
  return { card: teams.cardIn(posted.activity), says: undefined, on: posted.id, edits: posted.edits };
};
const inTeamsChannel = (): string => words(teams.read(cardInTeams()));
const inSlackChannel = (): string => words(slack.read(one(inSlack.said(slack.channel))));
const inSlackDm = (): string =>
  words(slack.read(inSlack.said(slack.dm).findLast((each) => /How sure/.test(slack.read(each))) ?? one([])));

test("what is kept in Teams is seen in Slack, where it was shared and by its owner", async () => {
  const { mine } = await sharedInBoth();
  const before = inTeamsChannel();
  expect(before).toContain("How sure");
  expect([inSlackChannel(), inSlackDm()]).toEqual([before, before]);
  const tries = teams.labelsOn(mine).find((label) => label.startsWith("Try: ")) ?? "";
  await inTeams.press(await inTeams.press(mine, tries, {}, dana, thread), "Keep it", {}, dana, thread);
  await settled();
  expect(inTeamsChannel()).not.toBe(before);
  expect([inSlackChannel(), inSlackDm()]).toEqual([inTeamsChannel(), inTeamsChannel()]);
  expect(logged).toEqual([]);
});

test("what is kept in Slack is seen in Teams", async () => {
  const { result } = await sharedInBoth();
  const before = inSlackChannel();
  const tries = slack.labelsIn(result as never).find((label) => label.startsWith("Try: ")) ?? "";
  await inSlack.press(result, tries);
  await inSlack.press(inSlack.whispered(), "Keep it");
  await settled();
  expect(inSlackChannel()).not.toBe(before);
  expect(inTeamsChannel()).toBe(inSlackChannel());
});

test("what was edited and weighed again in Slack is seen wherever it was shared, and the result before while it is edited", async () => {
  const { result } = await sharedInBoth();
  const before = inSlackChannel();
  await inSlack.press(result, "Edit");
  expect([inSlackChannel(), inTeamsChannel()]).toEqual([before, before]);
  await inSlack.press(inSlack.modal(), "Change");
  const [block = ""] = slack.asked(inSlack.modal());
  await inSlack.submit({ [block]: slack.pick("public") });
  expect([inSlackChannel(), inTeamsChannel()]).toEqual([before, before]);
  await inSlack.press(inSlack.modal(), "Finish now");
  await settled();
  expect(inSlackDm()).not.toBe(before);
  expect([inSlackChannel(), inTeamsChannel()]).toEqual([inSlackDm(), inSlackDm()]);
});

test("a platform that fails costs nobody a press on the other one", async () => {
  const changed: string[] = [];
  const bad = { redraw: () => Promise.reject(new TypeError("away")) };
  const good = { redraw: async ({ id }: { readonly id: string }) => void changed.push(id) };
  const tell = toOthers(
    new Map([
      ["a", good],
      ["b", bad],
      ["c", good],
    ]),
    "a",
    (code) => logged.push(code),
  );
  await tell({ id: "1" } as Row);
  expect([changed, logged]).toEqual([["1"], ["assess-not-redrawn"]]);
});
