import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Args, View } from "../fakes/slack.ts";
import {
  assessing,
  channel,
  clinic,
  dm,
  labelsIn,
  one,
  optionsIn,
  other,
  type People,
  place,
  read,
  several,
  text,
  user,
} from "./assess-support.ts";

let p: People;
beforeEach(async () => {
  p = await assessing();
});
afterEach(() => p.on.stop());
const rows = (who = user) => p.on.store.assessments.listOf(`slack:T0TEAM/${who}`, { limit: 200 });
/** The part of the home tab below a heading. */
const under = (view: View, heading: string): string => {
  const rest = read(view).split(`*${heading}*\n`)[1] ?? "";
  return rest.split(/\n\*(?:Begun|Finished|Shared with you|Archived)\*\n/)[0] ?? "";
};
const make = async (name: string, state: "draft" | "final" = "final", owner = `slack:T0TEAM/${user}`) => {
  const made = await p.on.store.assessments.create({
    owner,
    team: "slack:T0TEAM",
    place: null,
    name,
    doc: JSON.stringify({ draft: { name }, page: state === "final" ? "done" : "review" }),
    kbVersion: "v1",
    state,
  });
  return made.id;
};
const home = () => p.home();
const press = async (label: string): Promise<void> => void (await p.press(p.fake.home(user) as View, label));

describe("the home tab", () => {
  test("keeps what it showed, and says in a sentence where there is nothing", async () => {
    const view = await home();
    for (const words of ["Open-weight or closed?", "What is LoRA?", "1 entries, knowledge version v1"])
      expect(read(view)).toContain(words);
    expect(under(view, "Begun")).toBe("Nothing is begun. An assessment takes about two minutes.");
    expect(under(view, "Finished")).toBe("Nothing is finished yet.");
    expect(under(view, "Shared with you")).toContain("Nobody has shared an assessment with you.");
    expect(read(view)).not.toContain("*Archived*");
  });

  test("lists drafts to go on with, results to open, and what others shared", async () => {
    await p.finished();
    await p.weigh("assess", {});
    await p.submit({ name: text("Half done"), text: text(clinic) });
    await p.on.people.closes(user);
    const theirs = await p.finished("A public chatbot", "Theirs", { user: other });
    await p.press(theirs, "Share in channel", { user: other });
    await p.submit({ channel: place(channel) }, other);
    await p.press(p.said(channel).at(-1) as never, "Scores");
    const view = await home();
    expect(under(view, "Begun")).toContain("Half done\nDescribed, nothing answered yet");
    expect(under(view, "Finished")).toMatch(/^Letters\nOpen, self-hosted · proposed · \d+ \w+ \d{4}\n/);
    expect(under(view, "Shared with you")).toContain("Theirs");
    await p.press(view, "Go on");
    expect(read(p.modal())).toContain("What I understood");
  });

  test("opens a result, with what can be done from there", async () => {
    await p.finished();
    await p.press(await home(), "Open");
    expect(read(p.modal())).toContain("*Self-host an open-weight model*");
    expect(labelsIn(p.modal())).toEqual(["Send it to my messages", "Edit"]);
    await p.press(p.modal(), "Edit");
    expect(read(p.modal())).toContain("What I understood");
  });

  test("lists what was begun by somebody who comes under another workspace of the organisation", async () => {
    p.fake.workspace.addUser({ id: user, team_id: "T0OTHER" });
    await p.finished();
    expect(under(await home(), "Finished")).toContain("Letters");
  });

  test("begins one", async () => {
    await p.press(await home(), "Assess a case");
    expect(p.modal()["callback_id"]).toBe("assess.start");
  });

  test("shows ten at a time, and turns pages", async () => {
    for (let i = 1; i <= 23; i += 1) await make(`Case ${i}`);
    const count = (): number => (read(p.fake.home(user)).match(/^Case \d+$/gm) ?? []).length;
    await home();
    expect(count()).toBe(10);
    await press("Older");
    await press("Older");
    expect(count()).toBe(3);
    expect(labelsIn(p.fake.home(user) as View)).not.toContain("Older");
    await press("Newer");
    expect(count()).toBe(10);
  });

  test("with four full lists is still a view that Slack takes", async () => {
    for (let i = 0; i < 12; i += 1) {
      await make(`Draft ${i}`, "draft");
      await make(`Final ${i}`);
      const id = await make(`Old ${i}`);
      await p.on.store.assessments.save(id, 1, { state: "archived" });
      await p.on.store.assessments.addPerson(
        await make(`Theirs ${i}`, "final", "slack:T0TEAM/U0B"),
        "slack:T0TEAM/U0A",
        "shared",
      );
    }
    const view = await home();
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(read(view)).toContain("knowledge version v1");
  });

  test("says so while its store is away", async () => {
    Object.assign(p.on.store.assessments, { listOf: () => Promise.reject(new Error("away")) });
    expect(read(await home())).toContain("I can't read your assessments just now.");
  });
});

describe("what can be done with one there", () => {
  test("Archive and Unarchive", async () => {
    await p.finished();
    await home();
    await press("Archive");
    expect(under(p.fake.home(user) as View, "Finished")).toContain("Nothing is finished yet.");
    expect(under(p.fake.home(user) as View, "Archived")).toContain("Letters");
    await press("Unarchive");
    expect(under(p.fake.home(user) as View, "Finished")).toContain("Letters");
    await make("Draft", "draft");
    await home();
    await press("Archive");
    await press("Unarchive");
    expect((await rows()).map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual([
      "Draft draft",
      "Letters final",
    ]);
  });

  test("Rename, in the home tab and in the result", async () => {
    const result = await p.finished();
    await home();
    await press("Rename");
    await p.submit({ name: text("Clinic letters") });
    expect(under(p.fake.home(user) as View, "Finished")).toContain("Clinic letters");
    expect(read(result)).toContain("Clinic letters");
    await press("Rename");
    expect((await p.submit({ name: text("  ") })).body).toEqual({
      response_action: "errors",
      errors: { name: "Give it a name." },
    });
  });

  test("Duplicate: the facts, and nobody's name or ranking", async () => {
    await p.finished();
    const [row] = await rows();
    const doc = JSON.parse(row?.doc ?? "") as { draft: { facts: Args; rankings: Args } };
    doc.draft.facts["ml_team"] = { value: "none", by: "slack:T0TEAM/U0B" };
    doc.draft.rankings = { "slack:T0TEAM/U0B": ["cost"] };
    await p.on.store.assessments.save(row?.id ?? "", row?.rev ?? 0, { doc: JSON.stringify(doc) });
    await home();
    await press("Duplicate");
    const copy = (await rows()).find(({ name }) => name === "Letters (copy)");
    expect(copy).toMatchObject({ state: "draft" });
    expect(copy?.doc).toContain(`"ml_team":{"value":"none"}`);
    expect(copy?.doc).not.toContain("U0B");
    expect(under(p.fake.home(user) as View, "Begun")).toContain("Letters (copy)");
  });

  test("Edit and weigh again", async () => {
    await p.finished();
    await home();
    await press("Edit and weigh again");
    expect(read(p.modal())).toContain("What I understood");
  });
});

describe("several together", () => {
  const choose = async (what: string, count = 2) => {
    await home();
    await press(what);
    const options = optionsIn(p.modal(), "which");
    return p.submit({ which: several(...options.slice(0, count)) });
  };

  test("Compare sets two side by side, privately", async () => {
    await p.finished();
    await p.finished("A public chatbot, 40 billion tokens a month", "Chatbot");
    await choose("Compare");
    const table = p.said(dm).at(-1);
    expect(read(table)).toContain("Side by side");
    expect(read(table)).toContain("They differ:");
    expect((table?.blocks ?? []).map((block) => block["type"])).toContain("table");
    expect(p.said(channel)).toEqual([]);
  });

  test("Portfolio says which goes where, and tells two of one name apart", async () => {
    for (let i = 0; i < 3; i += 1) await p.finished();
    await choose("Portfolio", 3);
    expect(read(p.said(dm).at(-1))).toContain("All 3 workloads go the same way");
    expect(read(p.said(dm).at(-1))).toContain("Letters (3)");
  });

  test("takes at least two, and says so", async () => {
    await home();
    await press("Compare");
    expect(read(p.modal())).toContain("That takes two assessments that are finished.");
    await p.finished();
    await p.finished();
    const { body } = await choose("Compare", 1);
    expect(body).toEqual({ response_action: "errors", errors: { which: "Choose at least two." } });
  });

  test("is of one's own alone, whatever a form says", async () => {
    await p.finished();
    await p.finished();
    const theirs = await make("Theirs", "final", "slack:T0TEAM/U0B");
    await home();
    await press("Compare");
    await p.submit({ which: several(theirs, (await rows())[0]?.id ?? "") });
    expect(read(p.said(dm).at(-1))).toContain("Fewer than two of them are still there");
  });
});

describe("/weigh history", () => {
  test("says where they are and lists the latest, to whoever asked", async () => {
    await p.weigh("history");
    expect(p.whispered().text).toContain("You have no assessments yet.");
    await p.finished();
    await p.weigh("history");
    expect(read(p.whispered())).toContain("All of your assessments are in my Home tab. The latest:");
    expect(read(p.whispered())).toContain("Letters\nOpen, self-hosted · proposed");
    await p.press(p.whispered(), "Open");
    expect(read(p.modal())).toContain("*Self-host an open-weight model*");
  });

  test("with more words is a question", async () => {
    await p.weigh("history of open models");
    expect(one(p.on.asked).text).toBe("history of open models");
  });
});
