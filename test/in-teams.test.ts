import { beforeAll, describe, expect, test } from "vitest";
import { createExplainer } from "../src/explain.ts";
import { type Kept, teamsForms } from "../src/in-teams.ts";
import type { KnowledgeBase } from "../src/advisor/knowledge-base.ts";
import { assessingOn } from "../src/assessor.ts";
import { emptyDoc, readDoc, writeDoc } from "../src/core/assess/doc.ts";
import type { Row } from "../src/core/assess/ports.ts";
import { resultReply, scoresReply, tries, trySays } from "../src/core/assess/result.ts";
import { costingOn, tellingOf } from "../src/coster.ts";
import { problemsOfActivity } from "../src/playground/teams-rules.ts";
import { render as renderForSlack } from "../src/slack/render.ts";
import { activityOf } from "../src/teams/activity.ts";
import { weighed } from "../src/teams/assess-result.ts";
import { render } from "../src/teams/render.ts";
import { answererOf, realKnowledge } from "./support/real-knowledge.ts";

let kb: KnowledgeBase;
beforeAll(async () => {
  kb = await realKnowledge();
});
const current = (): KnowledgeBase => kb;
const at = {
  channel: "slack:T0TEAM/C0GENERAL",
  ts: "1.000001",
  text: "",
  isPrivate: false,
  reader: "slack:T0TEAM/U0EMMA",
};
const nothing: Kept = {
  assessments: {
    byPost: async () => undefined,
    postsOf: async () => [],
    listOf: async () => [],
    sharedWith: async () => [],
  },
  answers: { byMessage: async () => undefined },
};
const none = (): undefined => undefined;
const json = (value: unknown): string => JSON.stringify(value);

test("an answer is in Teams what the Teams edge makes of the reply that Slack was posted", async () => {
  const explainer = createExplainer(current);
  const ask = answererOf(kb);
  for (const text of ["what is LoRA?", "compare open and closed on privacy"]) {
    const question = { text, platform: "slack", context: [] } as unknown as Parameters<typeof ask>[0];
    explainer.heard(question, ask(question));
  }
  const { reply } = ask({ text: "what is LoRA?", platform: "slack", context: [] } as never);
  const forms = teamsForms(explainer.replyOf, { current }, () => nothing);
  const form = await forms({ ...at, text: renderForSlack(reply).text });
  expect(form).toEqual({ activity: activityOf(render(reply, { answerId: "playground" })) });
  expect(await forms({ ...at, text: "What nobody said" })).toBeUndefined();
});

test("an answer that one person sees offers to share it, as it does in Teams", async () => {
  const { reply } = answererOf(kb)({ text: "what is LoRA?", platform: "slack", context: [] } as never);
  const forms = teamsForms(() => reply, { current }, none);
  expect(json(await forms({ ...at, isPrivate: true }))).toContain('"title":"Share here"');
  expect(json(await forms(at))).not.toContain("Share here");
});

test("what a form reckoned has its Teams form, though nobody asked, and explains no question", async () => {
  const explainer = createExplainer(current);
  const costing = tellingOf(costingOn(current), explainer.told);
  const { text } = renderForSlack(costing.reply({ requestsPerDay: 64_000 }));
  const form = await teamsForms(explainer.replyOf, { current }, none)({ ...at, text });
  expect(json(form?.activity)).toContain("64,000 requests a day");
  expect(explainer.explain(text)).toBeUndefined();
});

test("a cost summary that its buttons changed is drawn from the workload that is kept, not from what was said before", async () => {
  const costing = costingOn(current);
  const before = costing.reply({ requestsPerDay: 1_000 });
  const workload = costing.reply({ requestsPerDay: 64_000 }).workload;
  const kept = (remembered: unknown): Kept => ({ ...nothing, answers: { byMessage: async () => ({ remembered }) } });
  const forms = (remembered: unknown) =>
    teamsForms(
      () => before,
      { current },
      () => kept(remembered),
    );
  const pulled = await forms({ workload, pulledBy: "Ev1" })(at);
  expect(json(pulled?.activity)).toContain("64,000 requests a day");
  expect(pulled?.note).toMatch(/as it stands now/);
  expect(json((await forms({ workload })(at))?.activity)).toContain("1,000 requests a day");
});

const row = (page: "describe" | "done"): Row =>
  ({
    id: "A1",
    rev: 3,
    name: "Letters",
    status: "proposed",
    revisitBy: null,
    place: null,
    doc: writeDoc({ ...emptyDoc, page }),
  }) as Row;
test.for([
  {
    is: "that is asked about is the card of its next step",
    page: "describe",
    kind: "talk",
    says: "Describe it; I fill in what I can",
    not: "Rank what matters",
  },
  {
    is: "that is finished is the card of its result",
    page: "done",
    kind: "result",
    says: "Rank what matters",
    not: "shared their",
  },
  {
    is: "that was shared is as others see it",
    page: "done",
    kind: "shared",
    says: "shared their assessment",
    not: "Answer an assumption",
  },
] as const)("an assessment $is", async ({ page, kind, says, not }) => {
  const posts = [{ channel: at.channel, message: at.ts, thread: null, kind }];
  const assessments = { ...nothing.assessments, byPost: async () => row(page), postsOf: async () => posts };
  const form = await teamsForms(none, { current }, () => ({ ...nothing, assessments }))(at);
  expect(json(form?.activity)).toContain(says);
  expect(json(form?.activity)).not.toContain(not);
  expect(problemsOfActivity(form?.activity ?? {})).toEqual([]);
});

describe("what is only looked at is found by its words", () => {
  const alone = { ...at, isPrivate: true };
  const letters = row("done");
  const drawn = (text: string, reader = alone.reader) => {
    const listOf = async (of: string) => (of === alone.reader ? [letters] : []);
    const store = () => ({ ...nothing, assessments: { ...nothing.assessments, listOf } });
    return teamsForms(none, { current }, store)({ ...alone, reader, text });
  };
  const given = () => {
    const assessor = assessingOn(current)();
    if (!assessor) throw new Error("no decision model");
    return weighed(assessor, { row: letters, doc: readDoc(letters.doc) });
  };

  test("scores and details are the cards that Teams puts in place of the result, with the way back", async () => {
    const { assessor, doc } = given();
    for (const reply of [scoresReply(assessor, doc), resultReply({ ...given(), detail: "full" })]) {
      const form = await drawn(renderForSlack(reply).text);
      expect(json(form?.activity)).toContain('"title":"Back"');
      expect(json(form?.activity)).toContain(reply.title);
      expect(problemsOfActivity(form?.activity ?? {})).toEqual([]);
    }
  });

  test("what was tried stands above the result, where it may be kept", async () => {
    const [first] = tries(given());
    if (!first) throw new Error("nothing to try");
    const says = trySays(given().assessor, given().doc, first.fact, first.value);
    const form = await drawn(says.replaceAll("**", ""));
    expect(json(form?.activity)).toContain("Keep it");
    expect(json(form?.activity)).toContain(json(says.split(":")[0]).slice(1, -1).replaceAll("**", ""));
  });

  test("it is nobody else's", async () => {
    const { assessor, doc } = given();
    expect(await drawn(renderForSlack(scoresReply(assessor, doc)).text, "slack:T0TEAM/U0MARCO")).toBeUndefined();
  });
});

test("a note at the end of a reply, as of where a picture went, does not hide its Teams form", () => {
  const explainer = createExplainer(current);
  const { reply } = answererOf(kb)({ text: "help", platform: "slack", context: [] } as never);
  explainer.told(reply);
  const noted = { ...reply, blocks: [...reply.blocks, { kind: "note" as const, text: "In Slack: mention me." }] };
  expect(explainer.replyOf(renderForSlack(noted).text)).toBe(reply);
});
