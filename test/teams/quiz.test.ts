import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Args, bot, chatWith, group, message, person, pressOn, tenant } from "../fakes/teams.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
import { buttonOn, cardIn, read } from "./assess-support.ts";
import { run, type Running, whole } from "./harness.ts";

let on: Running;
const knowledge = realKnowledge();
beforeEach(async () => {
  on = await run({ answer: answererOf(await knowledge) });
});
afterEach(() => on.stop());

const dana = person(1);
const say = async (text: string): Promise<string> => {
  await on.send(message(on.fake, dana, chatWith(dana), text));
  return whole(on.posted().at(-1));
};

test("quiz asks the boss's question with nothing to press beside it, and tells what was named and what was not", async () => {
  expect(await say("quiz")).toContain("The boss's question");
  expect(on.posted().at(-1)?.activity["attachments"]).toBeUndefined();
  const told = await say("Cost, privacy of our data, and who would run it.");
  expect(told).toMatch(/You named \*\*\d+ of \d+/);
  expect(told).toContain("You did not name:");
});

test("its cases are pressed, and weighed", async () => {
  await say("quiz");
  expect(await say("cost")).toMatch(/You named \*\*1 of \d+/);
  const last = on.posted().at(-1);
  expect(whole(last)).toContain('"verb":"answer.next"');
});

test("in a group it tells that an answer has to mention us, for nothing else is brought to us", async () => {
  await on.send(message(on.fake, dana, group, "quiz"));
  expect(whole(on.posted(group.conversation).at(-1))).toContain("Mention me in your answer");
  expect(await say("quiz")).not.toContain("Mention me");
});

describe("by a slash command in a group, for one person alone", () => {
  const toMe = { recipient: { ...bot, isTargeted: true } };
  const begins = async (): Promise<{ readonly on: string; readonly card: Args }> => {
    await on.send(message(on.fake, dana, group, "quiz", toMe));
    const last = on.posted().at(-1);
    return { on: last?.id ?? "", card: cardIn(last?.activity) };
  };
  const answers = async (given: Awaited<ReturnType<typeof begins>>, named: string, place = group) => {
    const { verb, data } = buttonOn(given.card, "Answer");
    const response = await on.send(pressOn(on.fake, dana, place, given.on, verb, { ...data, named }));
    return (await response.json()) as { readonly value: unknown };
  };

  test("it is answered in the card, and seen by nobody else", async () => {
    const quiz = await begins();
    expect(read(quiz)).toContain("What would you consider?");
    expect(read(quiz)).not.toMatch(/Answer here|Mention me/);
    await answers(quiz, "cost");
    const told = on.posted().at(-1);
    expect(whole(told)).toMatch(/You named \*\*1 of \d+/);
    expect(on.posted().map(({ onlyFor }) => onlyFor)).toEqual([dana.id, dana.id]);
  });

  test("an empty answer is asked for in the card", async () => {
    const { value } = await answers(await begins(), " ");
    expect(read({ card: value as Args })).toContain("Name at least one thing.");
    expect(on.posted()).toHaveLength(1);
  });

  test("where Teams knows no such messages it goes on in their own chat", async () => {
    on.fake.targeting.works = false;
    await on.send(message(on.fake, dana, group, "quiz", toMe));
    const [own] = on.posted(chatWith(dana).conversation);
    await answers({ on: own?.id ?? "", card: cardIn(own?.activity) }, "cost, privacy", chatWith(dana));
    expect(whole(on.posted(chatWith(dana).conversation).at(-1))).toMatch(/You named \*\*2 of \d+/);
  });
});

test.for(["cost", "cost?", "ask cost", "compare", "history?", "my assessments", "models", "link", "help", "stop"])(
  "%s is answered without a word of Slack's commands, and without a source",
  async (words) => {
    const said = await say(words);
    expect(said).not.toMatch(/\/weigh|Slack|"citation"/);
  },
);

test("an edit that makes a command of a question says that it runs none", async () => {
  await say("what is lock-in?");
  const edit = { type: "messageUpdate", channelData: { tenant: { id: tenant }, eventType: "editMessage" } };
  await on.send(message(on.fake, dana, chatWith(dana), "compare", edit));
  expect(whole(on.posted().at(-1))).toContain("An edit runs no command.");
});

test("whoever stops is asked nothing more", async () => {
  await say("quiz");
  expect(await say("stop")).not.toContain("You named");
});

test("what is no answer to the quiz, and no command, sends nobody to a command of Slack", async () => {
  for (const word of ["cost!", "compare?", "history.", "models"]) expect(await say(word)).not.toMatch(/Slack|\/weigh/);
});
