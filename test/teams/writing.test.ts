import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FluentAnswer, Occasion } from "../../src/core/ports.ts";
import { activity, bot, channel, chatWith, group, message, person, tenant } from "../fakes/teams.ts";
import { echo, one, run, type Running, whole } from "./harness.ts";

const dana = person(1);
let on: Running;
let occasions: Occasion[] = [];
/** A model that words what is asked with "lock", and leaves the rest as it was composed. */
const fluent: FluentAnswer = async ({ text }, occasion) => {
  occasions.push(occasion);
  const byModel = text.includes("lock");
  const reply = echo(byModel ? `${text} in other words` : text);
  return {
    reply: { ...reply, ...(byModel ? { byModel } : {}) },
    trace: { advisor: "ask", entries: ["e"], confidence: 1, ms: 1 },
  };
};
beforeEach(async () => {
  occasions = [];
  on = await run({ fluent });
  on.fake.members.set(dana.id, { ...dana, tenantId: tenant, userRole: "user" });
});
afterEach(() => on.stop());

const label = '"additionalType":["AIGeneratedContent"]';

describe("where a model is configured", () => {
  test("it words the answer, which carries Teams' label beside its sources, in one entity", async () => {
    await on.send(message(on.fake, dana, chatWith(dana), "What is lock-in?"));
    const posted = one(on.posted());
    expect(whole(posted)).toContain("What is lock-in? in other words");
    expect(whole(posted)).toContain(label);
    expect(posted.activity["entities"]).toHaveLength(1);
    expect(whole(posted)).toContain('"citation":[');
  });

  test("what it did not word carries no label", async () => {
    await on.send(message(on.fake, dana, chatWith(dana), "What does it cost?"));
    expect(whole(one(on.posted()))).not.toContain("AIGeneratedContent");
  });

  test("it is told where that was asked, for the policy that decides what it may see", async () => {
    await on.send(message(on.fake, dana, channel("7"), "What is lock-in?"));
    expect(occasions.map(({ at }) => at)).toEqual([
      {
        platform: "teams",
        workspace: tenant,
        channel: "19:channel@thread.tacv2",
        person: dana.aadObjectId,
        guest: false,
      },
    ]);
  });

  test.for([
    ["a guest", { userRole: "guest", tenantId: tenant }],
    ["somebody of another tenant", { userRole: "user", tenantId: "elsewhere" }],
    ["somebody whom Teams does not know", undefined],
  ] as const)("%s counts as a guest", async ([, member]) => {
    on.fake.members.delete(dana.id);
    if (member) on.fake.members.set(dana.id, member);
    await on.send(message(on.fake, dana, group, "What is lock-in?"));
    expect(occasions[0]?.at.guest).toBe(true);
  });

  test("an edited question is worded anew, and its label goes when no model worded it", async () => {
    const asked = message(on.fake, dana, chatWith(dana), "What is lock-in?");
    await on.send(asked);
    const edit = {
      id: asked["id"],
      text: "What does it cost?",
      channelData: { eventType: "editMessage", tenant: { id: tenant } },
    };
    await on.send(activity(on.fake, "messageUpdate", dana, chatWith(dana), edit));
    expect(whole(one(on.posted()))).toContain("What does it cost?");
    expect(whole(one(on.posted()))).not.toContain("AIGeneratedContent");
  });

  test("an answer for one person alone is worded, too", async () => {
    const more = { recipient: { id: bot.id, isTargeted: true } };
    await on.send({ ...message(on.fake, dana, group, "What is lock-in?"), ...more });
    expect(occasions).toHaveLength(1);
    expect(whole(one(on.posted()))).toContain(label);
  });
});

test("without a model nobody is asked about, and nothing is labelled", async () => {
  await on.stop();
  on = await run();
  await on.send(message(on.fake, dana, chatWith(dana), "What is lock-in?"));
  expect(on.asked).toHaveLength(1);
  expect(on.fake.calls.filter(({ path }) => path.includes("/members/"))).toEqual([]);
  expect(whole(one(on.posted()))).not.toContain("AIGeneratedContent");
});
