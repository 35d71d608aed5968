import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block, Reply, ReplyKind } from "../../src/core/reply.ts";
import { type Action, actionIdOf, anyAction, parseAction, valueOf } from "../../src/slack/actions.ts";
import { questionsOf, render, type RenderOptions } from "../../src/slack/render.ts";
import { refusal } from "../fakes/slack.ts";

const next = (...questions: readonly string[]): Block => ({ kind: "next", label: "Ask next", questions });
const replyOf = (kind: ReplyKind, ...blocks: readonly Block[]): Reply => ({
  kind,
  title: "",
  blocks: [{ kind: "text", text: "Yes.", cites: [1] }, ...blocks],
  citations: [{ entry: "e", title: "T", documents: ["D"], sources: ["s"], reviewed: "2026-07-01" }],
  knowledgeVersion: "v1",
});
interface Element {
  readonly action_id: string;
  readonly value: string;
  readonly text: { readonly text: string };
}
/** The buttons of the `actions` blocks. */
const buttonsOf = (reply: Reply, options: RenderOptions): Element[] =>
  render(reply, options).blocks.flatMap((block) => (block.type === "actions" ? (block.elements as Element[]) : []));
const labelsOf = (reply: Reply, options: RenderOptions) => buttonsOf(reply, options).map((button) => button.text.text);

test("related questions are buttons that carry the answer's id and their number, nothing else", () => {
  const reply = replyOf("answer", next("Is it safe?", "Is it cheap?"), next("Is it fast?"));
  expect(
    buttonsOf(reply, { answerId: "A1", actions: [] }).map(({ action_id, value, text }) => [
      action_id,
      value,
      text.text,
    ]),
  ).toEqual([
    ["answer.next.0", "A1:next:0", "Is it safe?"],
    ["answer.next.1", "A1:next:1", "Is it cheap?"],
    ["answer.next.2", "A1:next:2", "Is it fast?"],
  ]);
  expect(questionsOf(reply)[2]).toBe("Is it fast?");
});

test("a question that is longer than a button is told in full above it", () => {
  const long = `Is ${"very ".repeat(20)}open?`;
  const reply = replyOf("answer", next("Short?", long));
  const message = render(reply, { answerId: "A1", actions: [] });
  expect(message.blocks).toContainEqual(
    expect.objectContaining({ text: expect.objectContaining({ text: `*Ask next*\n• ${long}` }) }),
  );
  expect(labelsOf(reply, { answerId: "A1", actions: [] })[1]).toMatch(/^Is very .*…$/);
  expect(refusal({ channel: "C1", ...message })).toBeUndefined();
});

test("without an answer's id there are no buttons, and questions are text", () => {
  const message = render(replyOf("answer", next("Is it safe?")), { private: true });
  expect(message.blocks.map((block) => block.type)).toEqual(["section", "section", "context"]);
  expect(JSON.stringify(message)).toContain("• Is it safe?");
});

test.for([
  { kind: "answer", labels: ["Sources", "Compare", "Assess my case"] },
  { kind: "table", labels: ["Sources", "Assess my case"] },
  { kind: "refuse", labels: [] },
  { kind: "smalltalk", labels: [] },
] as const)("a reply of the kind $kind offers $labels", ({ kind, labels }) => {
  expect(labelsOf(replyOf(kind), { answerId: "A1" })).toEqual(labels);
});

test("what is offered can be chosen, but sources only where there are some", () => {
  expect(labelsOf(replyOf("answer"), { answerId: "A1", actions: ["assess"] })).toEqual(["Assess my case"]);
  expect(labelsOf({ ...replyOf("answer"), citations: [] }, { answerId: "A1", actions: ["sources"] })).toEqual([]);
});

test("a private answer can be shared, small talk cannot", () => {
  expect(labelsOf(replyOf("answer"), { answerId: "A1", private: true })).toContain("Share in channel");
  expect(labelsOf(replyOf("answer"), { answerId: "A1" })).not.toContain("Share in channel");
  expect(labelsOf(replyOf("smalltalk"), { answerId: "A1", private: true })).toEqual([]);
});

test("feedback is asked for what claims something", () => {
  expect(render(replyOf("answer"), { answerId: "A1" }).blocks.at(-1)).toMatchObject({
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        positive_button: { value: "A1:feedback:useful" },
        negative_button: { value: "A1:feedback:not-useful" },
      },
    ],
  });
  expect(render(replyOf("help"), { answerId: "A1" }).blocks.at(-1)?.type).toBe("context");
});

test("feedback gives way before words do", () => {
  const notes = Array.from({ length: 46 }, (): Block => ({ kind: "note", text: "short" }));
  const withRoom = render(replyOf("answer", ...notes), { answerId: "A1" });
  expect([withRoom.blocks.length, withRoom.blocks.at(-1)?.type]).toEqual([50, "context_actions"]);
  const full = render(replyOf("answer", ...notes, { kind: "note", text: "last" }), { answerId: "A1" });
  expect([full.blocks.length, full.blocks.at(-1)?.type]).toEqual([50, "context"]);
  expect(JSON.stringify(full)).toContain('"last"');
});

test("an id that would not come back as it went out is a bug of the caller", () => {
  for (const answerId of ["", "a:b", "a b", "x".repeat(65)])
    expect(() => render(replyOf("answer"), { answerId })).toThrow(RangeError);
});

const answerId = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const anyOf: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant("next" as const), answerId, question: fc.integer({ min: 0, max: 9_999 }) }),
  fc.record({
    kind: fc.constantFrom("sources" as const, "compare" as const, "assess" as const, "share" as const),
    answerId,
  }),
  fc.record({ kind: fc.constant("feedback" as const), answerId, useful: fc.boolean() }),
);
test("every action comes back from its button as it went out", () => {
  const same = fc.property(anyOf, (action) => {
    expect(anyAction.test(actionIdOf(action))).toBe(true);
    expect(parseAction(actionIdOf(action), valueOf(action))).toEqual({ ok: true, action });
  });
  fc.assert(same);
});

test.for([
  { is: "an action of another version", id: "answer.explain", value: "A1:explain", why: "unknown-action" },
  { is: "an action of something else", id: "home.next.0", value: "A1:next:0", why: "unknown-action" },
  { is: "an action without a name", id: undefined, value: "A1:next:0", why: "unknown-action" },
  { is: "no value", id: "answer.next.0", value: undefined, why: "unknown-value" },
  { is: "a value of another version", id: "answer.sources", value: "v0/A1/sources", why: "unknown-value" },
  { is: "a value of another button", id: "answer.next.0", value: "A1:next:1", why: "unknown-value" },
  { is: "a number that is none", id: "answer.next.0", value: "A1:next:00", why: "unknown-value" },
  { is: "a value with more to it", id: "answer.share", value: "A1:share:U1", why: "unknown-value" },
  { is: "a value that names a part of JavaScript", id: "answer.share", value: "A1:constructor", why: "unknown-value" },
  { is: "an id with signs in it", id: "answer.share", value: "<!channel>:share", why: "unknown-value" },
  { is: "feedback of no kind", id: "answer.feedback", value: "A1:feedback:maybe", why: "unknown-value" },
])("a click with $is is $why, and the person is told what to do", ({ id, value, why }) => {
  expect(parseAction(id, value)).toEqual({ ok: false, why, says: expect.stringContaining("Please ask again.") });
});
