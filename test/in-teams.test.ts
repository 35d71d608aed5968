import { beforeAll, expect, test } from "vitest";
import { createExplainer } from "../src/explain.ts";
import { type Kept, teamsForms } from "../src/in-teams.ts";
import type { KnowledgeBase } from "../src/advisor/knowledge-base.ts";
import { emptyDoc, writeDoc } from "../src/core/assess/doc.ts";
import type { Row } from "../src/core/assess/ports.ts";
import { costingOn, tellingOf } from "../src/coster.ts";
import { problemsOfActivity } from "../src/playground/teams-rules.ts";
import { render as renderForSlack } from "../src/slack/render.ts";
import { activityOf } from "../src/teams/activity.ts";
import { render } from "../src/teams/render.ts";
import { answererOf, realKnowledge } from "./support/real-knowledge.ts";

let kb: KnowledgeBase;
beforeAll(async () => {
  kb = await realKnowledge();
});
const current = (): KnowledgeBase => kb;
const at = { channel: "slack:T0TEAM/C0GENERAL", ts: "1.000001", text: "", isPrivate: false };
const nothing: Kept = {
  assessments: { byPost: async () => undefined, postsOf: async () => [] },
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
  const assessments = { byPost: async () => row(page), postsOf: async () => posts };
  const form = await teamsForms(none, { current }, () => ({ ...nothing, assessments }))(at);
  expect(json(form?.activity)).toContain(says);
  expect(json(form?.activity)).not.toContain(not);
  expect(problemsOfActivity(form?.activity ?? {})).toEqual([]);
});
