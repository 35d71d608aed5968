import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../fakes/slack.ts";
import {
  assessing,
  channel,
  dm,
  labelsIn,
  one,
  other,
  type People,
  pick,
  place,
  read,
  stranger,
  user,
} from "./assess-support.ts";

let p: People;
let result: Message;
beforeEach(async () => {
  p = await assessing();
  result = await p.finished();
});
afterEach(() => p.on.stop());
const share = async (where = channel): Promise<void> => {
  await p.press(result, "Share in channel");
  await p.submit({ channel: place(where) });
};
const shared = (): Message => one(p.said(channel));
const rank = async (who: string, ...criteria: string[]) => {
  await p.press(who === user ? result : shared(), "Rank what matters", { user: who });
  return p.submit(Object.fromEntries(criteria.map((id, i) => [`place${i}`, pick(id)])), who);
};

describe("Share in channel", () => {
  test("proposes the channel where it was begun, and posts it there with its owner's name", async () => {
    await p.press(result, "Share in channel");
    expect(JSON.stringify(p.modal())).toContain(`"initial_conversation":"${channel}"`);
    await p.submit({ channel: place(channel) });
    expect(read(shared())).toContain("@U0A\n shared an assessment:");
    expect(labelsIn(shared()).filter((label) => !label.startsWith("Try: "))).toEqual([
      "Scores",
      "Details",
      "Cost in detail",
      "Rank what matters",
    ]);
  });

  test("posts it once to a channel, and brings it up to date when it is shared again", async () => {
    await share();
    await share();
    expect(p.said(channel)).toHaveLength(1);
    await share("C0OTHER");
    expect(p.said("C0OTHER")).toHaveLength(1);
  });

  test("posts it anew where it was deleted", async () => {
    await share();
    p.fake.workspace.remove(shared());
    await share();
    expect(p.said(channel)).toHaveLength(1);
  });

  test.for([
    { error: "not_in_channel", says: "I am not in that channel. Add me with /invite" },
    { error: "restricted_action", says: "I am not allowed to post there" },
  ])("where Slack says $error tells the owner", async ({ error, says }) => {
    p.fake.refuse("chat.postMessage", error);
    await share();
    expect(read(p.said(dm).at(-1))).toContain(says);
    expect(p.said(channel)).toEqual([]);
  });

  test("lets everybody there try what would change it, for themselves alone", async () => {
    await share();
    const label = labelsIn(shared()).find((each) => each.startsWith("Try: ")) ?? "";
    await p.press(shared(), label, { user: other });
    expect(read(p.whispered(other))).toContain("I changed nothing.");
    expect(labelsIn(p.whispered(other))).toEqual([]);
  });
});

describe("Rank what matters", () => {
  test("of one person moves the weights, where the result stands", async () => {
    await rank(user, "cost", "time");
    expect(read(p.modal())).toContain(
      "One person has ranked what matters: Cost at your volume first, then Time to production",
    );
    expect(read(one(p.said(dm)))).toContain("*Ranking.* One person has ranked");
  });

  test("of several shows what they want together, where they differ and whether it matters, in every place", async () => {
    await share();
    await rank(user, "data-control", "compliance", "reliability");
    await rank(other, "time", "cost", "quality");
    for (const message of [shared(), one(p.said(dm))]) {
      expect(read(message)).toContain("2 people have ranked what matters:");
      expect(read(message)).toMatch(/They differ most over .+\. It (?:matters|does not matter)/);
    }
    await rank(other, "data-control", "compliance", "reliability");
    expect(read(shared())).toContain("They largely agree. It does not matter to the verdict");
  });

  test("shows what one chose before", async () => {
    await rank(user, "cost");
    await p.on.people.closes(user);
    await p.press(result, "Rank what matters");
    expect(JSON.stringify(p.modal().blocks[1])).toContain(`"initial_option":{"text"`);
    expect(JSON.stringify(p.modal().blocks[1])).toContain(`"value":"cost"}`);
  });

  test("takes no criterion twice, and at least one", async () => {
    const twice = await rank(user, "cost", "cost");
    expect(twice.body).toEqual({ response_action: "errors", errors: { place1: "That is chosen above already." } });
    const none = await p.submit({});
    expect(none.body).toEqual({ response_action: "errors", errors: { place0: "Choose at least one." } });
  });

  test("names nobody", async () => {
    await share();
    await rank(other, "cost");
    await rank(user, "data-control");
    expect(read(shared())).not.toContain("U0B");
    expect(JSON.stringify(shared().blocks)).not.toContain(other);
  });

  test("is not for those who do not see it", async () => {
    const copy = { ...result, channel: "C0ELSE" };
    await p.press(copy, "Rank what matters", { user: stranger });
    expect(p.fake.modals(stranger)).toEqual([]);
    expect(p.whispered(stranger).text).toContain("That assessment is not shared with you.");
  });
});
