import { expect, test } from "vitest";
import type { Policy } from "../../../src/core/route/policy.ts";
import { type BackendStates, everyState, type RouteRequest, route } from "../../../src/core/route/route.ts";
import { realKnowledge } from "../../support/real-knowledge.ts";

const policy: Policy = {
  sensitive: {
    use: "open",
    kinds: ["email", "card", "key"],
    names: ["Project Falcon"],
    words: ["under NDA"],
    workspaces: ["T0SECRET1"],
    channels: ["C0BOARD01"],
    people: ["U0CEO0001"],
    guests: true,
  },
  complex: { words: 30, parts: 2, advisors: ["decide"] },
  rules: [
    { id: "teams-to-none", when: { platform: "teams" }, use: [], because: "Teams asks no model." },
    { id: "complex-to-closed", when: { complexity: "complex" }, use: ["closed", "open"], because: "It is complex." },
    { id: "simple-to-open", when: {}, use: ["open", "closed"], because: "It is simple." },
  ],
};
const up = everyState("up");
const asked = (text: string, more: Partial<RouteRequest> = {}): RouteRequest => ({
  texts: [text],
  parts: 1,
  advisor: "ask",
  at: { platform: "slack" },
  ...more,
});
const goes = (request: RouteRequest, states: BackendStates = up, by: Policy | undefined = policy) => {
  const { order, rules } = route(request, by, states);
  return [order.join(" then ") || "nowhere", rules.join(" ")];
};
const plain = "is open-weight cheaper?";

test.for<[string, RouteRequest, string, string]>([
  ["a simple question", asked(plain), "open then closed", "simple-to-open"],
  ["a long question", asked("word ".repeat(30)), "closed then open", "complex-to-closed"],
  ["two questions in one", asked(plain, { parts: 2 }), "closed then open", "complex-to-closed"],
  ["a described case", asked(plain, { advisor: "decide" }), "closed then open", "complex-to-closed"],
  ["a rule that asks nobody", asked(plain, { at: { platform: "teams" } }), "nowhere", "teams-to-none no-model"],
  ["a mail address", asked("ask ann@x.org"), "open", "sensitive-email"],
  ["a mail address said earlier", asked(plain, { texts: [plain, "ann@x.org"] }), "open", "sensitive-email"],
  ["a listed name, however long the question", asked(`project falcon ${"word ".repeat(40)}`), "open", "sensitive-name"],
  ["a listed word", asked("this is Under-NDA, so?"), "open", "sensitive-word"],
  [
    "a private workspace",
    asked(plain, { at: { platform: "slack", workspace: "T0SECRET1" } }),
    "open",
    "private-workspace",
  ],
  ["a private channel", asked(plain, { at: { platform: "slack", channel: "C0BOARD01" } }), "open", "private-channel"],
  ["a private person", asked(plain, { at: { platform: "slack", person: "U0CEO0001" } }), "open", "private-person"],
  ["a guest", asked(plain, { at: { platform: "slack", guest: true } }), "open", "guest"],
])("%s goes where the policy says", ([, request, where, rules]) => {
  expect(goes(request)).toEqual([where, rules]);
});

test("sensitivity wins over every rule, even when the open model is down", () => {
  const downOpen = { ...up, open: "down" as const };
  expect(goes(asked("ann@x.org"), downOpen)).toEqual(["nowhere", "sensitive-email open-down no-model"]);
  expect(goes(asked("ann@x.org"), up, { ...policy, sensitive: { ...policy.sensitive, use: "none" } })).toEqual([
    "nowhere",
    "sensitive-email no-model",
  ]);
});

test("an open model at a host outside sees nothing sensitive, whatever makes it so, and everything else as before", () => {
  const hosted = { ...up, openOutside: "api.host.example" };
  expect(goes(asked("ann@x.org"), hosted)).toEqual(["nowhere", "sensitive-email open-outside no-model"]);
  for (const request of [
    asked("project falcon"),
    asked("under NDA, so?"),
    asked(plain, { texts: [plain, "ann@x.org"] }),
    asked(plain, { at: { platform: "slack", workspace: "T0SECRET1" } }),
    asked(plain, { at: { platform: "slack", guest: true } }),
  ])
    expect(route(request, policy, hosted)).toMatchObject({
      order: [],
      because: [
        expect.stringMatching(/, so only an open model on your own servers may see it\.$/),
        "The open model is at api.host.example, which is not one of your own servers.",
        "The answer is composed without a model.",
      ],
    });
  expect(goes(asked(plain), hosted)).toEqual(["open then closed", "simple-to-open"]);
});

test("a backend that is down, over its budget or absent is passed over", () => {
  expect(goes(asked(plain), { ...up, open: "over budget" })).toEqual(["closed", "simple-to-open open-over-budget"]);
  expect(goes(asked(plain), everyState("absent"))).toEqual([
    "nowhere",
    "simple-to-open open-absent closed-absent no-model",
  ]);
});

test("without a policy nothing is sent anywhere", () => {
  expect(route(asked(plain), undefined, up)).toMatchObject({ order: [], rules: ["no-policy"] });
});

test("what is found but not counted by the policy is told, and still decides nothing", () => {
  const found = route(asked("call +49 171 1234567"), policy, up);
  expect(found).toMatchObject({ found: ["phone"], rules: ["simple-to-open"] });
});

test("the reasons never hold words of the text", () => {
  const { because, rules } = route(asked("Zebra ann@x.org under nda"), policy, up);
  expect(JSON.stringify({ because, rules })).not.toMatch(/zebra|ann@/i);
});

test("the policy of this repository sends nothing sensitive to the closed model", async () => {
  const { routing } = (await realKnowledge()).catalog;
  for (const text of [
    "mail ann@x.org",
    "sk-abcdefghijklmnop1234",
    "strictly internal: is it safe?",
    "10.1.2.3 is down",
  ])
    expect(route(asked(text), routing, up).order).not.toContain("closed");
});
