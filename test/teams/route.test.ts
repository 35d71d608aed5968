import { afterEach, beforeEach, expect, test } from "vitest";
import type { Whereabouts } from "../../src/core/route/route.ts";
import { channel, chatWith, group, message, person, tenant } from "../fakes/teams.ts";
import { echo, one, run, type Running, whole } from "./harness.ts";

const dana = person(1);
let on: Running;
let asked: { readonly text: string; readonly at: Whereabouts }[] = [];
beforeEach(async () => {
  asked = [];
  on = await run({
    office: {
      admin: async () => echo(""),
      route: async (text, at) => {
        asked.push({ text, at });
        return { ...echo("to the open model"), kind: "help" };
      },
    },
  });
  on.fake.members.set(dana.id, { ...dana, tenantId: tenant, userRole: "user" });
});
afterEach(() => on.stop());
const say = (text: string, place = chatWith(dana)) => on.send(message(on.fake, dana, place, text));

test.for([
  ['route "Is ann@x.org in it?"', "Is ann@x.org in it?"],
  ["route “Is it safe?”", "Is it safe?"],
  ["/weigh route &quot;Is it safe?&quot;", "Is it safe?"],
  ["route: «Is it safe?»", "Is it safe?"],
] as const)("%s says where that text would go, and does not answer it", async ([said, text]) => {
  await say(said);
  expect(whole(one(on.posted()))).toContain("to the open model");
  expect(asked.map((each) => each.text)).toEqual([text]);
  expect(on.asked).toEqual([]);
});

test("it is told to who asked alone, by the rules of where that was", async () => {
  await say('route "Is it safe?"', channel("7"));
  expect(one(on.posted()).onlyFor).toBe(dana.id);
  expect(asked[0]?.at).toEqual({
    platform: "teams",
    workspace: tenant,
    channel: "19:channel@thread.tacv2",
    person: dana.aadObjectId,
    guest: false,
  });
});

test("for a guest, by the rules for guests", async () => {
  on.fake.members.set(dana.id, { ...dana, tenantId: tenant, userRole: "guest" });
  await say('route "Is it safe?"', group);
  expect(asked[0]?.at.guest).toBe(true);
});

test("alone it says how it is used", async () => {
  await say("route");
  expect(one(on.posted()).activity["text"]).toContain("Write a text after it");
});

test("a question that begins with the word is a question", async () => {
  await say("route my requests by cost?");
  expect([asked.length, on.asked.length]).toEqual([0, 1]);
});
