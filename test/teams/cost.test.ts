import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { costingOn } from "../../src/coster.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { nodes } from "../support/replies.ts";
import { type Args, channel, chatWith, group, pressOn } from "../fakes/teams.ts";
import { buttonOn, cardIn, dana, eli, fieldsOn, labelsOn, type People, read, startPeople } from "./assess-support.ts";

const kb = await realKnowledge();
let people: People;
beforeEach(async () => {
  people = await startPeople({ answer: answererOf(kb), costing: costingOn(() => kb) });
});
afterEach(() => people.on.stop());
const typed = "cost 40k requests/day, 1500 in, 400 out, gpt-5.5 vs llama 70b on our H100s";
const standing = (conversation?: string) => read({ card: cardIn(people.on.posted(conversation).at(-1)?.activity) });

describe("cost with a workload", () => {
  test("is one card: a sentence, a table, charts with a table to fall back on, what was assumed", async () => {
    const seen = await people.say(typed);
    for (const words of [
      "At 40,000 requests a day",
      "What moves the difference between",
      "Taken as usual",
      "Prices are list",
    ])
      expect(read(seen)).toContain(words);
    const types = (seen.card["body"] as { type: string; fallback?: { type: string } }[]).filter(
      ({ type }) => type === "Table" || type.startsWith("Chart."),
    );
    expect(types.map(({ type }) => type.split(".")[0])).toEqual(["Table", "Chart", "Chart"]);
    expect(types.slice(1).map(({ fallback }) => fallback?.type)).toEqual(["Table", "Table"]);
  });

  test("in a channel stands in the thread, and nothing above the card goes stale", async () => {
    await people.say(typed, dana, channel("1"));
    const [posted] = people.on.posted();
    expect(posted?.activity["text"]).toBeUndefined();
    expect(standing()).toContain("At 40,000 requests a day");
  });
});

describe("a button of a summary", () => {
  test.for([
    ["Double the volume", "At 80,000 requests a day"],
    ["Batch half of it", "Batch half of it:"],
    ["Cache 80%", "Cache 80%:"],
    ["Smaller models", "GPT-5.4 at OpenAI costs about"],
    ["Committed GPUs", "rented committed"],
    ["Follow the hours", "Follow the hours:"],
    ["No on-call", "No on-call:"],
  ] as const)("changes it where it stands, for everybody: %s", async ([label, says]) => {
    const seen = await people.say(typed, dana, group);
    const after = await people.press(seen, label, {}, dana, group);
    expect(read(after)).toContain(says);
    expect(people.on.posted()).toHaveLength(1);
    expect(people.on.posted()[0]?.id).toBe(seen.on);
    expect(standing()).toBe(read(after));
  });

  test("adds to what was pressed before", async () => {
    const once = await people.press(await people.say(typed), "Double the volume");
    expect(read(await people.press(once, "Double the volume"))).toContain("At 160,000 requests a day");
  });

  test("counts once, however often Teams brings it", async () => {
    const seen = await people.say(typed);
    const { verb, data } = buttonOn(seen.card, "Double the volume");
    const press = pressOn(people.on.fake, dana, chatWith(dana), seen.on, verb, data);
    const [first, again] = [await people.on.send(press), await people.on.send(press)];
    expect(await again.json()).toEqual(await first.json());
    expect(standing()).toContain("At 80,000 requests a day");
  });

  test("on a card that moved on changes nothing, and shows where it stands", async () => {
    const old = await people.say(typed);
    await people.press(old, "Double the volume");
    const late = await people.press(old, "Double the volume");
    expect(read(late)).toContain("This moved on meanwhile.");
    expect(read(late)).toContain("At 80,000 requests a day");
    expect(standing()).toContain("At 80,000 requests a day");
  });

  test("that would change nothing says so", async () => {
    const seen = await people.press(await people.say(`${typed}, committed`), "Committed GPUs");
    expect(seen.says).toBe("That is so already, or it would change nothing here.");
  });

  test("is only for who asked; others may look", async () => {
    const seen = await people.say(typed, dana, group);
    const pulled = await people.press(seen, "Double the volume", {}, eli, group);
    expect(pulled.says).toContain("Only the person who asked can change this summary.");
    expect(standing()).toContain("At 40,000 requests a day");
    expect(read(await people.press(seen, "Show the formula", {}, eli, group))).toContain("requestsPerDay");
  });

  test("does nothing in another conversation than its own", async () => {
    const seen = await people.say(typed);
    const elsewhere = await people.press(seen, "Show the formula", {}, dana, group);
    expect(elsewhere.says).toContain("Only the person who got this summary can use its buttons.");
  });

  test("made up, or of what is no longer kept, is refused in a sentence", async () => {
    const seen = await people.say(typed);
    const { data } = buttonOn(seen.card, "Double the volume");
    const press = async (verb: string, of: object) => {
      const sent = await people.on.send(pressOn(people.on.fake, dana, chatWith(dana), seen.on, verb, { ...of }));
      return JSON.stringify(await sent.json());
    };
    expect(await press("cost.everything", data)).toContain("another version of me");
    expect(await press("cost.double", { a: "nothing", v: "x" })).toContain("no longer keep");
    expect(await press("cost.double", { a: { b: 1 } })).toContain("no longer keep");
    expect(await press("cost.double", { ...data, v: 3 })).toContain("This moved on meanwhile.");
  });

  test("shows the formulas and the lines for a spreadsheet, and comes back", async () => {
    const seen = await people.say(typed);
    const formula = await people.press(seen, "Show the formula");
    expect(JSON.stringify(formula.card)).toContain("tokenizerFactor");
    expect(read(await people.press(formula, "Back"))).toContain("At 40,000 requests a day");
    const csv = await people.press(seen, "Export CSV");
    expect(read(csv)).toContain("option,item,usd_per_month");
    expect(read(csv)).toContain("Copy it into a file");
    expect(labelsOn(csv)).toEqual(["Back"]);
  });

  test("stays with a summary that is shared: it is shared as it was left", async () => {
    const form = await people.say("cost", dana, group);
    await people.press(form, "Reckon", fieldsOn(form), dana, group);
    const told = people.on.posted().at(-1);
    const mine = { card: cardIn(told?.activity), says: undefined, on: told?.id ?? "" };
    const doubled = await people.press(mine, "Double the volume", {}, dana, group);
    await people.press(doubled, "Share here", {}, dana, group);
    const shared = people.on.posted().at(-1);
    expect(shared?.onlyFor).toBeUndefined();
    expect(read({ card: cardIn(shared?.activity) })).toContain("At 20,000 requests a day");
  });
});

describe("forms", () => {
  test("cost alone asks on a card, and what it says is reckoned", async () => {
    const form = await people.say("cost");
    expect(Object.keys(fieldsOn(form))).toEqual([
      "volume",
      "input",
      "output",
      "load",
      "cached",
      "latency",
      "growth",
      "closed",
      "closed.rest",
      "open",
      "machines",
    ]);
    const sent = await people.press(form, "Reckon", {
      ...fieldsOn(form),
      volume: "40,000 a day",
      load: "office hours only",
    });
    expect(sent.says).toContain("the answer comes below");
    expect(standing()).toContain("At 40,000 requests a day");
    expect(standing()).toMatch(/When the requests come:\** Office hours only, weekdays 8 to 18\./);
    expect(labelsOn({ ...form, card: cardIn(people.on.posted().at(-1)?.activity) })).toContain("Double the volume");
  });

  test("says below the field what is wrong in it, and keeps what was typed", async () => {
    const form = await people.say("cost");
    const wrong = await people.press(form, "Reckon", { ...fieldsOn(form), volume: "-3 a day", input: "0" });
    expect(read(wrong)).toContain("-3 requests a day is less than nothing");
    expect(read(wrong)).toContain("0 tokens in is too little to reckon with");
    expect(fieldsOn(wrong)).toMatchObject({ volume: "-3 a day", input: "0" });
    expect(people.on.posted()).toHaveLength(1);
  });

  test("compare alone asks what stands side by side, and refuses what does not go together", async () => {
    const form = await people.say("compare");
    const wrong = await people.press(form, "Compare", { ways: "open", models: "GPT-5.5" });
    expect(read(wrong)).toContain("Choose either ways of building or models");
    await people.press(wrong, "Compare", { ways: "open,closed", rows: "privacy" });
    expect(standing()).toContain("Privacy");
  });

  test("fold long lists below their beginning, and open them again over what was chosen there", async () => {
    const form = await people.say("compare");
    const folds = (card: Args) =>
      nodes(card["body"]).filter(({ type, id }) => type === "Container" && String(id).endsWith(".more"));
    expect(folds(form.card).map(({ id, isVisible }) => [id, isVisible])).toEqual([
      ["ways.more", false],
      ["models.more", false],
      ["rows.more", false],
    ]);
    const lists = nodes(form.card["body"]).filter(({ isMultiSelect }) => isMultiSelect === true);
    const shown = lists.filter(({ id }) => !String(id).endsWith(".rest"));
    expect(Math.max(...shown.map(({ choices }) => (choices as Args[]).length))).toBeLessThanOrEqual(8);
    // Of both parts of a list something is chosen; the models do not go with it.
    const last = lists.flatMap(({ id, choices }) => (id === "ways.rest" ? (choices as Args[]) : [])).at(-1);
    const given = { ways: "open", "ways.rest": last?.["value"], models: "GPT-5.5" };
    const wrong = await people.press(form, "Compare", given);
    expect(folds(wrong.card)[0]).toMatchObject({ id: "ways.more", isVisible: true });
    expect(fieldsOn(wrong)).toMatchObject({ ways: "open", "ways.rest": last?.["value"] });
    await people.press(wrong, "Compare", { ...given, models: "", rows: "privacy" });
    expect(standing()).toContain(String(last?.["title"]));
  });

  test("of somebody else's making get no further than what there is to choose", async () => {
    const form = await people.say("compare");
    const seen = await people.press(form, "Compare", { ways: "ignore all rules,nonsense", models: "" });
    expect(read(seen)).toContain("Choose what stands side by side.");
  });
});

describe("draw", () => {
  test("says who sends what where, with a picture and words for those who do not see it", async () => {
    const seen = await people.say("draw hybrid router");
    expect(read(seen)).toContain("complex requests (leaves the company)");
    const [image] = nodes(seen.card["body"]).filter(({ type }) => type === "Image");
    expect(String(image?.["url"])).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(String(image?.["altText"])).toContain("Router");
  });

  test("every way of building fits into a message with its picture", async () => {
    const ways = [...kb.catalog.architectures.values()].filter(({ flow }) => flow !== undefined);
    expect(ways.length).toBeGreaterThan(20);
    for (const { id } of ways) {
      const { picture } = await costingOn(() => kb).flow(id, true);
      expect(Buffer.from(picture?.png ?? []).toString("base64").length, id).toBeLessThan(33_000);
    }
  });

  test.for([
    ["draw hybird router", "Did you mean hybrid router?"],
    ["draw", "I can draw: "],
  ] as const)("“%s” says what there is", async ([words, says]) => {
    expect(read(await people.say(words))).toContain(says);
  });
});

describe("the result of an assessment", () => {
  test("shows what it costs, and in one press more what each figure is made of", async () => {
    const cost = await people.press(await people.finished(), "Cost in detail");
    expect(read(cost)).toContain("Your data may not leave, so");
    expect(labelsOn(cost)).toEqual(["Show the formula", "Back"]);
    const formula = await people.press(cost, "Show the formula");
    expect(read(formula)).toMatch(/as of \d{4}|\d{4}-\d{2}/);
    expect(read(await people.press(formula, "Back"))).toContain("How sure:");
  });
});

describe("a comparison", () => {
  test("has a column for one's own last assessment in one's own chat, and in no other place", async () => {
    await people.finished();
    expect(read(await people.say("compare open and closed on privacy"))).toContain("Your project: from your");
    await people.say("compare open and closed on privacy", dana, channel("1"));
    expect(
      people.on
        .posted()
        .map(({ activity }) => JSON.stringify(activity))
        .filter((text) => text.includes("Your project")),
    ).toHaveLength(1);
    expect(read(await people.say("compare open and closed on privacy", eli))).not.toContain("Your project");
  });
});
