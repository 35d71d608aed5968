import { afterEach, beforeEach, expect, test } from "vitest";
import type { Args, Message, View } from "../fakes/slack.ts";
import {
  assessing,
  asked,
  channel,
  day,
  dm,
  labelsIn,
  other,
  optionsIn,
  otherDm,
  type People,
  person,
  pick,
  place,
  several,
  text,
  ticks,
  user,
} from "./assess-support.ts";

const ping = "<!channel> <@U0B> <!subteam^S1> @everyone <https://e.example|x>";
const canary = "Kanarienvogel42";
const words = `${ping} ${canary} patient letters must not leave the building, two ML engineers`;
let p: People;
beforeEach(async () => {
  p = await assessing();
});
afterEach(() => p.on.stop());

/** Everything in which Slack reads marks, mentions and links. */
const marked = (part: unknown, name = ""): string[] => {
  if (typeof part === "string") return name === "text" ? [part] : [];
  if (Array.isArray(part)) return part.flatMap((each) => marked(each, name));
  if (part === null || typeof part !== "object") return [];
  const { type } = part as Args;
  // Rich text shows what stands there; a plain text is escaped like all else.
  if (type === "rich_text") return [];
  return Object.entries(part).flatMap(([key, value]) => marked(value, key));
};
const users = (part: unknown): string[] =>
  [...JSON.stringify(part).matchAll(/"type":"user","user_id":"(\w+)"/g)].map((found) => found[1] ?? "");

/** Somebody who uses everything, with a name and a description full of pings. */
async function everything(): Promise<void> {
  await p.weigh(`assess ${words}`);
  await p.submit({ name: text(`${canary} ${ping}`), text: text(words) });
  await p.submit();
  await p.submit({ boxes: ticks() });
  await p.throughWith();
  const [result] = p.said(dm) as [Message];
  for (const label of labelsIn(result)) {
    await p.press(result, label);
    while (p.fake.modals(user).length > 0) await p.on.people.closes(user);
  }
  await p.press(result, "Ask a colleague");
  await p.submit({ person: person(other), fact: pick("ml_team") });
  await p.press(p.said(otherDm)[0] as Message, "Nobody", { user: other });
  await p.press(result, "Share in channel");
  await p.submit({ channel: place(channel) });
  await p.press(result, "Record");
  await p.submit({ status: pick("accepted"), again: day("2027-01-01") });
  await p.finished(words, `${canary} ${ping}`);
  const home = await p.home();
  await p.press(home, "Portfolio");
  await p.submit({ which: several(...optionsIn(p.modal(), "which")) });
  await p.press(home, "Compare");
  await p.press(home, "Open");
  await p.press(home, "Rename");
  await p.weigh("history");
  const root = await p.writes(`assess: ${words}`, undefined, { channel: dm });
  await p.writes("finish", root.ts, { channel: dm });
}

test("what people wrote pings nobody, links nothing and reaches no log, whatever is done with it", async () => {
  await everything();
  const sent = p.fake.calls.map(({ method, args }) => ({
    method,
    shown: [args["blocks"], args["view"], args["text"], args["initial_comment"]],
  }));
  const views = [...p.fake.workspace.views.values()].map((view: View) => ({ method: "view", shown: [view.blocks] }));
  for (const { method, shown } of [...sent, ...views])
    for (const each of shown.flatMap((part) => marked(part, "text"))) {
      expect(each, method).not.toMatch(/<[!@#]/);
      expect(each, method).not.toMatch(/<https:\/\/e\.example/);
      expect(each, method).not.toMatch(/@(?:channel|everyone|here)\b/);
    }
  // People are named to the owner, to whom they answered, and as who shares: nobody else is.
  for (const { args } of p.fake.calls.filter(({ method }) => method === "chat.postMessage")) {
    const named = users(args["blocks"] ?? []);
    expect(args["channel"] === channel ? named.filter((id) => id !== user) : []).toEqual([]);
  }
  for (const line of p.on.logged) expect(line).not.toMatch(/Kanarienvogel42|patient|U0A|U0B|T0TEAM|C0CHAN|D0A/);
});

test("nothing that Slack keeps for us holds a word of it but what is shown: modals carry ids alone", async () => {
  await p.weigh(`assess ${words}`);
  await p.submit({ name: text(canary), text: text(words) });
  expect(asked(p.modal())).toEqual([]);
  expect(p.modal()["private_metadata"]).not.toContain(canary);
  for (const { args } of p.fake.calls)
    expect(JSON.stringify((args["view"] as Args | undefined)?.["private_metadata"] ?? "")).not.toContain(canary);
});
