import { afterEach, beforeEach, expect, test } from "vitest";
import { chatWith, group, message, person, tenant } from "../fakes/teams.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";
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

test("quiz asks the boss's question, and tells what was named and what was not", async () => {
  expect(await say("quiz")).toContain("The boss's question");
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
