import { afterEach, beforeEach, expect, test } from "vitest";
import { chatWith, message, person } from "../fakes/teams.ts";
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

test("whoever stops is asked nothing more", async () => {
  await say("quiz");
  expect(await say("stop")).not.toContain("You named");
});

test("what is no answer to the quiz, and no command, sends nobody to a command of Slack", async () => {
  for (const word of ["cost!", "compare?", "history.", "models"]) expect(await say(word)).not.toMatch(/Slack|\/weigh/);
});
