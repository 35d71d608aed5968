import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Args } from "../fakes/slack.ts";
import { reallyAssessing } from "./harness.ts";
import {
  asked,
  assessing,
  channel,
  clinic,
  dm,
  initialIn,
  labelsIn,
  one,
  type People,
  pick,
  read,
  text,
  ticks,
  user,
} from "./assess-support.ts";

let p: People;
beforeEach(async () => {
  p = await assessing();
});
afterEach(() => p.on.stop());
const begin = async (words = clinic, name = "Letters"): Promise<void> => {
  await p.weigh("assess");
  await p.submit({ name: text(name), text: text(words) });
};
const title = (): unknown => (p.modal()["title"] as Args)["text"];
const inStore = () => p.on.store.assessments.listOf("slack:T0TEAM/U0A", { limit: 99 });
const opaque = /^[A-Za-z0-9_-]{1,64}\.\d+$/;

describe("/weigh assess", () => {
  test.for([
    { by: "HTTP", socket: false },
    { by: "Socket Mode", socket: true },
  ])("over $by goes from a description to a result", async ({ socket }) => {
    await p.on.stop();
    p = await assessing({ socket });
    await p.weigh(`assess ${clinic}`);
    expect(title()).toBe("Assess a case");
    expect(JSON.stringify(p.modal())).toContain(clinic);
    await p.submit({ name: text("Letters"), text: text(clinic) });
    expect(title()).toBe("What I understood");
    await p.submit();
    expect(title()).toBe("Anything special?");
    await p.submit({ boxes: ticks("mission_critical") });
    expect(title()).toBe("What else matters");
    expect(asked(p.modal()).length).toBeLessThanOrEqual(3);
    await p.throughWith();
    expect(title()).toBe("Your result");
    expect(read(p.modal())).toContain("I sent the whole of it to you as a direct message.");
    const result = one(p.said(dm));
    expect(read(result)).toContain("Letters");
    expect(read(result)).toContain("How sure");
    expect(p.whispered().text).toBe("Your assessment is ready: I sent it to you as a direct message.");
    const [row] = await inStore();
    expect(row).toMatchObject({
      state: "final",
      name: "Letters",
      place: `slack:T0TEAM/${channel}`,
      owner: "slack:T0TEAM/U0A",
    });
  });

  test("opens before anything is kept but where it was begun: who closes the form leaves no draft", async () => {
    await p.weigh("assess");
    expect(p.modal()["private_metadata"]).toMatch(/^[A-Za-z0-9_-]{1,64}\.0$/);
    await p.on.people.closes(user);
    expect(await inStore()).toEqual([]);
  });

  test("whose trigger ran out asks to press again", async () => {
    p.fake.refuse("views.open", "expired_trigger_id");
    await p.weigh("assess");
    expect(p.whispered().text).toContain("Please press it again.");
  });

  test("while the decision flow is broken says so in a sentence", async () => {
    await p.on.stop();
    const real = await reallyAssessing();
    let isBroken = false;
    p = await assessing({ assessing: () => (isBroken ? undefined : real()) });
    await begin();
    isBroken = true;
    await p.submit();
    expect(read(p.modal())).toContain("I can't weigh a case just now");
    await p.weigh("assess");
    expect(p.whispered().text).toContain("I can't weigh a case just now");
  });

  test("offers what is open already, and goes on with it where it was left", async () => {
    await begin();
    await p.submit();
    expect(title()).toBe("Anything special?");
    await p.on.people.closes(user);
    await p.weigh("assess");
    expect(read(p.modal())).toContain("Letters\nDescribed, nothing answered yet");
    await p.press(p.modal(), "Continue");
    expect(title()).toBe("Anything special?");
    await p.submit({ boxes: ticks() });
    expect((await inStore()).length).toBe(1);
  });

  test("beside an open one starts a new one all the same", async () => {
    await begin();
    await p.on.people.closes(user);
    await begin("A public chatbot", "Chatbot");
    expect((await inStore()).map(({ name }) => name).toSorted()).toEqual(["Chatbot", "Letters"]);
  });
});

describe("what was understood", () => {
  test("is each fact with the words that it came from", async () => {
    await begin();
    expect(read(p.modal())).toContain("May data leave: No, it must stay with us\nfrom “letters must not leave”");
    expect(read(p.modal())).toContain("from “Two ML engineers”");
  });

  test("can be put right, and the question says why it is asked", async () => {
    await begin();
    await p.press(p.modal(), "Change");
    const [block = ""] = asked(p.modal());
    expect(read(p.modal())).toContain("Why I ask:");
    await p.submit({ [block]: pick("public") });
    expect(title()).toBe("What I understood");
    expect(read(p.modal())).toContain("Kind of data: Public\nChange");
    await p.press(p.modal(), "Change");
    await p.press(p.modal(), "Back");
    expect(title()).toBe("What I understood");
  });

  test("names what does not fit together, until somebody chooses", async () => {
    await begin("No data may leave the building. All data may be sent to any vendor.");
    expect(read(p.modal())).toContain("do not fit together: which holds?");
    await p.press(p.modal(), "Choose");
    await p.submit({ "fact:data_may_leave": pick("no") });
    expect(read(p.modal())).not.toContain("do not fit together");
    expect(read(p.modal())).toContain("May data leave: No, it must stay with us");
  });

  test.for([
    { is: "another language", words: "Unsere Briefe bleiben hier, und niemand kennt sich damit aus" },
    { is: "nothing of a workload", words: "hello there" },
    { is: "no words", words: "?!" },
  ])("of $is is nothing, says so, and goes on to ask", async ({ words }) => {
    await begin(words);
    expect(read(p.modal())).toContain("I could read no fact in that, so I ask.");
    await p.submit();
    expect(title()).toBe("Anything special?");
  });

  test("of an empty form is not spoken of at all", async () => {
    await begin("", "");
    expect(title()).toBe("Anything special?");
    expect((await inStore())[0]?.name).toBe("");
  });

  test("of a very long text is what stands in the part that is read, and every form still fits", async () => {
    await p.weigh(`assess ${`${clinic} `.repeat(60)}`);
    await p.submit({ name: text("x".repeat(200)), text: text(`${clinic} `.repeat(60)) });
    expect(title()).toBe("What I understood");
    const [row] = await inStore();
    expect(row?.name).toHaveLength(80);
    expect((JSON.parse(row?.doc ?? "") as { draft: { text: string } }).draft.text).toHaveLength(3_000);
  });

  test("gives a name to what has none", async () => {
    await begin(clinic, "");
    expect((await inStore())[0]?.name).toBe("Clinic");
  });
});

describe("the steps", () => {
  test("say how far it is, and let nobody fall off", async () => {
    await begin("", "Nothing known");
    await p.submit({ boxes: ticks() });
    expect(read(p.modal())).toMatch(/1 answered, about \d to go/);
    expect(labelsIn(p.modal())).toEqual(["Back", "Finish now", "Go on in messages"]);
    for (const block of asked(p.modal())) expect(JSON.stringify(p.modal())).toContain(block);
    expect(read(p.modal()).match(/I don't know/g)).toHaveLength(asked(p.modal()).length);
  });

  test("go back to what was answered, and take the answers along to be changed", async () => {
    await begin("", "Back");
    await p.submit({ boxes: ticks("suite_bundle") });
    const first = asked(p.modal());
    await p.submit({ [first[0] ?? ""]: pick("no") });
    expect(asked(p.modal())).not.toEqual(first);
    await p.press(p.modal(), "Back");
    expect(asked(p.modal())).toEqual(first);
    expect(initialIn(p.modal(), first[0] ?? "")).toMatchObject({ value: "no" });
    await p.press(p.modal(), "Back");
    expect(title()).toBe("Anything special?");
    expect(JSON.stringify(p.modal())).toContain("initial_options");
    await p.press(p.modal(), "Back");
    expect(title()).toBe("Assess a case");
    expect(JSON.stringify(p.modal())).toContain(`"initial_value":"Back"`);
  });

  test("end early with what is chosen on the page, and with the answer so far", async () => {
    await begin("", "Early");
    await p.submit({ boxes: ticks() });
    const [block = ""] = asked(p.modal());
    await p.press(p.modal(), "Finish now", { state: { [block]: pick("no") } });
    expect(title()).toBe("Your result");
    const doc = JSON.parse((await inStore())[0]?.doc ?? "") as { draft: { facts: Args } };
    expect(doc.draft.facts[block.slice("fact:".length)]).toMatchObject({ value: "no" });
    expect(p.said(dm)).toHaveLength(1);
  });

  test("end early with what is ticked", async () => {
    await begin();
    await p.submit();
    await p.press(p.modal(), "Finish now", { state: { boxes: ticks("air_gapped") } });
    expect((await inStore())[0]?.doc).toContain(`"air_gapped":{"value":"yes"}`);
  });

  test("carry an opaque id and a revision, and nothing else", async () => {
    await begin();
    for (const label of ["Change", "Back"]) {
      expect(p.modal()["private_metadata"]).toMatch(opaque);
      await p.press(p.modal(), label);
    }
    expect(p.modal()["private_metadata"]).toMatch(opaque);
  });
});

describe("a form that is behind", () => {
  test("shows where it stands instead of taking a step twice", async () => {
    await begin();
    const [row] = await inStore();
    await p.on.store.assessments.save(row?.id ?? "", 1, { doc: row?.doc ?? "" });
    await p.press(p.modal(), "Finish now");
    expect(read(p.modal())).toContain("This moved on meanwhile. Here is where it stands.");
    expect(title()).toBe("What I understood");
    expect(p.said(dm)).toEqual([]);
    await p.press(p.modal(), "Finish now");
    expect(title()).toBe("Your result");
  });

  test("that somebody else closed or went on from is left alone", async () => {
    await begin();
    const early = p.modal();
    await p.submit();
    await p.press(early, "Finish now");
    expect(title()).toBe("Anything special?");
    expect(p.on.logged.join()).toContain("hash_conflict");
  });

  test("submitted twice is kept once", async () => {
    await p.weigh("assess");
    const sent = await p.submit({ name: text("Letters"), text: text(clinic) });
    const again = await p.on.settled(p.on.people.again(sent));
    expect(again.status).toBe(200);
    expect(await inStore()).toHaveLength(1);
    const ticked = await p.submit();
    const twice = (await p.on.settled(p.on.people.again(ticked))).body as Args;
    expect(JSON.stringify(twice)).toContain("This moved on meanwhile");
  });

  test("of one that is gone says so", async () => {
    await begin();
    const [row] = await inStore();
    await p.on.store.assessments.remove(row?.id ?? "");
    const { body } = await p.submit();
    expect(JSON.stringify(body)).toContain("I no longer keep that assessment.");
  });

  test("whose result came already posts no second one", async () => {
    await begin();
    const early = p.modal();
    await p.press(early, "Finish now");
    await p.press(early, "Finish now");
    await p.press(early, "Back");
    expect(p.said(dm)).toHaveLength(1);
  });

  test("whose store is away keeps what was typed, and says that it is not saved", async () => {
    await p.weigh("assess");
    const { store } = p.on;
    const create = store.assessments.create;
    Object.assign(store.assessments, { create: () => Promise.reject(new Error("away")) });
    const { body } = await p.submit({ name: text("Letters"), text: text(clinic) });
    expect(body).toEqual({
      response_action: "errors",
      errors: { name: "I can't save that just now. What you saved before is safe: please try again in a minute." },
    });
    Object.assign(store.assessments, { create });
    await p.submit({ name: text("Letters"), text: text(clinic) });
    expect(title()).toBe("What I understood");
  });
});
