import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Args, Message } from "../fakes/slack.ts";
import { reallyAssessing } from "../support/real-knowledge.ts";
import { asked, assessing, channel, dm, labelsIn, one, type People, pick, read, text, user } from "./assess-support.ts";

let p: People;
let result: Message;
beforeEach(async () => {
  p = await assessing();
  result = await p.finished();
});
afterEach(() => p.on.stop());
const row = async () => one(await p.on.store.assessments.listOf("slack:T0TEAM/U0A", { limit: 99 }));
const facts = async () => (JSON.parse((await row()).doc) as { draft: { facts: Record<string, Args> } }).draft.facts;
const verdict = (message: Message | undefined): string => read(message).split("\n")[1] ?? "";

describe("a result", () => {
  test("is for its owner alone, with everything that can be done with it", () => {
    expect(result.channel).toBe(dm);
    expect(p.said(channel)).toEqual([]);
    const labels = labelsIn(result);
    expect(labels.filter((label) => label.startsWith("Try: ")).length).toBeGreaterThan(0);
    expect(labels.filter((label) => !label.startsWith("Try: "))).toEqual([
      "Answer an assumption",
      "Ask a colleague",
      "Scores",
      "Details",
      "Cost in detail",
      "Rank what matters",
      "Edit",
      "Record",
      "Share in channel",
    ]);
  });

  test("carries opaque ids in its buttons, and no word of what was said", () => {
    const elements = (result.blocks ?? []).flatMap((block) => (block["elements"] ?? []) as { value?: string }[]);
    const values = elements.flatMap(({ value }) => value ?? []);
    for (const value of values) expect(value).toMatch(/^[A-Za-z0-9_-]{22}\.\d+(?:\|[a-z_]+\|[\w.+]+)?$/);
    expect(values.join()).not.toMatch(/letters|Letters|U0A/);
  });

  test("is posted once when its work has to be done again", async () => {
    const { assessments } = p.on.store;
    const addPost = assessments.addPost;
    let fails = 1;
    Object.assign(assessments, {
      addPost: (...args: Parameters<typeof addPost>) =>
        fails-- > 0 ? Promise.reject(new Error("killed")) : addPost(...args),
    });
    await p.weigh("assess");
    await p.submit({ name: text("Twice"), text: text("A public chatbot") });
    await p.press(p.modal(), "Finish now");
    await p.fake.until(() => p.fake.calls.some(({ method }) => method === "conversations.history"));
    await p.on.slack.idle();
    expect(p.said(dm).filter((each) => read(each).startsWith("Twice"))).toHaveLength(1);
  });

  test("that may not be sent is a line in the log", async () => {
    p.fake.refuse("chat.postMessage", "cannot_dm_bot");
    await p.weigh("assess");
    await p.submit({ name: text("Refused"), text: text("") });
    await p.press(p.modal(), "Finish now");
    expect(p.on.logged.join()).toContain(`{"code":"slack-post-refused","error":"cannot_dm_bot"}`);
    expect(await p.on.slack.depth()).toMatchObject({ ready: 0, dead: 0 });
  });
});

describe("Try", () => {
  const tries = (): string[] => labelsIn(result).filter((label) => label.startsWith("Try: "));

  test("each shows another verdict than now, to whoever pressed it, and changes nothing", async () => {
    const before = await row();
    for (const label of tries()) {
      await p.press(result, label);
      expect(read(p.whispered())).toContain(`If ${label.slice("Try: ".length)}`);
      expect(read(p.whispered())).toContain("Now it is: Self-host an open-weight model");
      expect(read(p.whispered())).toContain("I changed nothing.");
    }
    expect(await row()).toEqual(before);
  });

  test("and Keep it makes it so, where the result stands", async () => {
    const [label = ""] = tries();
    await p.press(result, label);
    await p.press(p.whispered(), "Keep it");
    expect(p.whispered().text).toContain("Kept, and the result is up to date. It says now:");
    expect(verdict(one(p.said(dm)))).not.toBe("");
    expect(verdict(one(p.said(dm)))).toContain(read(p.whispered()).includes("device") ? "device" : "closed");
    expect(p.said(dm)).toHaveLength(1);
  });
});

describe("Answer an assumption", () => {
  test("asks the most telling one, and the result follows where it stands", async () => {
    await p.press(result, "Answer an assumption");
    const [block = ""] = asked(p.modal());
    expect(block).toBe("fact:offline_edge");
    await p.submit({ [block]: pick("yes") });
    expect(read(p.modal())).toContain(
      "Saved, and the result is up to date. It says now: Run a small open model on the device",
    );
    expect(await facts()).toMatchObject({ offline_edge: { value: "yes" } });
    expect(verdict(one(p.said(dm)))).toContain("Run a small open model on the device");
  });

  test("is taken over though somebody else changed it meanwhile", async () => {
    await p.press(result, "Answer an assumption");
    const now = await row();
    await p.on.store.assessments.save(now.id, now.rev, { doc: now.doc });
    await p.submit({ "fact:offline_edge": pick("no") });
    expect(await facts()).toMatchObject({ offline_edge: { value: "no" } });
  });
});

describe("to look at", () => {
  test("Scores are a table, for whoever asked", async () => {
    await p.press(result, "Scores");
    expect((p.whispered().blocks ?? []).map((block) => block["type"])).toContain("table");
  });

  test("Details are the whole reply, without buttons", async () => {
    await p.press(result, "Details");
    expect(read(p.whispered())).toContain("*Next steps*");
    expect(labelsIn(p.whispered())).toEqual([]);
  });
});

describe("Edit", () => {
  test("goes over it again and says in the new result what changed", async () => {
    await p.press(result, "Edit");
    expect(read(p.modal())).toContain("What I understood");
    await p.press(p.modal(), "Change");
    const [block = ""] = asked(p.modal());
    await p.submit({ [block]: pick("public") });
    await p.press(p.modal(), "Finish now");
    const [, again] = p.said(dm);
    expect(read(again)).toContain(
      "*What changed since the last time:* Kind of data, from “Regulated (health, financial, by law)” to “Public”.",
    );
    expect((await p.on.store.assessments.runsOf((await row()).id, 9)).length).toBe(2);
  });

  test("given up halfway loses nothing", async () => {
    await p.press(result, "Edit");
    await p.on.people.closes(user);
    await p.press(result, "Details");
    expect(read(p.whispered())).toContain("Self-host");
    expect((await row()).state).toBe("final");
  });
});

describe("opened again", () => {
  test("under other knowledge says so, once", async () => {
    await p.on.stop();
    const real = await reallyAssessing();
    let version = "v1";
    p = await assessing({
      assessing: () => {
        const assessor = real();
        return assessor && { ...assessor, knowledgeVersion: version };
      },
    });
    await p.finished();
    version = "v2";
    await p.weigh("history");
    await p.press(p.whispered(), "Open");
    expect(read(p.modal())).toContain("My knowledge is another version. The verdict is still the same.");
    await p.weigh("history");
    await p.press(p.whispered(), "Open");
    expect(read(p.modal())).not.toContain("My knowledge is another version.");
    await p.press(p.modal(), "Send it to my messages");
    expect(read(p.modal())).toContain("It is in our direct messages now.");
    expect(p.said(dm)).toHaveLength(2);
  });
});

test("a button of one that is gone says so, and one of another version of ours too", async () => {
  await p.on.store.assessments.remove((await row()).id);
  await p.press(result, "Scores");
  expect(p.whispered().text).toContain("I no longer keep that assessment.");
  const old = {
    ...result,
    blocks: [
      {
        type: "actions",
        elements: [{ type: "button", action_id: "assess.conjure", value: "x", text: { text: "Old" } }],
      },
    ],
  };
  await p.press(old, "Old");
  expect(p.whispered().text).toContain("That button is from another version of me");
});
